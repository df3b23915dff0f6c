"""A third language is a matter of files: strings, an entry in mkdocs.yml, and the pages."""

import json
import re
import tomllib

import pytest
from bs4 import BeautifulSoup

from overrides.hooks.export.notebook import notebook
from overrides.hooks.export.parts import Code, Text
from overrides.hooks.metadata.social_cards import Card
from tests.support import small_project, static_host
from tests.support.project import ROOT, build, build_or_fail
from tests.support.search_files import unpacked

FRENCH = {
    "site.fallback": "Cette page n’est pas encore traduite.",
    "site.not_found_title": "Page introuvable",
    "site.language_ar": "arabe",
    "search.label": "Recherche",
}
ENTRY = """        - locale: fr
          name: Français
          build: true
          site_name: Fahem
          site_description: Comprendre l'IA générative.
"""
PAGE = """Les réseaux apprennent.

- un
- deux

```demo chatbot
```
"""


def add_french(project, *, strings=True):
    """Write what a maintainer writes for a new language. No Python and no JavaScript changes."""
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("\nextra:\n", f"\n{ENTRY}\nextra:\n", 1), "utf-8")
    if strings:
        texts = (project / "overrides/strings/en.toml").read_text("utf-8")
        texts = texts.replace('code = "en_GB"', 'code = "fr_FR"')
        for name, french in FRENCH.items():
            key = name.partition(".")[2]
            line = f"{key} = {json.dumps(french, ensure_ascii=False)}"
            texts, count = re.subn(rf"^{key} = .*$", line, texts, count=1, flags=re.M)
            texts = texts if count else texts.replace("[site]\n", f"[site]\n{line}\n")
        (project / "overrides/strings/fr.toml").write_text(texts, "utf-8")


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """The site of three languages: a page in all of them, one in Arabic only, one in French only, one in English and French."""
    project = small_project.make(tmp_path_factory.mktemp("french") / "project")
    add_french(project)
    small_project.write_page(project, "net.fr.md", "Les réseaux", PAGE)
    small_project.write_page(project, "net.en.md", "Networks", "Networks learn.")
    small_project.write_page(project, "net.ar.md", "الشبكات", "الشبكات بتتعلم.")
    small_project.write_page(project, "alone.ar.md", "لوحدها", "كلام.")
    small_project.write_page(project, "seule.fr.md", "Seule", "Texte français.")
    small_project.write_guide(project, "guides/cellule.fr.md", "La cellule", "Essayez.\n\n```python live\n1 + 1\n```")
    small_project.write_page(project, "two.en.md", "Two", "Of two languages.")
    small_project.write_page(project, "two.fr.md", "Deux", "De deux langues.")
    assert (project / "demos/__init__.py").read_bytes() == (ROOT / "demos/__init__.py").read_bytes()
    return build_or_fail(project, project / "site")


def page_at(site, address):
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


def index_of(site, language):
    return unpacked(site / f"assets/search/{language}.bin")


def test_a_page_is_in_its_language(french):
    page = page_at(french, "fr/net")
    assert page.html["lang"] == "fr" and page.body["dir"] == "ltr"
    assert page.h1.text == "Les réseaux" and not page.select(".fallback")
    assert page.select_one("dialog.search input")["aria-label"] == "Recherche"
    assert "Page introuvable" in (french / "fr/404.html").read_text("utf-8")
    assert page.select_one("meta[property='og:locale']")["content"] == "fr_FR"


def test_the_switch_leads_to_every_other_language_in_its_own_name(french):
    for address, others in {
        "fr/net": [("العربية", "ar", "rtl"), ("English", "en", "ltr")],
        "net": [("English", "en", "ltr"), ("Français", "fr", "ltr")],
    }.items():
        links = page_at(french, address).select(".md-header .md-select a")
        assert [(link.text.strip(), link["lang"], link["dir"]) for link in links] == others


def test_engines_find_every_translation(french):
    for address in ("net", "en/net", "fr/net"):
        links = {link["hreflang"]: link["href"] for link in page_at(french, address).select("link[rel=alternate][hreflang]")}
        assert links == {
            "ar": "https://fahem.example/net/",
            "en": "https://fahem.example/en/net/",
            "fr": "https://fahem.example/fr/net/",
            "x-default": "https://fahem.example/net/",
        }
    assert "https://fahem.example/fr/net/" in (french / "sitemap.xml").read_text("utf-8")


def test_its_search_index_has_its_pages_and_no_others(french):
    entry = index_of(french, "fr")
    texts = [unpacked(path) for path in (french / "assets/search" / entry["folder"]).glob("texts-*")]
    addresses = [page[0] for file in texts for page in file]
    assert "fr/net/" in addresses and "fr/seule/" in addresses
    assert all(address.startswith("fr/") for address in addresses) and "fr/alone/" not in addresses
    words = [unpacked(path) for path in (french / "assets/search" / entry["folder"]).glob("words-*")]
    assert any("reseaux" in forms for file in words for forms in file.values())


def test_a_page_of_another_language_is_shown_with_a_notice(french):
    page = page_at(french, "fr/alone")
    assert page.select_one(".fallback").text.strip() == FRENCH["site.fallback"]
    assert page.select("article div[lang=ar][dir=rtl]")
    for address in ("seule", "en/seule"):
        assert page_at(french, address).select("article .fallback + div[lang=fr][dir=ltr]"), address


def test_a_page_of_two_languages_is_shown_in_them_and_in_the_first_of_them_elsewhere(french):
    assert page_at(french, "fr/two").h1.text == "Deux" and page_at(french, "en/two").h1.text == "Two"
    assert page_at(french, "two").select_one("article div[lang=en] h1").text == "Two"


def test_demos_that_do_not_speak_it_speak_english(french):
    demo = page_at(french, "fr/net").select_one("live-demo")
    assert demo["lang"] == "en" and demo["dir"] == "ltr" and demo.select("ol.transcript")


def test_the_status_of_the_translations_names_it(french):
    rows = page_at(french, "translations").select("tbody tr")
    assert any("الفرنسية" in row.text for row in rows)


def test_its_guide_can_be_taken_away_and_shared(french):
    cells = json.loads((french / "fr/guides/cellule/cellule.ipynb").read_text("utf-8"))["cells"]
    assert any("Essayez." in "".join(cell["source"]) for cell in cells) and not any("dir=" in "".join(cell["source"]) for cell in cells)
    picture = page_at(french, "fr/guides/cellule").select_one("meta[property='og:image']")["content"]
    assert (french / picture.removeprefix("https://fahem.example/")).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("fa", "rtl")])
def test_notebooks_and_social_cards_take_the_direction_from_the_language(language, direction):
    assert ('dir=' in notebook([Text("x"), Code("1", None, False)], language)) == (direction == "rtl")
    card = Card(language, "x", "x", "x", "x")
    assert json.loads(card.as_json())["direction"] == direction


def test_strings_that_are_missing_are_named(tmp_path):
    project = small_project.make(tmp_path / "project")
    add_french(project, strings=False)
    done = build(project, tmp_path / "site")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "overrides/strings/fr.toml:1:1: error: mkdocs.yml lists the language `fr`, but this file is missing" in done.stderr
    add_french(project)
    (project / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text("utf-8").replace(f"{ENTRY}\n{ENTRY}", ENTRY), "utf-8")
    strings = project / "overrides/strings/fr.toml"
    strings.write_text(re.sub(r"^(?:by|label) = .*\n", "", strings.read_text("utf-8"), flags=re.M), "utf-8")
    assert "by" not in tomllib.loads(strings.read_text("utf-8"))["site"]
    assert "missing here: site.by, search.label; copy these lines from ar.toml" in build(project, tmp_path / "site").stderr


def test_the_menu_of_languages_opens_within_a_phone(french, browser):
    with static_host.serve(french) as server:
        for address in ("fr/net/", "net/"):
            page = browser.new_page(viewport={"width": 360, "height": 640})
            page.goto(server + address)
            page.locator(".md-header .md-select button").focus()
            links = page.locator(".md-header .md-select a")
            links.first.wait_for(state="visible")
            boxes = [link.bounding_box() for link in links.all()]
            assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes), address
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
            page.close()
