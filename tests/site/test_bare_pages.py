"""The demos' own pages: which there are, and that nothing but links leads to them."""

import tomllib
from urllib.parse import urljoin

import pytest

import demos
from demos.strings import strings
from overrides.hooks.content import demo_pages
from tests.support.built_pages import ORIGIN, is_bare, read
from tests.support.live_demos import HOMES
from tests.support.project import ROOT

PAGES = {page.slug: page for page in demo_pages.every_page()}
EXPLAINED = {
    "attention": "generative-ai",
    "chatbot": "generative-ai",
    "language-names": "language-models",
    "language-capitals": "language-models",
    "language-jobs": "language-models",
    "pictures-letters": "pictures",
    "pictures-points": "pictures",
    "pictures-gan": "pictures",
}
both_homes = pytest.mark.parametrize("language, home", HOMES.items())


def test_every_demo_but_the_cell_has_one_and_each_has_a_title():
    assert {page.demo for page in PAGES.values()} == demos.REGISTRY.keys() - {"cell"}
    for language in demos.LANGUAGES:
        titles = strings(language)["pages"]
        assert titles.keys() == PAGES.keys() == EXPLAINED.keys() and len(set(titles.values())) == len(titles)


@both_homes
def test_each_is_there_in_each_language_and_has_one_demo_and_nothing_else(site, language, home):
    assert {path.parent.name for path in site.glob(f"{home}demos/*/index.html")} == PAGES.keys()
    for slug, page in PAGES.items():
        built = read(site / f"{home}demos/{slug}/index.html")
        [demo] = built.select("live-demo")
        assert (demo["name"], demo["lang"], built.h3.text) == (page.demo, language, page.title(language))
        assert not built.select("nav, form[role=search], dialog, footer, .md-header, .md-sidebar, [data-search-open], [rel=alternate][hreflang]")
        [link] = built.select("header a[href]")
        assert link["target"] == "_blank" and urljoin(f"/{home}demos/{slug}/", link["href"]) == f"/{home}guides/{EXPLAINED[slug]}/"
        assert [a for a in built.select("body a[href]") if not a.find_parent("live-demo")] == [link]


@both_homes
def test_engines_are_sent_to_the_guide(site, home, language):
    for slug, guide in EXPLAINED.items():
        head = read(site / f"{home}demos/{slug}/index.html").head
        assert head.select_one("meta[name=robots]")["content"] == "noindex"
        assert head.select_one("link[rel=canonical]")["href"] == f"{ORIGIN}{home}guides/{guide}/"
    for name in ("sitemap.xml", "llms.txt", "feed.xml"):
        assert f"{ORIGIN}{home}demos/" not in (site / name).read_text("utf-8")


@both_homes
def test_a_demo_in_a_guide_knows_its_own_page_and_begins_there_with_the_same_picture(site, language, home):
    built = read(site / f"{home}guides/language-models/index.html")
    for demo in built.select("live-demo[name=language]"):
        lesson = demo.select_one(".language")["class"][1]
        assert f'"page": {{"address": "{home}demos/language-{lesson}/"' in demo.find("script").string
        own = read(site / f"{home}demos/language-{lesson}/index.html")
        assert str(demo.select_one("[data-part=stage]")) == str(own.select_one("[data-part=stage]"))


def test_a_short_demo_and_a_cell_have_none(site):
    assert '"page": null' in read(site / "index.html").select_one("live-demo script").string
    for demo in read(site / "guides/pictures/index.html").select("live-demo[name=cell]"):
        assert not demo.select("[data-action=embed], [data-action=full-screen]")


def test_every_demo_of_the_guides_has_its_page():
    for path in (ROOT / "docs/guides").glob("*.md"):
        for fence in path.read_text("utf-8").split("```demo ")[1:]:
            name, _, rest = fence.partition("\n")
            options = tomllib.loads(rest.partition("```")[0])
            assert demo_pages.of_fence(name, demos.load(name).Options(**options)), (path, name, options)


def test_a_service_worker_knows_which_pages_may_be_framed(site):
    text = (site / "sw.js").read_text("utf-8")
    for home in HOMES.values():
        assert all(f'"{home}demos/{slug}/"' in text for slug in PAGES)
    assert not is_bare("guides/") and is_bare("en/demos/chatbot/")
