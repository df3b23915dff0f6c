"""What engines, networks and feed readers find: addresses, translations, pictures, feeds."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from urllib.parse import urljoin

import feedparser
import pytest

from overrides.hooks.metadata import atom, json_ld
from tests.support.built_pages import ORIGIN, is_bare, read

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
GUIDE = {"ar": f"{ORIGIN}guides/generative-ai/", "en": f"{ORIGIN}en/guides/generative-ai/"}


def pages_of(site):
    """Every page but the 404s and those of single demos, by its whole address."""
    paths = {path.relative_to(site).as_posix().removesuffix("index.html"): path for path in sorted(site.rglob("index.html"))}
    return {urljoin(ORIGIN, address): read(path) for address, path in paths.items() if not is_bare(address)}


@pytest.fixture(scope="session")
def pages(site):
    return pages_of(site)


def guides_of(pages, language):
    """The addresses of all guides in a language."""
    return {address for address, page in pages.items() if page.select_one(".guide-header") and page.html["lang"] == language}


def meta(page, name):
    found = page.find("meta", attrs={"property": name}) or page.find("meta", attrs={"name": name})
    return found and found["content"]


def canonical(page):
    [link] = page.select("link[rel=canonical]")
    return link["href"]


def alternates(page):
    return {link["hreflang"]: link["href"] for link in page.select("head link[rel=alternate][hreflang]")}


def graph(page):
    [script] = page.select("script[type='application/ld+json']")
    return {part["@type"]: part for part in json.loads(script.string)["@graph"]}


def test_a_page_names_itself_by_its_whole_address(pages):
    for address, page in pages.items():
        assert canonical(page) == address == meta(page, "og:url")


def test_translations_name_each_other_and_themselves(pages):
    for address, page in pages.items():
        found = alternates(page)
        assert set(found) == {"ar", "en", "x-default"}, address
        assert found["x-default"] == found["ar"] and address in found.values()
        assert alternates(pages[found["ar"]]) == found == alternates(pages[found["en"]])


def test_every_page_has_a_title_and_a_description_of_its_own(pages):
    titles = Counter(page.title.text for page in pages.values())
    assert not [title for title, times in titles.items() if times > 1]
    for address, page in pages.items():
        assert len(meta(page, "description")) > 20, address
        assert meta(page, "og:title") and meta(page, "og:description") == meta(page, "description"), address


def test_every_page_has_a_picture_for_social_networks(site, pages):
    for address, page in pages.items():
        picture = meta(page, "og:image")
        assert picture.startswith(f"{ORIGIN}assets/social/") and meta(page, "twitter:card") == "summary_large_image"
        png = (site / picture.removeprefix(ORIGIN)).read_bytes()
        assert png.startswith(b"\x89PNG")
        # The size stands in the first chunk of every PNG.
        assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (1200, 630)
        assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        assert len(png) < 300_000, address


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_guide_says_who_wrote_it_when_and_what_it_translates(pages, language):
    page = pages[GUIDE[language]]
    article = graph(page)["Article"]
    assert article["headline"] == page.h1.text
    assert article["inLanguage"] == language
    assert article["author"]["name"] == {"ar": "فريق فاهم", "en": "The Fahem team"}[language]
    assert article["author"]["url"] in pages and article["author"]["@type"] == "Organization"
    assert article["dateModified"] == page.select_one(".guide-header time")["datetime"]
    assert article["datePublished"] <= article["dateModified"]
    assert article["image"] == [meta(page, "og:image")]
    if language == "ar":
        assert article["workTranslation"] == [{"@type": "Article", "@id": f"{GUIDE['en']}#article", "inLanguage": "en"}]
        assert "translationOfWork" not in article
    else:
        assert article["translationOfWork"]["@id"] == f"{GUIDE['ar']}#article"
        assert "workTranslation" not in article


def test_every_page_says_where_it_hangs(pages):
    for address, page in pages.items():
        described = graph(page)
        if address in (ORIGIN, f"{ORIGIN}en/"):
            assert described["WebSite"]["url"] == address
            continue
        trail = [step["item"] for step in described["BreadcrumbList"]["itemListElement"]]
        assert trail[0] == (f"{ORIGIN}en/" if "/en/" in address else ORIGIN) and trail[-1] == address
        assert all(step in pages for step in trail)
        for before, after in itertools.pairwise(trail):
            assert after.startswith(before)


def test_what_is_said_to_machines_cannot_end_its_element():
    assert "<" not in json_ld.script([{"name": "</script><script>alert(1)</script>"}])


def test_the_sitemap_lists_every_page_with_its_translations(site, pages):
    root = ET.parse(site / "sitemap.xml").getroot()
    listed = {}
    for url in root.findall("s:url", SITEMAP):
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        listed[url.findtext("s:loc", namespaces=SITEMAP)] = links
    assert listed == {address: alternates(page) for address, page in pages.items()}
    days = {url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP) for url in root.findall("s:url", SITEMAP)}
    assert days[GUIDE["ar"]] == pages[GUIDE["ar"]].select_one(".guide-header time")["datetime"]


def test_robots_find_the_sitemap_and_do_not_index_error_pages(site):
    assert f"Sitemap: {ORIGIN}sitemap.xml" in (site / "robots.txt").read_text("utf-8").splitlines()
    for path in ("404.html", "en/404.html"):
        assert meta(read(site / path), "robots") == "noindex"


@pytest.mark.parametrize("language, prefix", [("ar", ""), ("en", "en/")])
def test_the_feed_of_a_language_has_its_guides(site, pages, language, prefix):
    parsed = feedparser.parse((site / prefix / "feed.xml").read_bytes())
    assert parsed.version == "atom10" and not parsed.bozo
    assert parsed.feed.language == language and parsed.feed.id == f"{ORIGIN}{prefix}feed.xml"
    assert {link.rel: link.href for link in parsed.feed.links} == {"self": f"{ORIGIN}{prefix}feed.xml", "alternate": f"{ORIGIN}{prefix}"}
    assert sorted(entry.link for entry in parsed.entries) == sorted(guides_of(pages, language))
    for entry in parsed.entries:
        page = pages[entry.link]
        # What RFC 4287 asks of an entry, and an author a reader can name.
        assert entry.id == entry.link and entry.title == page.h1.text and entry.summary and entry.author
        assert entry.updated.startswith(page.select_one(".guide-header time")["datetime"])
    assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)


def test_every_page_leads_to_the_feed_of_its_language(pages):
    for address, page in pages.items():
        expected = f"{ORIGIN}en/feed.xml" if "/en/" in address else f"{ORIGIN}feed.xml"
        [link] = page.select("head link[type='application/atom+xml']")
        assert link["href"] == expected
        assert expected in [urljoin(address, a["href"]) for a in page.select("footer a[href]")]


def test_a_feed_is_newest_first_and_no_longer_than_a_reader_wants():
    many = [atom.Entry(f"{ORIGIN}{n}/", str(n), "…", "x", date(2026, 1, 1), date(2026, 1, 1 + n % 28), ("a",)) for n in range(100)]
    given = {"url": f"{ORIGIN}feed.xml", "home": ORIGIN, "title": "t", "subtitle": "s", "language": "ar"}
    parsed = feedparser.parse(atom.atom(many, **given))
    updated = [entry.updated for entry in parsed.entries]
    assert len(updated) == atom.MOST and updated == sorted(updated, reverse=True)
    assert atom.atom(many, **given) == atom.atom([*reversed(many)], **given)


def test_a_guide_shown_untranslated_is_announced_as_nothing_but_what_it_is(changed_site):
    original, elsewhere = f"{ORIGIN}guides/alone/", f"{ORIGIN}en/guides/alone/"
    pages = pages_of(changed_site)
    assert alternates(pages[original]) == {"ar": original, "x-default": original}
    assert alternates(pages[elsewhere]) == {}
    assert canonical(pages[elsewhere]) == original == meta(pages[elsewhere], "og:url")
    for page in (pages[original], pages[elsewhere]):
        article = graph(page)["Article"]
        assert article["inLanguage"] == "ar" and article["@id"] == f"{original}#article"
        assert not {"workTranslation", "translationOfWork"} & set(article)
    sitemap = (changed_site / "sitemap.xml").read_text("utf-8")
    assert original in sitemap and elsewhere not in sitemap
    assert elsewhere not in (changed_site / "en/feed.xml").read_text("utf-8")


def test_two_builds_of_the_same_sources_are_the_same_picture_for_picture(two_builds):
    first, second = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in two_builds)
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []


def test_the_home_page_shows_what_is_new_and_the_guides_how_long_they_take(pages):
    for language, home in (("ar", ORIGIN), ("en", f"{ORIGIN}en/")):
        recent = [urljoin(home, link["href"]) for link in pages[home].select("ul.recent a")]
        days = [pages[address].select_one(".guide-header time")["datetime"] for address in recent]
        assert days == sorted(days, reverse=True) and set(recent) <= guides_of(pages, language) and GUIDE[language] in recent
        assert re.search(r"\d+\xa0دقي?قة|\d+ min read", pages[GUIDE[language]].select_one(".guide-header__byline").text)
        assert re.search(r"دقي?قة|دقايق|min read", pages[home].select_one(".card__meta").text)
