"""What of a page is indexed, and the files that the search publishes."""

import hashlib

from overrides.hooks.content import strings
from overrides.hooks.search.extract import sections
from tests.support.queries import queries
from tests.support.search_files import unpacked


def test_a_section_is_what_a_reader_sees_under_a_heading(site):
    found = {s.anchor: s for s in sections((site / "guides/generative-ai/index.html").read_text("utf-8"))}
    top = found[""]
    assert top.title == "Generative AI: إزاي الآلة اتعلّمت تألّف؟"
    part = found["العيوب"]
    assert part.above == ("الخلاصة: لا ساحر ولا لعبة",)
    assert "hallucination." in part.words
    assert "#" not in part.title
    everything = " ".join(word for section in found.values() for word in section.words)
    assert strings.read()["ar"]["live"]["retry"] not in everything, "a demo's controls are no text"
    assert "100%" not in " ".join(found["السبب-الأول-الـ-transformers-سنة-2017"].words[-40:]), "nor its tables"
    cites = [anchor for anchor, section in found.items() if "Rumelhart" in " ".join(section.notes)]
    assert cites == ["الـ-gans-اللي-بترسم"], "a note is found in the section that cites it"
    assert "Rumelhart" not in everything, "and nowhere else"


def test_two_builds_give_the_same_bytes(two_builds):
    def digest(folder):
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}

    first, second = two_builds
    assert digest(first / "assets/search") == digest(second / "assets/search")


def test_nothing_is_published_that_no_page_uses(site):
    assert not list(site.rglob("*lunr*"))
    folders = {unpacked(site / f"assets/search/{language}.bin")["folder"] for language in ("ar", "en")}
    assert {path.name for path in (site / "assets/search").iterdir()} == {"ar.bin", "en.bin", *folders}


def test_a_page_without_a_translation_is_found_in_its_own_language_only(changed_site, site):
    def count(built, language):
        return unpacked(built / f"assets/search/{language}.bin")["sections"]

    def sections_below(built, folder):
        # The home page lists guides; every other page that is new is one of the guide's own: it, its tags, its author.
        pages = [path for path in (built / folder).rglob("index.html") if "en" not in path.relative_to(built / folder).parts[:1]]
        own = "en" if folder else "ar"
        shown = [path.read_text("utf-8") for path in pages]
        return sum(len(sections(html)) for html in shown if f'<html lang="{own}"' in html and 'class="fallback' not in html)

    for language, folder in (("ar", ""), ("en", "en")):
        assert count(changed_site, language) == sections_below(changed_site, folder)
        assert count(site, language) == sections_below(site, folder)
    assert "fallback" in (changed_site / "en/guides/dropped-in/index.html").read_text("utf-8")


def test_the_lists_are_long_enough_and_name_places_that_exist(site):
    for language, least in (("ar", 60), ("en", 30)):
        kinds = queries(language)
        every = [query for kind in kinds.values() for query in kind]
        assert len(every) >= least
        assert len(kinds["held_out"]) * 3 >= len(every)
        for query in every:
            for place in query["finds"]:
                path, _, anchor = place.partition("#")
                html = (site / path / "index.html").read_text("utf-8")
                assert not anchor or f'id="{anchor}"' in html, place
