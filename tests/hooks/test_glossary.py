"""The glossary: one file makes the pages in both languages and the definitions of the terms in other pages."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from overrides.hooks.content import glossary
from overrides.hooks.content.diagnostics import Mistake
from tests.conftest import ROOT, build

GLOSSARY = glossary.read(ROOT / "docs")
GUIDE = {"ar": "guides/generative-ai/", "en": "en/guides/generative-ai/"}


def article(site: Path, path: str):
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser").select_one("article")


def spaced(text):
    """Return a text as its author wrote it: the build replaces the space between "الـ" and its noun with a no-break space."""
    return text.replace("\u00a0", " ")


def test_the_glossary_has_at_least_forty_terms():
    assert len(GLOSSARY.terms) >= 40


@pytest.mark.parametrize("language, path", [("ar", "glossary/"), ("en", "en/glossary/")])
def test_the_page_has_every_term_with_its_name_in_the_other_language(site, language, path):
    page = article(site, path)
    other = "en" if language == "ar" else "ar"
    for term in GLOSSARY.terms:
        heading = page.find(id=term.id)
        assert heading.name == "h3"
        assert getattr(term, language).names[0] in heading.get_text()
        means = heading.find_next_sibling("p")
        assert spaced(means.get_text()) == getattr(term, language).means
        name = means.find_next_sibling("p").find("bdi", lang=other)
        assert name.get_text() == getattr(term, other).names[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_guides_terms_are_marked(site, language):
    marked = {link["href"].split("#")[1] for link in article(site, GUIDE[language]).select("a.term")}
    assert len(marked) >= 20
    assert {"transformer", "self-attention", "llm", "gan", "hallucination"} <= marked


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_term_is_marked_once_per_section_and_never_in_a_heading_or_a_link(site, language):
    met = set()
    for tag in article(site, GUIDE[language]).find_all(True):
        if tag.name in ("h2", "h3"):
            met = set()
        if "term" in tag.get("class", ()):
            assert not tag.find_parent(["a", "h1", "h2", "h3", "code", "live-demo"])
            assert "footnote" not in " ".join(name for parent in tag.parents for name in parent.get("class", []))
            name = tag["href"].split("#")[1]
            assert name not in met, name
            met.add(name)
            assert spaced(tag["title"]) == next(getattr(term, language).means for term in GLOSSARY.terms if term.id == name)


def test_a_term_is_marked_with_its_article_and_plural_and_as_a_whole(project, tmp_path):
    text = "\n\n".join(
        ["## واحد", "بالموديلات والـ <bdi>Transformers</bdi> وبالتدريب والـ Self Attention.", "## اتنين", "الموديلاتي والمتدرب والـ AIR و`softmax` و[softmax](index.md)."]
    )
    with (project / "docs/about.ar.md").open("a", encoding="utf-8") as page:
        page.write("\n\n" + text)
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = article(tmp_path / "site", "about/")

    def terms(heading):
        links = page.find(id=heading).find_next_sibling("p").select("a.term")
        return [(link.get_text(), link["href"].split("#")[1]) for link in links]

    assert terms("واحد") == [
        ("بالموديلات", "model"), ("Transformers", "transformer"), ("وبالتدريب", "training"), ("Self Attention", "self-attention"),
    ]
    assert terms("اتنين") == []


def test_a_mistake_in_the_file_is_reported_with_its_line(tmp_path):
    source = (ROOT / "docs/glossary.toml").read_text("utf-8")

    def mistake(text):
        (tmp_path / "glossary.toml").write_text(text, "utf-8")
        with pytest.raises(Mistake) as raised:
            glossary.read(tmp_path)
        return str(raised.value)

    assert re.search(r"docs/glossary\.toml:\d+:1: error: not TOML", mistake(source.replace("means = ", "means ", 1)))
    # At the line of the term, by the checker and by the build alike.
    third = source.split("\n").index('id = "machine-learning"')
    spoilt = source.replace('means = "بدل ما نكتب', 'mean = "بدل ما نكتب')
    assert mistake(spoilt).split("\n") == [problem.for_editor() for problem in glossary.problems(tmp_path)]
    [missing, unknown] = mistake(spoilt).split("\n")
    assert missing == f"docs/glossary.toml:{third}:1: error: topic.1.term.3.ar.means is missing; write it [glossary]"
    assert unknown.startswith(f"docs/glossary.toml:{third}:1: error: topic.1.term.3.ar.mean is not known here; ")
    twice = mistake(source.replace('id = "generative-ai"', 'id = "ai"'))
    line = source.split("\n").index('id = "generative-ai"') + 1
    assert twice == f"docs/glossary.toml:{line}:1: error: two terms have the id `ai`; give one of them another [glossary]"


# --- In the browser -------------------------------------------------------


def test_hovering_over_a_term_shows_its_definition_and_escape_hides_it(visit):
    page = visit(GUIDE["ar"])
    term = page.locator("a.term", has_text="hallucination").first
    means = term.get_attribute("title")
    term.hover()
    note = page.locator("#term-note")
    expect(note).to_be_visible()
    expect(note).to_contain_text(means)
    expect(term).to_have_accessible_description(re.compile(re.escape(means)))
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    assert term.get_attribute("title") == means


def test_the_keyboard_shows_it_too_and_enter_leads_to_the_glossary(visit):
    page = visit(GUIDE["en"])
    term = page.locator("a.term").first
    page.keyboard.press("Tab")
    term.focus()
    expect(page.locator("#term-note")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/en/glossary/#" in url)


@pytest.mark.parametrize("width", [320, 390])
def test_a_tap_shows_it_and_leads_on(visit, width):
    page = visit(GUIDE["ar"], viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True)
    term = page.locator("a.term", has_text="Self Attention").first
    address = page.url
    term.tap()
    note = page.locator("#term-note")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.url == address
    note.get_by_role("link", name="كل المصطلحات").tap()
    page.wait_for_url(lambda url: unquote(url).endswith("/glossary/#self-attention"))


def test_without_javascript_a_term_is_a_link_with_its_definition(visit):
    page = visit(GUIDE["ar"], java_script_enabled=False)
    term = page.locator("a.term").first
    assert term.get_attribute("title")
    term.click()
    assert "/glossary/#" in page.url
