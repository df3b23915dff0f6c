"""The built site, as files: languages, directions, links, anchors, alternates, and a guide dropped in."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest

import demos
from tests.site import changed_project
from tests.support import small_project
from tests.support.built_pages import ORIGIN, is_bare, read
from tests.support.project import ROOT, build_or_fail

DIRECTION = {"ar": "rtl", "en": "ltr"}


@pytest.fixture(scope="session")
def pages(site):
    """Every page by its address below the site's root."""
    return {path.relative_to(site).as_posix().removesuffix("index.html"): read(path) for path in site.rglob("*.html")}


def language_of(address):
    return "en" if address.startswith("en/") else "ar"


def test_every_page_says_its_language_and_direction(pages):
    for address, page in pages.items():
        language = language_of(address)
        assert page.html["lang"] == language, address
        assert page.body["dir"] == DIRECTION[language], address


def test_the_pages_that_were_promised_are_there_in_both_languages(pages):
    for address in ("", "about/", "guides/", "guides/generative-ai/", "tags/", "authors/", "notices/", "404.html"):
        assert address in pages
        assert f"en/{address}" in pages


def test_style_sheets_lose_nothing_but_their_comments(site):
    # A minifier that does not know nested rules once made half of them say something else.
    [served] = site.glob("assets/stylesheets-*")
    written = {served / style.name: [style] for style in ROOT.glob("overrides/assets/stylesheets/*.css") if style.name != "fonts.css"}
    [editor] = site.glob("assets/vendor/prism-code-editor-*/layout.css")
    written[served / "demos.css"] = [editor, *(ROOT / "demos" / name / "style.css" for name in ("", *demos.REGISTRY))]
    for found, styles in written.items():
        assert without_comments(found) == [word for style in styles for word in without_comments(style)], found


def without_comments(style):
    return re.sub(r"/\*.*?\*/", "", style.read_text("utf-8"), flags=re.S).split()


def test_a_formula_is_typeset_with_its_terms_in_it(pages):
    for prefix in ("", "en/"):
        formulas = pages[f"{prefix}guides/generative-ai/"].find_all("math")
        assert any("softmax" in formula.get_text() for formula in formulas)
        assert not any("class" in re.sub(r"\s", "", formula.get_text()) for formula in formulas)


def test_a_page_has_one_main_heading(pages):
    for address, page in pages.items():
        assert len(page.find_all("h1")) == 1, address


def test_every_link_leads_somewhere(site, pages):
    broken = []
    for address, page in pages.items():
        for tag in page.find_all(True):
            for attribute in ("href", "src"):
                if attribute not in tag.attrs or tag["href" if attribute == "href" else "src"].startswith(("data:", "mailto:")):
                    continue
                target = urljoin(urljoin(ORIGIN, address), tag[attribute])
                if not target.startswith(ORIGIN):
                    continue
                parts = urlsplit(target)
                path = unquote(parts.path.lstrip("/"))
                file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
                if not file.is_file() or (parts.fragment and not read_cached(pages, path).find(id=unquote(parts.fragment))):
                    broken.append((address, tag[attribute]))
    assert not broken


def read_cached(pages, path):
    return pages[path.removesuffix("index.html")]


def test_no_page_asks_another_host_for_anything(pages):
    for address, page in pages.items():
        asking = page.select("img[src], script[src], iframe[src], source[src], link[rel=stylesheet], link[rel=preload], link[rel=preconnect]")
        for tag in asking:
            assert not re.match(r"(https?:)?//", tag.get("src") or tag.get("href")), (address, tag)


def test_style_sheets_ask_no_other_host(site):
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", path.read_text("utf-8")), path


def test_headings_keep_their_arabic_anchors(pages):
    anchors = [heading["id"] for heading in pages["guides/generative-ai/"].select("h2[id], h3[id]")]
    assert len(anchors) > 5
    assert not [anchor for anchor in anchors if re.fullmatch(r"_\d+", anchor)]
    assert any(re.search(r"[\u0600-\u06ff]", anchor) for anchor in anchors)


def test_the_language_switch_stays_on_the_page(pages):
    for address, page in pages.items():
        if address.endswith(("404.html", "offline.html")) or is_bare(address):
            continue
        [switch] = page.select("a.language-switch")
        other = urljoin(urljoin(ORIGIN, address), switch["href"]).removeprefix(ORIGIN)
        expected = address.removeprefix("en/") if language_of(address) == "en" else f"en/{address}"
        assert unquote(other) == expected


def test_translations_are_announced_with_whole_addresses(pages):
    page = pages["en/guides/generative-ai/"]
    found = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}
    assert found == {
        "ar": f"{ORIGIN}guides/generative-ai/",
        "en": f"{ORIGIN}en/guides/generative-ai/",
        "x-default": f"{ORIGIN}guides/generative-ai/",
    }


@pytest.mark.parametrize("language, date", [("ar", "28 نوفمبر 2026"), ("en", "28 November 2026")])
def test_every_field_of_the_front_matter_reaches_the_reader(pages, language, date):
    prefix = "" if language == "ar" else "en/"
    page = pages[f"{prefix}guides/generative-ai/"]
    assert page.title.text.startswith("Generative AI")
    assert len(page.find("meta", attrs={"name": "description"})["content"]) > 40
    assert len(page.select_one(".guide-header__excerpt").text) > 40
    assert page.select_one(".guide-header time").text == date
    for tag in page.select("a[rel=tag]"):
        assert urljoin(f"{ORIGIN}{prefix}guides/generative-ai/", tag["href"]).startswith(f"{ORIGIN}{prefix}tags/")
    byline = page.select_one("a[rel=author]")
    assert urljoin(f"{ORIGIN}{prefix}guides/generative-ai/", byline["href"]) == f"{ORIGIN}{prefix}authors/fahem/"
    hero = page.select_one(".hero img")
    assert hero["alt"] and hero["src"].endswith(".svg")
    assert page.find("meta", property="og:image")["content"].startswith(ORIGIN)
    assert any("guides/generative-ai/" in link["href"] for link in pages[prefix].select(".card a"))


def test_a_demo_stands_in_the_guide_with_its_picture_and_nothing_running(pages):
    for address in ("guides/generative-ai/", "en/guides/generative-ai/"):
        demos = {demo["name"]: demo for demo in pages[address].select("live-demo")}
        assert {"chatbot", "language", "attention", "cell"} <= demos.keys()
        for demo in demos.values():
            assert demo["data-status"] == "idle"
            assert demo["lang"] == language_of(address)
            assert demo.select_one("button[data-action=start]")
        assert demos["attention"].select("table.heatmap td[data-weight]")
        assert demos["chatbot"].select("ol.transcript > li[data-from=bot]")
        assert [demo.select_one(".language")["class"][1] for demo in pages[address].select("live-demo[name=language]")] == ["names", "jobs", "capitals"]


def test_the_guide_says_its_equation_in_both_languages(pages):
    for address in ("guides/generative-ai/", "en/guides/generative-ai/"):
        formula = pages[address].select_one(".formula math[dir=ltr]")
        assert "softmax" in formula.text and formula.select("mfrac msqrt"), language_of(address)


def test_a_demo_is_never_inside_a_paragraph(pages):
    for address, page in pages.items():
        assert not page.select("p live-demo"), address


def test_build_code_is_no_part_of_the_site(site):
    assert not [path for path in site.rglob("*") if path.suffix in (".py", ".pyc") or path.parent.name == "build"]


@pytest.mark.parametrize("name", changed_project.DROPPED_IN)
def test_a_guide_from_elsewhere_is_dropped_in_unchanged(changed_site, name):
    arabic, english = (read(changed_site / f"{prefix}guides/{name}/index.html") for prefix in ("", "en/"))
    assert not arabic.select(".fallback")
    assert english.html["lang"] == "en" and english.body["dir"] == "ltr"
    assert english.select_one(".fallback").text.strip()
    text = english.select_one("article div[lang=ar][dir=rtl]")
    assert text.h1.text == "Generative AI" and "Self Attention" in text.text
    # The fallback is not announced as a translation: not to engines, and not by the link to it.
    assert not english.select("link[hreflang=en]")
    assert not arabic.select("a.language-switch[hreflang]")
    assert english.select_one("a.language-switch")["hreflang"] == "ar"
    for page in (arabic, english):
        assert not page.select("article img[src^=http]")
        assert page.select("article a.foreign[href^=http]")
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    author = arabic.select_one("a[rel=author]")
    assert (changed_site / "guides" / name / unquote(author["href"]) / "index.html").resolve().is_file()


def test_a_link_may_name_the_language_of_the_page_it_leads_to(changed_site):
    """x.md is the reader's own language; x.en.md is the English page, whatever page links to it."""
    for address, there in ("about/", {"named": "/en/notices/", "own": "/notices/", "same": "/notices/"}), ("en/about/", {"named": "/notices/", "own": "/en/notices/", "same": "/en/notices/"}):
        built = read(changed_site / address / "index.html")
        for words, target in there.items():
            [link] = [link for link in built.article.find_all("a") if link.get_text() == words]
            assert urlsplit(urljoin(ORIGIN + address, link["href"])).path == target


def test_a_page_without_a_translation_leads_to_the_same_heading_in_its_readers_language(changed_site):
    for address, there in ("only/", ["/notices/#التاني", "/en/notices/#second", "/only/#here"]), ("en/only/", ["/en/notices/#second", "/en/notices/#second", "/en/only/#here"]):
        found = [urljoin(ORIGIN + address, link["href"]) for link in read(changed_site / address / "index.html").article.select("p > a")]
        assert [unquote(link.removeprefix(ORIGIN[:-1])) for link in found] == there


def test_text_in_a_front_matter_is_never_markup(changed_site):
    built = read(changed_site / "guides/hostile/index.html")
    assert "alert(1)" in built.h1.text
    assert not [script for script in built.find_all("script", type=False) if "alert(1)" in script.text]


def test_dollars_that_are_money_stay_money(changed_site):
    assert "From $5 to $6, or $7." in (changed_site / "en/about/index.html").read_text("utf-8")


def test_a_long_list_has_the_newest_as_cards_and_the_others_in_short(small, tmp_path):
    for number in range(31):
        updated = f'"20{10 + number // 2}-01-0{1 + number % 2}"'
        small_project.write_guide(small, f"guides/many-{number}.en.md", f"Guide {number}", "Text.", updatedAt=updated)
    index = read(build_or_fail(small, tmp_path / "site") / "en/guides/index.html")
    assert len(index.select(".cards .card")) == 24
    short = [link.get_text() for link in index.select(".recent a")]
    assert short == [f"Guide {number}" for number in range(len(short) - 1, -1, -1)] and len(short) > 5
    assert [heading.get_text() for heading in index.select(".listing h2")] == sorted({f"20{10 + int(name.split()[1]) // 2}" for name in short}, reverse=True)
