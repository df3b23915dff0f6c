"""The glossary: one file makes the pages in both languages and the definitions of the terms in other pages."""

from pathlib import Path

import pytest

from overrides.hooks.content import glossary
from tests.support.built_pages import read
from tests.support.live_demos import GUIDES
from tests.support.project import ROOT

GLOSSARY = glossary.read(ROOT / "docs")


def article(site: Path, path: str):
    return read(site / path / "index.html").select_one("article")


def spaced(text):
    """Return a text as its author wrote it: the build replaces the space between "الـ" and its noun with a no-break space."""
    return text.replace("\u00a0", " ")


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
    marked = {link["href"].split("#")[1] for link in article(site, GUIDES[language]).select("a.term")}
    assert len(marked) >= 20
    assert {"transformer", "self-attention", "llm", "gan", "hallucination"} <= marked


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_term_is_marked_once_per_section_and_never_in_a_heading_or_a_link(site, language):
    met = set()
    for tag in article(site, GUIDES[language]).find_all(True):
        if tag.name in ("h2", "h3"):
            met = set()
        if "term" in tag.get("class", ()):
            assert not tag.find_parent(["a", "h1", "h2", "h3", "code", "live-demo"])
            assert "footnote" not in " ".join(name for parent in tag.parents for name in parent.get("class", []))
            name = tag["href"].split("#")[1]
            assert name not in met, name
            met.add(name)
            assert spaced(tag["title"]) == next(getattr(term, language).means for term in GLOSSARY.terms if term.id == name)


def test_a_term_is_marked_with_its_article_and_plural_and_as_a_whole(changed_site):
    page = article(changed_site, "about/")

    def terms(heading):
        links = page.find(id=heading).find_next_sibling("p").select("a.term")
        return [(link.get_text(), link["href"].split("#")[1]) for link in links]

    assert terms("واحد") == [
        ("بالموديلات", "model"), ("Transformers", "transformer"), ("وبالتدريب", "training"), ("Self Attention", "self-attention"),
    ]
    assert terms("اتنين") == []
