"""The checker tells authors what is wrong, where, and how to mend it, and is silent otherwise."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from bs4 import BeautifulSoup

from overrides.hooks.check import check
from overrides.hooks.check.rules import OF_PAGE, OF_SITE
from overrides.hooks.content import pages
from overrides.hooks.content.messages import say
from overrides.hooks.languages import freshness
from tests.conftest import ROOT, build
from tests.support.hostile_pages import head

ARABIC, ENGLISH = "guides/x.ar.md", "guides/x.en.md"


@pytest.fixture
def docs(tmp_path):
    """An empty docs/, with the one picture that guides need."""
    (tmp_path / "docs/assets/images").mkdir(parents=True)
    (tmp_path / "docs/assets/images/logo.svg").touch()
    return tmp_path / "docs"


def put(docs, path, body, **matter):
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(head(path, **matter) + body, "utf-8")


def told(docs, *rules):
    """What is said, by these rules alone, from docs/guides/x on."""
    return [problem.for_editor() for problem in check(docs)[1] if problem.rule in rules]


def on_page(docs, body, *rules, path=ARABIC):
    put(docs, path, body)
    return [line.removeprefix(f"docs/{path}:").rpartition(" [")[0] for line in told(docs, *rules)]


def both(docs, arabic, english, *rules):
    put(docs, ARABIC, arabic)
    put(docs, ENGLISH, english)
    return [line.removeprefix(f"docs/{ENGLISH}:") for line in told(docs, *rules)]


def test_our_own_pages_are_without_errors_and_warnings():
    found, problems = check(ROOT / "docs")
    assert len(found) >= 16
    assert [problem.for_editor() for problem in problems] == []


@pytest.mark.parametrize("language, word", [("en", "Pages: "), ("ar", "الصفحات: ")])
def test_the_command_speaks_both_languages_and_fails_on_errors_only(docs, language, word):
    put(docs, ARABIC, "![](../assets/images/logo.svg)\n")

    def run():
        command = [sys.executable, "-m", "overrides.hooks.check", "--lang", language, str(docs)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"})

    warned = run()
    assert warned.returncode == 0 and word in warned.stderr
    assert "docs/guides/x.ar.md:11:1: warning: " in warned.stdout
    put(docs, ARABIC, "<script>x</script>\n")
    failed = run()
    assert failed.returncode == 1
    assert "docs/guides/x.ar.md:11:1: error: " in failed.stdout


def test_the_strict_build_tells_warnings_and_succeeds(project, tmp_path):
    page = project / "docs/about.en.md"
    page.write_text(page.read_text("utf-8") + "\n![](assets/images/logo.svg)\n", "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning: a picture without words for those who cannot see it") == 1


def test_a_build_that_stops_tells_errors_and_warnings_as_editors_read_them(project, tmp_path):
    page = project / "docs/about.en.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n![](assets/images/logo.svg)\n\n[lost](nowhere.md)\n", "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    line = text.count("\n") + 2
    told = done.stderr.splitlines()
    assert [said.split(": ")[:2] for said in told if said.endswith("[picture-alt]")] == [[f"docs/about.en.md:{line}:1", "warning"]]
    assert [said.split(": ")[:2] for said in told if said.endswith("[link-nowhere]")] == [[f"docs/about.en.md:{line + 2}:1", "error"]]
    assert "Errors: 1. Warnings: " in done.stderr


def test_every_message_is_there_in_both_languages_and_takes_the_same_values(monkeypatch):
    arabic, english = (tomllib.loads((ROOT / f"overrides/hooks/content/messages/{language}.toml").read_text("utf-8")) for language in ("ar", "en"))
    assert {name: set(keys) for name, keys in arabic.items()} == {name: set(keys) for name, keys in english.items()}
    for section, keys in english.items():
        for key, text in keys.items():
            taken = set(re.findall(r"\{(\w+)\}", text))
            assert set(re.findall(r"\{(\w+)\}", arabic[section][key])) == taken, f"{section}.{key}"
            monkeypatch.setenv("SITE_LANG", "ar")
            assert say(f"{section}.{key}", **dict.fromkeys(taken, "1"))


def test_every_rule_is_in_use():
    written = {path.stem for path in (ROOT / "overrides/hooks/check/rules").glob("*.py")} - {"__init__", "pairs", "code", "bidi"}
    assert {rule.__name__.rpartition(".")[2] for rule in (*OF_PAGE, *OF_SITE)} == written


# Directions


@pytest.mark.parametrize(
    "text, run",
    [
        ("لغة C++ سريعة", "C++"),
        ("لغة C# قديمة", "C#"),
        ("شغّال على .NET من زمان", ".NET"),
        ("اكتب --help بعدها", "--help"),
        ("افتح ~/.bashrc وعدّل", "~/.bashrc"),
        ("روح https://x.example/ وشوف", "https://x.example/"),
        ("قال «Hello, world!» وسكت", "Hello, world!"),
    ],
)
def test_a_sign_that_would_leave_its_word_is_told(docs, text, run):
    assert on_page(docs, f"{text}\n", "direction-sign") == [
        f"11:{text.index(run) + 1}: warning: {run} will show with its sign on the wrong side; write <bdi>{run}</bdi>, or `{run}` if it is code"
    ]


@pytest.mark.parametrize("text, run", [("استخدم print() هنا", "print()"), ("المصفوفة data[] فاضية", "data[]")])
def test_empty_brackets_that_would_leave_their_word_are_told(docs, text, run):
    assert on_page(docs, text, "direction-brackets") == [
        f"11:{text.index(run) + 1}: warning: {run} will show with its brackets on the wrong side; write `{run}`"
    ]


@pytest.mark.parametrize(
    "path, text, run",
    [
        (ARABIC, "نزل ChatGPT، 100 مليون استخدموه", "ChatGPT، 100"),
        (ARABIC, "نزل ChatGPT.[^a] وبعدين\n\n[^a]: x\n", "ChatGPT.[^…]"),
        (ENGLISH, "the word قطة 3 times", "قطة 3"),
        (ENGLISH, "the word «قطة», 2024 and on", "قطة», 2024"),
    ],
)
def test_a_number_that_would_leap_over_a_word_is_told(docs, path, text, run):
    [line] = on_page(docs, text, "direction-number", path=path)
    assert f"warning: {run}: the number will leap over the word before it" in line


@pytest.mark.parametrize("run", ["2026-11-24", "012-345-6789"])
def test_a_date_that_would_turn_around_is_told(docs, run):
    [line] = on_page(docs, f"يوم {run} بالظبط\n", "direction-date")
    assert line.startswith(f"11:5: warning: {run} will show from its end to its beginning")


@pytest.mark.parametrize(
    "text",
    [
        "لغة <bdi>C++</bdi> سريعة، و`print()` و`.NET` كمان",
        "كتاب C++ Primer مشهور",
        "الـ GPT-3.5 والـ GPT-4",
        "من 2020 و2021 لحد 60% و3.5 و24/7",
        "الـ Models (LLM) ودي، و(GANs) كمان، واسمه «ChatGPT».",
        "نزل ChatGPT.\n\nوبعدين Google، وApple؛ وخلاص: كده.",
        "سنة 2020-2021 والجزء 3.2 و1/2",
        "ورقة (Attention Is All You Need) طلعت 2017",
        "[لينك](../x.md){ .md-button } و![صورة](../assets/images/logo.svg){ width=5 }",
        "نزل <bdi>ChatGPT</bdi>.[^a] وبعدين\n\n[^a]: x",
        "التاريخ <bdi dir=\"ltr\">2026-11-24</bdi> بالظبط",
    ],
)
def test_text_that_stands_well_is_not_told_of(docs, text):
    assert on_page(docs, f"{text}\n", "direction-sign", "direction-brackets", "direction-number", "direction-date") == []


# Fences, pictures, addresses


@pytest.mark.parametrize(
    ("info", "meant"),
    [
        ("py live", "python live"),
        ("Python live", "python live"),
        ("python Live", "python live"),
        ("live python", "python live"),
        ("python3 live fails", "python live fails"),
        ("{.python .live}", "python live"),
        ("{ .python live }", "python live"),
        ("Demo attention", "demo attention"),
        ("{.demo chatbot}", "demo chatbot"),
    ],
)
def test_a_fence_that_is_nearly_live_is_told_what_to_say(docs, info, meant):
    [said] = on_page(docs, f"```{info}\n1\n```\n", "nearly-live")
    assert said == f"11:1: error: `{info}` is shown as plain code; for a live one write ```{meant}"


@pytest.mark.parametrize("info", ["python", "python live", "python live fails", 'python title="a live one"', "toml", "", "livescript"])
def test_a_fence_that_is_live_or_is_not_meant_to_be_is_let_be(docs, info):
    assert on_page(docs, f"```{info}\n1\n```\n", "nearly-live", "live-word") == []


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<img src="../assets/images/logo.svg" alt="a" srcset="../assets/images/logo.svg 1x, https://x.example/a.png 2x">', "srcset"),
        ('<picture><source srcset="//x.example/a.png"></picture>', "srcset"),
        ('<svg width="9"><image href="https://x.example/a.png"></image></svg>', "href"),
        ("<p style=\"background: url('HTTPS://x.example/a.png')\">Text</p>", "style"),
        ('<video poster="https://x.example/a.png"></video>', "poster"),
        ('<iframe src="https://x.example/"></iframe>', "src"),
    ],
)
def test_whatever_fetches_from_another_site_is_told(docs, html, name):
    [said] = on_page(docs, f"{html}\n", "picture-external")
    assert f"warning: `{name}` fetches from another site (" in said and "x.example/" in said


def test_nothing_is_fetched_from_another_site(project, tmp_path):
    page = project / "docs/about.en.md"
    hostile = """
<img src="assets/images/logo.svg" alt="a" srcset="https://x.example/a.png 2x">

<p style="background: url(https://x.example/b.png)">Text</p>

<svg width="9"><image href="https://x.example/c.png"></image></svg>
"""
    page.write_text(page.read_text("utf-8") + hostile, "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    built = BeautifulSoup((tmp_path / "site/en/about/index.html").read_text("utf-8"), "html.parser")
    assert "x.example" not in str(built.article)
    assert built.article.select("img[alt=a]") and built.article.select("svg[width]")


@pytest.mark.parametrize("other", ["guides/x/index.en.md", "guides/x/README.en.md", "guides/x/index.ar.md", "en/guides/x.ar.md"])
def test_two_pages_at_one_address_are_told(docs, other):
    put(docs, ENGLISH, "Text.\n")
    put(docs, other, "Text.\n")
    [said] = told(docs, "address-twice")
    assert "/guides/x/, which is that of docs/" in said


def test_a_pair_has_two_addresses(docs):
    assert both(docs, "نص\n", "Text.\n", "address-twice") == []


def test_an_anchor_on_another_page_is_looked_for_there(docs):
    put(docs, "about.en.md", "## Who we are\n\n<p id='here'>x</p>\n")
    put(docs, "about.ar.md", "## إحنا مين\n")
    put(docs, "glossary.en.md", "Text.\n")
    (docs / "glossary.toml").write_text((ROOT / "docs/glossary.toml").read_text("utf-8"), "utf-8")
    right = "[a](../about.md#who-we-are) [b](../about.en.md#here) [c](../about.ar.md#إحنا-مين) [d](../glossary.md#ai)\n"
    assert on_page(docs, right, "link-anchor", "link-anchor-there", path=ENGLISH) == []
    [one, two] = on_page(docs, "[a](../about.md#who)\n[b](../about.ar.md#who-we-are)\n", "link-anchor-there", path=ENGLISH)
    assert one == "11:1: error: docs/about.en.md has no heading with the anchor #who; its anchors are: #who-we-are"
    assert two.startswith("12:1: error: docs/about.ar.md has no heading with the anchor #who-we-are; ")


# Terms


def test_a_term_spelt_otherwise_is_told_with_the_agreed_spelling(docs):
    assert on_page(docs, "سطر\nفيه <bdi>Chat GPT</bdi> هنا\n", "term-spelling") == ["12:10: warning: “Chat GPT”: this site writes “ChatGPT”"]


def test_a_term_in_a_title_or_an_excerpt_is_told_too(docs):
    put(docs, ENGLISH, "Text.\n", title='"What Chatgpt is"', excerpt='"It is LLMS"')
    lines = (docs / ENGLISH).read_text("utf-8").split("\n")
    for words in "Chatgpt", "LLMS":
        [(line, column)] = [(number, text.index(words) + 1) for number, text in enumerate(lines, 1) if words in text]
        assert any(said.startswith(f"docs/{ENGLISH}:{line}:{column}: warning: “{words}”") for said in told(docs, "term-spelling"))
    assert len(told(docs, "term-spelling")) == 2


def test_terms_inside_code_addresses_and_longer_words_are_let_be(docs):
    assert on_page(docs, "`Chatgpt` [x](https://x.example/Chatgpt) ChatgptPlus\n", "term-spelling") == []


# Pairs

WHOLE = """Intro.

## One

![a](../assets/images/logo.svg) [x](https://x.example/)

```python
total = 1  # all
```

## Two

```demo chatbot
```

[back](#one) [home](../index.md)

### Three

![b](../assets/images/favicon.svg)
"""
TRANSLATED = (
    WHOLE.replace("## One", "## واحد").replace("## Two", "## اتنين").replace("(#one)", "(#واحد)").replace("all", "كله").replace("Three", "تلاتة")
)
PAIR = ("pair-section", "pair-demo", "pair-picture", "pair-code", "pair-link")


def test_a_faithful_translation_is_not_told_of(docs):
    assert both(docs, TRANSLATED, WHOLE, *PAIR) == []


@pytest.mark.parametrize(
    "lost, said",
    [
        ("```demo chatbot\n```\n", "21:1: warning: the demo `chatbot` of docs/guides/x.ar.md (line 23) is missing here; put it in [pair-demo]"),
        ("![a](../assets/images/logo.svg)", "13:1: warning: the picture `../assets/images/logo.svg` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair-picture]"),
        (" [x](https://x.example/)", "13:1: warning: the link to `https://x.example/` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair-link]"),
        ("```python\ntotal = 1  # all\n```\n", "13:1: warning: a block of code (python) of docs/guides/x.ar.md (line 17) is missing here; put it in [pair-code]"),
        ("[back](#one) ", "21:1: warning: the link to `#واحد` of docs/guides/x.ar.md (line 26) is missing here; put it in [pair-link]"),
    ],
)
def test_what_a_translation_lacks_is_told(docs, lost, said):
    assert both(docs, TRANSLATED, WHOLE.replace(lost, ""), *PAIR) == [said]


def test_what_a_translation_adds_is_told(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n[more](https://more.example/)\n", *PAIR)
    assert line.startswith("32:1: warning: the link to `https://more.example/` is not in docs/guides/x.ar.md; add it there")


def test_a_section_that_is_missing_is_told_by_its_heading(docs):
    english = WHOLE.replace("### Three\n", "")
    [line] = both(docs, TRANSLATED, english, *PAIR)
    assert "the section “تلاتة” of docs/guides/x.ar.md (line 28) is missing here; translate it [pair-section]" in line


def test_a_section_too_many_is_told(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n## Four\n", *PAIR)
    assert line.startswith("32:1: warning: the section “Four” is not in docs/guides/x.ar.md")


def test_sections_in_another_order_are_told_once(docs):
    first, second = "## A\n\n```demo chatbot\n```\n\n", "## B\n\n```demo attention\n```\n\n"
    [line] = both(docs, first + second, second + first, *PAIR)
    assert line.startswith("11:1: warning: the sections stand in another order than in docs/guides/x.ar.md, from “B” on")


def test_pictures_in_another_order_are_told(docs):
    one, two = "![a](../assets/images/a.svg)\n", "![b](../assets/images/b.svg)\n"
    [line] = both(docs, one + "\n" + two, two + "\n" + one, *PAIR)
    assert "the picture `../assets/images/b.svg` stands at another place than in docs/guides/x.ar.md" in line


def test_links_may_change_places_within_a_section_but_not_leave_it(docs):
    one, two = "[a](https://a.example)", "[b](https://b.example)"
    assert both(docs, f"{one} {two}\n\n## X\n", f"{two} {one}\n\n## X\n", *PAIR) == []
    [line] = both(docs, f"{one} {two}\n\n## X\n", f"{two}\n\n## X\n\n{one}\n", *PAIR)
    assert "the link to `https://a.example` stands at another place" in line


def test_code_may_have_its_comments_and_texts_translated_and_nothing_else(docs):
    def code(text):
        return f"```python\n{text}\n```\n"

    assert both(docs, code('say("أهلًا")  # يسلّم'), code('say("hello")  # greets'), *PAIR) == []
    [line] = both(docs, code("x = 1"), code("x = 2"), *PAIR)
    assert "this code does something else than that in docs/guides/x.ar.md (line 11)" in line


def test_a_picture_and_a_wikipedia_of_its_language_are_the_same_thing(docs):
    arabic = "![س](../assets/images/x.ar.svg) [و](https://ar.wikipedia.org/wiki/محول)\n"
    english = "![x](../assets/images/x.en.svg) [w](https://en.wikipedia.org/wiki/Transformer)\n"
    assert both(docs, arabic, english, *PAIR) == []


def test_a_warning_can_be_turned_off_for_a_page_and_an_error_cannot(docs):
    aside = "<!-- check-ignore: picture-alt, html-script -->\n"
    assert on_page(docs, f"{aside}![](../assets/images/logo.svg)\n", "picture-alt") == []
    assert len(on_page(docs, f"{aside}<script>x</script>\n", "html-script")) == 1


# Translations that fall behind


def mark(docs):
    found = {page.src_uri: page for page in pages.load(docs)[0]}
    (docs / ENGLISH).write_text(freshness.record(found[ARABIC], found[ENGLISH]), "utf-8")


BEHIND = ("translation-behind", "translation-unrecorded")


def test_a_translation_that_records_nothing_is_told(docs):
    [line] = both(docs, TRANSLATED, WHOLE, *BEHIND)
    assert line.startswith("1:1: warning: nothing says which text of docs/guides/x.ar.md this translates")


def test_a_translation_is_behind_by_the_sections_that_changed_and_no_others(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    assert told(docs, *BEHIND) == []
    put(docs, ARABIC, TRANSLATED.replace("## اتنين\n", "## اتنين\n\nكلام جديد.\n"))
    [line] = told(docs, *BEHIND)
    assert "docs/guides/x.ar.md has changed since this was translated: اتنين. Translate that" in line
    assert "make translated PAGE=docs/guides/x.en.md" in line
    mark(docs)
    assert told(docs, *BEHIND) == []


def test_spaces_line_ends_and_dates_are_no_change(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED.replace("\n", "\r\n") + "\n\n", updatedAt='"2027-01-01"')
    assert told(docs, *BEHIND) == []


def test_a_new_title_and_a_section_that_went_are_changes(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED, title='"عنوان جديد"')
    assert "translated: عنوان جديد." in told(docs, *BEHIND)[0]
    put(docs, ARABIC, TRANSLATED.split("### ")[0])
    assert "translated: a section was taken out or moved." in told(docs, *BEHIND)[0]


def test_whichever_page_records_is_the_translation(docs):
    put(docs, ARABIC, "كلام.\n", translated_from='"000000"')
    put(docs, ENGLISH, "Text.\n")
    [line] = told(docs, *BEHIND)
    assert line.startswith("docs/guides/x.ar.md:10:1: warning: docs/guides/x.en.md has changed since this was translated")


def test_readers_are_told_that_a_translation_is_behind(project, tmp_path):
    original = project / "docs/about.ar.md"
    original.write_text(original.read_text("utf-8") + "\n## جديد خالص\n\nكلام.\n", "utf-8")
    (project / "docs/notices.en.md").unlink()
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    def read(path):
        return BeautifulSoup((tmp_path / "site" / path).read_text("utf-8"), "html.parser")

    notice = read("en/about/index.html").select_one("article .behind")
    assert "This translation is older than the original" in notice.text
    assert notice.a["href"] == "../../about/" and notice.a["hreflang"] == "ar"
    assert not read("about/index.html").select(".behind")
    assert not read("en/index.html").select(".behind")
    rows = read("en/translations/index.html").select(".translations tbody tr")
    states = {row.a["href"]: row["data-state"] for row in rows}
    assert [row["data-state"] for row in rows[:2]] == ["missing", "behind"]
    assert states["../notices/"] == "missing" and states["../about/"] == "behind" and states["../guides/generative-ai/"] == "current"
    assert [item.text for item in rows[1].select("li")] == ["جديد خالص"]
    arabic = read("translations/index.html")
    assert arabic.html["lang"] == "ar" and "لسه مترجمتش" in arabic.table.text


def test_the_mark_keeps_the_page_as_it_was_but_for_one_line(docs):
    both(docs, TRANSLATED, WHOLE)
    before = (docs / ENGLISH).read_text("utf-8").splitlines()
    mark(docs)
    mark(docs)
    after = (docs / ENGLISH).read_text("utf-8").splitlines()
    [line] = [line for line in after if line.startswith("translated_from: ")]
    after.remove(line)
    assert after == before
