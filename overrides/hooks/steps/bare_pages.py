"""Write a page for each demo that has nothing but the demo, which others may show in a frame.

It is no page of docs/: search, navigation, sitemap and feeds know nothing of it.
"""

from collections.abc import Iterator

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.utils import get_relative_url

import demos
from overrides.hooks.content import demo_pages
from overrides.hooks.content.demo_pages import DemoPage
from overrides.hooks.listing.guides import Guide
from overrides.hooks.markdown import demo_fence
from overrides.hooks.markdown.page_context import PageContext
from overrides.hooks.site import Site
from overrides.hooks.steps import page_data, publish


def write(site: Site, env: Environment) -> None:
    """Write the pages of the language that is being built."""
    now = site.now
    assert now.nav is not None
    for page in demo_pages.every_page():
        url = now.home_url + page.url
        language = PageContext(file=url, src_uri="", language=now.language, written=None, strings=now.strings, glossary=None)
        shown = {
            "site": page_data.of_site(site, []),
            "demo": {"html": demo_fence.drawn(page.demo, page.source, language), "title": page.title(now.language), "name": page.demo, "language": demos.spoken(now.language)},
            "guide": _guide(site, page),
        }
        context = get_context(now.nav, now.files, site.config, base_url=get_relative_url(".", url))
        html = env.get_template("demo.html").render(**{**context, **shown})
        target = site.folder / url / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(publish.guard(site, html), "utf-8")


def _guide(site: Site, page: DemoPage) -> Guide | None:
    """Return the guide that explains a demo: of those that show it, the one that has the least of others."""
    shares = {guide.url: _share(site, guide, page) for guide in site.now.guides}
    best = max(site.now.guides, key=lambda guide: shares[guide.url], default=None)
    return best if best and shares[best.url] else None


def _share(site: Site, guide: Guide, page: DemoPage) -> float:
    """Return how many of a guide's demos are of the page's kind, from 0 to 1; 0 if the page's own is not among them."""
    shown = list(_shown(site, guide))
    return [other.demo for other in shown].count(page.demo) / len(shown) if page in shown else 0


def _shown(site: Site, guide: Guide) -> Iterator[DemoPage]:
    for fence in site.pages[guide.file.src_uri].elements_of("demo"):
        if fence.key and (found := demo_pages.of_fence(fence.key, demo_fence.options_of(fence.key, fence.text, "", None))):
            yield found
