"""Write a page for each demo that has nothing but the demo, which others may show in a frame.

It is no page of docs/: search, navigation, sitemap and feeds know nothing of it.
"""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

import demos
from overrides.hooks.content import demo_pages
from overrides.hooks.content.demo_pages import DemoPage
from overrides.hooks.framework import get_context, get_relative_url
from overrides.hooks.listing.guides import Guide
from overrides.hooks.markdown import arabic_article, demo_fence
from overrides.hooks.markdown.page_context import PageContext
from overrides.hooks.site import Site
from overrides.hooks.steps import page_data, publish


@dataclass(frozen=True)
class BareDemo:
    """What the template gets as `demo`. `language`: of its words; `guide`: the one that explains it, if there is one."""

    name: str
    title: str
    language: str
    html: str
    guide: Guide | None


def write(site: Site, env: Environment) -> None:
    """Write the pages of the language that is being built."""
    now = site.now
    assert now.nav is not None
    shown = [(guide, _shown(site, guide)) for guide in now.guides]
    for page in demo_pages.every_page():
        url = now.home_url + page.url
        around = PageContext(file=url, src_uri="", language=now.language, written=None, strings=now.strings, glossary=None)
        html = arabic_article.keep_article_with_its_noun(demo_fence.drawn(page.demo, page.source, around))
        demo = BareDemo(page.demo, page.title(now.language), demos.spoken(now.language), html, _guide(page, shown))
        context = get_context(now.nav, now.files, site.config, base_url=get_relative_url(".", url))
        whole = env.get_template("demo.html").render(**{**context, "site": page_data.of_site(site, []), "demo": demo})
        target = site.folder / url / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(publish.with_policy(site, whole), "utf-8")


def _guide(page: DemoPage, shown: list[tuple[Guide, list[DemoPage]]]) -> Guide | None:
    """Return the guide that explains a demo: of those that show it, the one with the least of other demos."""
    shares = [([other.demo for other in found].count(page.demo) / len(found), guide) for guide, found in shown if page in found]
    return max(shares, key=lambda share: share[0], default=(0, None))[1]


def _shown(site: Site, guide: Guide) -> list[DemoPage]:
    """Return the pages that the demos of a guide have for themselves."""
    found = (_own_page(fence.key, fence.text) for fence in site.pages[guide.file.src_uri].elements_of("demo"))
    return [page for page in found if page]


@cache
def _own_page(name: str, source: str) -> DemoPage | None:
    return demo_pages.of_fence(name, demo_fence.options_of(name, source, "", None))
