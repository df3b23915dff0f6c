"""MaterialX, the maintained fork of Material, on ProperDocs: every page has its parts, and can be read and used."""

import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.support import static_host
from tests.support.live_demos import GUIDES, both_languages, say, start
from tests.support.screens import DESK, PHONE
from tests.support.visits import Visits

# How its pages differ outside of their text; CONTRIBUTING.md says what readers see of it.
MORE = {
    "input.md-toggle",
    "label.md-overlay",
    "div.md-top",
    "div.md-top__center",
    "button.md-top__button.md-top__button--main",
    "label.md-top__button.md-top__side.md-top__side--nav",
    "label.md-top__button.md-top__side.md-top__side--toc",
    "span",
    "svg.lucide.lucide-panel-left",
    "svg.lucide.lucide-panel-right",
    "path",
    "rect",
}
LESS = {"button.md-top.md-icon"}
# The versions of style sheets and scripts in addresses.
VERSION = re.compile(r"(?<=[-./])[0-9a-f]{8,16}(?=[./])")


@pytest.fixture(scope="module")
def lane(build_lane):
    return build_lane("materialx")


@pytest.fixture
def visit(browser, lane):
    with static_host.serve(lane) as server:
        visits = Visits(browser, server)
        yield visits.open
        visits.check()
        visits.close()


def parsed(path):
    return BeautifulSoup(VERSION.sub("", path.read_text("utf-8")), "html.parser")


def elements(page):
    return Counter(".".join([tag.name, *tag.get("class", [])]) for tag in page.find_all(True))


def test_the_text_of_every_page_is_the_same_and_what_is_around_it_differs_only_as_listed(site, lane):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert files == {path.relative_to(lane).as_posix() for path in lane.rglob("*.html")}
    more, less = set(), set()
    for file in files:
        ours, theirs = parsed(site / file), parsed(lane / file)
        assert str(ours.article) == str(theirs.article), file
        assert str(ours.title) == str(theirs.title)
        more |= (elements(theirs) - elements(ours)).keys()
        less |= (elements(ours) - elements(theirs)).keys()
    assert (more, less) == (MORE, LESS)


@both_languages
def test_demos_go_live(visit, language):
    page = visit(GUIDES[language])
    chatbot = start(page, "chatbot")
    expect(say(chatbot, {"ar": "أنا تعبان", "en": "I am tired"}[language])).not_to_be_empty()


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESK), ("dark", DESK), ("light", PHONE), ("dark", PHONE)])
@both_languages
def test_axe_finds_nothing_on_a_guide(visit, language, scheme, viewport):
    page = visit(GUIDES[language], color_scheme=scheme, viewport=viewport)
    found = Axe().run(page, None, {"preload": False, "resultTypes": ["violations"]}).response["violations"]
    assert [(violation["id"], node["html"]) for violation in found for node in violation["nodes"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_page_can_be_read_in_the_navigation(visit, scheme):
    page = visit(GUIDES["ar"], color_scheme=scheme, viewport=DESK)
    entry = page.locator(".md-nav--primary a.md-nav__link--active:visible")
    expect(entry).to_have_count(1)
    found = Axe().run(page, ".md-nav--primary a.md-nav__link--active", {"preload": False, "runOnly": ["color-contrast"]}).response
    assert found["violations"] == [] and found["passes"]


def test_the_search_finds_a_page(visit):
    page = visit("")
    page.keyboard.press("/")
    page.keyboard.insert_text("attention")
    expect(page.locator("dialog.search a[href]").first).to_be_visible()
