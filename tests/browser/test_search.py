"""What readers type finds what they mean, in each language, through the search that they see."""

import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from overrides.hooks.content import strings
from overrides.hooks.search import analyzer
from overrides.hooks.search.extract import sections
from tests.conftest import ROOT, build

DATA = Path(__file__).parents[1] / "data"
KEYS = tomllib.loads((DATA / "keys.toml").read_text("utf-8"))
HOME = {"ar": "", "en": "en/"}
WANTED = 0.95
# Types into the open dialog, waits until that very query has been answered, and reads the links.
ASK = """async ([query, count]) => {
  const dialog = document.querySelector("dialog[data-search]"), input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const answered = new Promise((resolve) => new MutationObserver((_, seen) => {
    if (!status.dataset.asked) return;
    seen.disconnect(); resolve();
  }).observe(status, { attributes: true }));
  delete status.dataset.asked;
  input.value = query;
  input.dispatchEvent(new Event("input"));
  await answered;
  return [...dialog.querySelectorAll("ol a")].slice(0, count).map((link) => link.href);
}"""


def queries(language):
    return tomllib.loads((DATA / f"queries.{language}.toml").read_text("utf-8"))


def opened(visit, path, **options):
    page = visit(path, **options)
    page.get_by_role("button", name=re.compile("ابحث في الموقع|Search the site")).click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    return page


def ask(page, query, count=3):
    """Type a query into the open dialog, and return the addresses of the first results."""
    return [unquote(url) for url in page.evaluate(ASK, [query, count])]


def found_for(page, language, asked):
    """Return the first three places for each query: by the dialog's own Finder, without its pauses between two letters."""
    answers = page.evaluate(
        """async ([asked, language]) => {
          const script = document.querySelector("script[src*='/search/dialog.js']");
          const { Finder, RANKING } = await import(new URL("finder.js", script.src).href);
          const pagefind = await import("/assets/search/pagefind.js");
          await pagefind.options({ ranking: RANKING });
          await pagefind.init();
          const finder = new Finder(pagefind, await (await fetch(`/assets/search/words.${language}.json`)).json(), language);
          const answers = [];
          for (const query of asked) answers.push((await finder.find(query)).results.slice(0, 3).map((result) => result.url));
          return answers;
        }""",
        [asked, language],
    )
    return {query: [unquote(url).removeprefix("./") for url in urls] for query, urls in zip(asked, answers, strict=True)}


# --- A word's keys ------------------------------------------------------------


@pytest.mark.parametrize("line", KEYS["alike"])
def test_words_of_one_meaning_find_each_other(line):
    words = [analyzer.words(word)[-1] for word in line.split()]
    for text in words:
        for typed in words:
            assert set(analyzer.readings(text)) & set(analyzer.readings(typed, typed=True)), (text, typed)


@pytest.mark.parametrize("line", KEYS["apart"])
def test_words_of_other_meaning_do_not(line):
    one, other = (analyzer.words(word)[-1] for word in line.split())
    assert not set(analyzer.readings(one)) & set(analyzer.readings(other, typed=True))


@pytest.mark.parametrize("text, words", KEYS["words"].items())
def test_a_text_is_cut_into_words(text, words):
    assert analyzer.words(text) == words


def test_the_browser_reads_words_as_the_build_does(site, visit):
    text = " ".join(
        [*KEYS["alike"], *KEYS["apart"], *KEYS["words"]]
        + [query["query"] for kind in queries("ar").values() for query in kind]
        + [word for section in sections((site / "guides/generative-ai/index.html").read_text("utf-8"), "") for word in section.words]
    )
    asked = analyzer.words(text)
    answer = visit("").evaluate(
        """async (text) => {
          const script = document.querySelector("script[src*='/search/dialog.js']");
          const { Keys } = await import(new URL("analyzer.js", script.src).href);
          const keys = new Keys(await (await fetch("/assets/search/words.ar.json")).json());
          return keys.words(text).map((word) => [word, keys.readings(word), keys.readings(word, { typed: true })]);
        }""",
        text,
    )
    assert answer == [[word, analyzer.readings(word), analyzer.readings(word, typed=True)] for word in asked]


# --- What is indexed -----------------------------------------------------------


def test_a_section_is_what_a_reader_sees_under_a_heading(site):
    found = {s.anchor: s for s in sections((site / "guides/generative-ai/index.html").read_text("utf-8"), "المصادر")}
    top = found[""]
    assert top.title == "Generative AI: إزاي الآلة اتعلّمت تألّف؟"
    part = found["العيوب"]
    assert part.above == ("الخلاصة: لا ساحر ولا لعبة",)
    assert "hallucination." in part.words
    assert "#" not in part.title
    everything = " ".join(word for section in found.values() for word in section.words)
    assert strings.read()["ar"]["live"]["retry"] not in everything, "a demo's controls are no text"
    assert "100%" not in " ".join(found["السبب-الأول-الـ-transformers-سنة-2017"].words[-40:]), "nor its tables"
    assert "Rumelhart" in " ".join(found["fn:backprop"].words), "a note is found where it stands"
    assert "Rumelhart" not in " ".join(found["fn:chatgpt"].words)
    assert "Rumelhart" not in " ".join(found["وبعدين"].words)


def test_two_builds_give_the_same_bytes(site, tmp_path):
    def digest(folder):
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}

    done = build(ROOT, tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert digest(site / "assets/search") == digest(tmp_path / "again/assets/search")


def test_nothing_is_published_that_no_page_uses(site):
    assert not list(site.rglob("*lunr*"))
    assert not list((site / "assets/search").glob("*ui*"))
    languages = json.loads((site / "assets/search/pagefind-entry.json").read_text())["languages"]
    assert sorted(languages) == ["ar", "en"]


def test_a_page_without_a_translation_is_found_in_its_own_language_only(project, site, tmp_path):
    guide = (DATA / "dropped-in.ar.md").read_text("utf-8")
    (project / "docs/guides/dropped-in.ar.md").write_text(guide, "utf-8")
    target = tmp_path / "other"
    done = build(project, target)
    assert done.returncode == 0, done.stderr

    def count(built, language):
        return json.loads((built / "assets/search/pagefind-entry.json").read_text("utf-8"))["languages"][language]["page_count"]

    def sections_below(built, folder):
        # The home page lists guides; every other page that is new is one of the guide's own: it, its tags, its author.
        pages = [path for path in (built / folder).rglob("index.html") if "en" not in path.relative_to(built / folder).parts[:1]]
        own = "en" if folder else "ar"
        shown = [path.read_text("utf-8") for path in pages]
        return sum(len(sections(html, "")) for html in shown if f'<html lang="{own}"' in html and 'class="fallback' not in html)

    for language, folder in (("ar", ""), ("en", "en")):
        assert count(target, language) == sections_below(target, folder)
        assert count(site, language) == sections_below(site, folder)
    assert "fallback" in (target / "en/guides/dropped-in/index.html").read_text("utf-8")


# --- What is found -------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_readers_type_finds_what_they_mean(visit, language):
    page = visit(HOME[language])
    answers = found_for(page, language, [query["query"] for kind in queries(language).values() for query in kind])
    missed = {}
    rates = {}
    for kind, asked in queries(language).items():
        for query in asked:
            found = answers[query["query"]]
            if not set(found) & set(query["finds"]):
                missed[query["query"]] = found
        rates[kind] = 1 - sum(query["query"] in missed for query in asked) / len(asked)
        print(f"{language} {kind}: {rates[kind]:.1%} of {len(asked)} found among the first three")
    assert 1 - len(missed) / sum(map(len, queries(language).values())) >= WANTED, missed
    assert rates["held_out"] >= WANTED, missed


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_a_term_of_the_field_is_called_finds_its_definition(visit, language):
    terms = [term for topic in tomllib.loads((ROOT / "docs/glossary.toml").read_text("utf-8"))["topic"] for term in topic["term"]]
    # A name that two terms share is the first one's.
    names = {name: f"{HOME[language]}glossary/#{term['id']}" for term in reversed(terms) for name in reversed(term[language]["names"])}
    answers = found_for(visit(HOME[language]), language, list(names))
    missed = {name: answers[name] for name, place in names.items() if place not in answers[name]}
    assert not missed


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


@pytest.mark.parametrize("language, query", [("ar", "Transformer"), ("en", "Transformer"), ("ar", "model"), ("en", "data")])
def test_each_language_finds_only_its_own_pages(visit, server, language, query):
    page = opened(visit, HOME[language])
    found = [url.removeprefix(server) for url in ask(page, query, 50)]
    assert found
    assert all(url.startswith("en/") == (language == "en") for url in found), found


def test_it_works_below_a_path(site, visit, server):
    # The same files, one folder down, as on a host that gives a project a folder.
    shutil.copytree(site, site / "below" / "here", ignore=shutil.ignore_patterns("below", "runtime"))
    try:
        page = opened(visit, "below/here/guides/")
        found = ask(page, "السياق")
        assert found and all(url.startswith(server + "below/here/guides/") for url in found[:1])
    finally:
        shutil.rmtree(site / "below")


# --- What the reader meets -------------------------------------------------------


def test_nothing_is_fetched_before_the_search_is_opened(visit):
    page = visit("")
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.requested if "/assets/search/" in url]


def test_whole_words_are_marked_so_that_letters_stay_joined(visit):
    page = opened(visit, "")
    ask(page, "نماذج")
    marks = page.locator("dialog mark").all_inner_texts()
    assert marks
    for mark in marks:
        assert re.fullmatch(r"[\w\u064b-\u0652ـ-]+", mark), mark
    excerpt = page.locator(".search__excerpt").first
    words = excerpt.inner_text().split()
    assert all(any(mark in word for word in words) for mark in excerpt.locator("mark").all_inner_texts())
    assert "·" not in page.locator("dialog").inner_text()


def test_an_unknown_word_is_not_taken_for_the_letters_that_it_begins_with(visit, server):
    page = opened(visit, "en/")
    assert ask(page, "dqxqz") == [server + "en/glossary/"]
    ask(page, "train dqxqz")
    marks = page.locator("dialog mark").all_inner_texts()
    assert marks
    assert all(mark.lower().startswith("train") for mark in marks), marks


def test_a_word_of_two_letters_is_found_whole(visit):
    page = opened(visit, "en/")
    ask(page, "ai")
    marks = {mark.lower() for mark in page.locator("dialog mark").all_inner_texts()}
    assert "ai" in marks
    assert not {mark for mark in marks if mark.startswith("ai") and mark != "ai"}


def test_two_words_that_the_pages_write_as_one_are_one(visit, server):
    page = opened(visit, "en/")
    ask(page, "open ai")
    assert "OpenAI" in page.locator("dialog mark").all_inner_texts()
    page = opened(visit, "")
    assert "قفزة-الـ-hardware" in ask(page, "اليكس نت")[0]


@pytest.mark.parametrize(
    "path, typed, meant, place",
    [
        ("en/", "backpropogation", "backpropagation", "glossary/#backpropagation"),
        ("en/", "machine learnign", "machine learning", "glossary/#machine-learning"),
        ("", "الهلوصة", "هلوسه|الهلوسة", "glossary/#hallucination"),
    ],
)
def test_a_mistyped_word_is_told_and_what_was_meant_is_found(visit, path, typed, meant, place):
    page = opened(visit, path)
    found = ask(page, typed)
    assert any(url.endswith(place) for url in found), found
    expect(page.locator("#search-status")).to_have_text(re.compile(f"({meant}).*\\d"))


def test_a_word_is_found_while_it_is_typed(visit, server):
    page = opened(visit, "en/")
    assert "the-third-reason" in ask(page, "grap")[0]


def test_a_readers_text_is_text(visit):
    page = opened(visit, "")
    ask(page, "<img/>قطقوطة")
    expect(page.get_by_role("status").filter(has_text="<img/>")).to_be_visible()
    assert page.locator("dialog img").count() == 0


def test_finding_nothing_says_so_kindly_and_leads_on(visit, server):
    page = opened(visit, "")
    assert ask(page, "قطقوطة") == [server + "glossary/"]
    expect(page.locator("#search-status")).to_contain_text("ملقيناش حاجة عن «قطقوطة»")


@pytest.mark.parametrize("path, query, said", [("", "سوفت ماكس", r"\d+ نتايج|نتيجتين|نتيجة واحدة"), ("en/", "softmax", r"\d+ results?")])
def test_the_number_of_results_is_said(visit, path, query, said):
    page = opened(visit, path)
    ask(page, query)
    expect(page.locator("#search-status")).to_have_text(re.compile(said))


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_it_and_escape_closes_it(visit, key):
    page = visit("guides/generative-ai/")
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.get_by_role("searchbox").input_value() == ""
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_the_letters_can_be_turned_off_for_who_speaks_to_the_computer(visit):
    page = opened(visit, "")
    page.get_by_role("checkbox", name=re.compile("S")).uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("s")
    expect(page.locator("dialog[data-search]")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog[data-search]")).to_be_visible()


def test_arrows_move_through_the_results_and_enter_follows_one(visit):
    page = opened(visit, "")
    ask(page, "هلوسة")
    page.keyboard.press("ArrowDown")
    links = page.locator("dialog ol a")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    target = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: unquote(url) == unquote(target))
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_without_javascript_there_is_no_button_that_does_nothing(visit):
    page = visit("", java_script_enabled=False)
    expect(page.locator("[data-search-open]")).to_be_hidden()
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_when_the_index_cannot_be_fetched_it_says_so_and_can_be_tried_again(visit):
    page = visit("")
    page.expected_errors = ["Failed to load resource", "pagefind", "Pagefind"]
    page.route("**/assets/search/**", lambda route: route.abort())
    page.get_by_role("button", name="ابحث في الموقع").click()
    page.get_by_role("searchbox").fill("السياق")
    expect(page.locator("#search-status")).to_contain_text("البحث محتاج النت")
    page.unroute("**/assets/search/**")
    page.get_by_role("searchbox").fill("السياق ")
    expect(page.locator("dialog ol a").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_header_and_the_dialog_fit(visit, width):
    page = visit("", viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="ابحث في الموقع").click()
    ask(page, "Generative Adversarial Networks")
    box = page.locator("dialog[data-search]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.locator("dialog[data-search]").evaluate("box => box.scrollWidth <= box.clientWidth")
