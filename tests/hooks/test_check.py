"""The checker reports what is wrong, where, and how to correct it, and reports nothing on a page that is right."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from bs4 import BeautifulSoup

from overrides.hooks.check import check
from overrides.hooks.check.rules import PAGE_RULES, SITE_RULES
from overrides.hooks.content import pages
from overrides.hooks.content.messages import say
from overrides.hooks.languages import freshness
from tests.conftest import ROOT, build
from tests.support.hostile_pages import head

RULES = ROOT / "overrides/hooks/check/rules"
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


def reported(docs, *names):
    """Return the problems of these rules, or of these kinds (rule.kind), as the checker prints them."""
    return [problem.for_editor() for problem in check(docs)[1] if problem.is_named_in(names)]


def on_page(docs, body, *names, path=ARABIC):
    """Write one page and return its problems, from the line number to the message."""
    put(docs, path, body)
    return [line.removeprefix(f"docs/{path}:").rpartition(" [")[0] for line in reported(docs, *names)]


def both(docs, arabic, english, *names):
    """Write a pair and return the English page's problems, from the line number on."""
    put(docs, ARABIC, arabic)
    put(docs, ENGLISH, english)
    return [line.removeprefix(f"docs/{ENGLISH}:") for line in reported(docs, *names)]


def test_our_own_pages_have_no_errors_and_no_warnings():
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


def test_the_strict_build_prints_warnings_and_succeeds(project, tmp_path):
    page = project / "docs/about.en.md"
    page.write_text(page.read_text("utf-8") + "\n![](assets/images/logo.svg)\n", "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning: a picture without words for those who cannot see it") == 1


def test_a_build_that_stops_prints_errors_and_warnings_as_editors_read_them(project, tmp_path):
    page = project / "docs/about.en.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n![](assets/images/logo.svg)\n\n[lost](nowhere.md)\n", "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    line = text.count("\n") + 2
    lines = done.stderr.splitlines()
    assert [said.split(": ")[:2] for said in lines if said.endswith("[images]")] == [[f"docs/about.en.md:{line}:1", "warning"]]
    assert [said.split(": ")[:2] for said in lines if said.endswith("[links]")] == [[f"docs/about.en.md:{line + 2}:1", "error"]]
    assert "Errors: 1. Warnings: " in done.stderr


def test_every_message_exists_in_both_languages_and_takes_the_same_values(monkeypatch):
    arabic, english = (tomllib.loads((ROOT / f"overrides/hooks/content/messages/{language}.toml").read_text("utf-8")) for language in ("ar", "en"))
    assert {name: set(keys) for name, keys in arabic.items()} == {name: set(keys) for name, keys in english.items()}
    for section, keys in english.items():
        for key, text in keys.items():
            taken = set(re.findall(r"\{(\w+)\}", text))
            assert set(re.findall(r"\{(\w+)\}", arabic[section][key])) == taken, f"{section}.{key}"
            monkeypatch.setenv("SITE_LANG", "ar")
            assert say(f"{section}.{key}", **dict.fromkeys(taken, "1"))


def test_every_rule_is_in_use():
    written = {path.stem for path in RULES.glob("*.py")} - {"__init__"}
    assert {rule.__name__.rpartition(".")[2] for rule in (*PAGE_RULES, *SITE_RULES)} == written


def test_a_rule_reports_under_the_name_of_its_file():
    for path in RULES.glob("[a-z]*.py"):
        keys = re.findall(r"""(?:(?:error|warning)\(\w+, |say\()f?"(\w+)\.""", path.read_text("utf-8"))
        assert set(keys) == {path.stem}


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
def test_a_sign_on_the_wrong_side_of_its_word_is_reported(docs, text, run):
    assert on_page(docs, f"{text}\n", "bidi.sign") == [
        f"11:{text.index(run) + 1}: warning: {run} will show with its sign on the wrong side; write <bdi>{run}</bdi>, or `{run}` if it is code"
    ]


@pytest.mark.parametrize("text, run", [("استخدم print() هنا", "print()"), ("المصفوفة data[] فاضية", "data[]")])
def test_empty_brackets_on_the_wrong_side_of_their_word_are_reported(docs, text, run):
    assert on_page(docs, text, "bidi.brackets") == [
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
def test_a_number_that_would_show_before_the_word_it_follows_is_reported(docs, path, text, run):
    [line] = on_page(docs, text, "bidi.number", path=path)
    assert f"warning: {run}: the number will show before the word that it follows" in line


@pytest.mark.parametrize("run", ["2026-11-24", "012-345-6789"])
def test_a_date_that_would_show_in_reverse_is_reported(docs, run):
    [line] = on_page(docs, f"يوم {run} بالظبط\n", "bidi.date")
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
def test_text_in_the_right_order_has_no_warning(docs, text):
    assert on_page(docs, f"{text}\n", "bidi.sign", "bidi.brackets", "bidi.number", "bidi.date") == []


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
def test_a_fence_that_is_nearly_live_is_reported_with_the_correct_spelling(docs, info, meant):
    [said] = on_page(docs, f"```{info}\n1\n```\n", "fences.nearly_live")
    assert said == f"11:1: error: `{info}` is shown as plain code; for a live one write ```{meant}"


@pytest.mark.parametrize("info", ["python", "python live", "python live fails", 'python title="a live one"', "toml", "", "livescript"])
def test_a_fence_that_is_live_or_plain_code_is_not_reported(docs, info):
    assert on_page(docs, f"```{info}\n1\n```\n", "fences.nearly_live", "fences.live_word") == []


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
def test_every_attribute_that_fetches_from_another_site_is_reported(docs, html, name):
    [said] = on_page(docs, f"{html}\n", "images.external")
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
def test_two_pages_at_one_address_are_reported(docs, other):
    put(docs, ENGLISH, "Text.\n")
    put(docs, other, "Text.\n")
    [said] = reported(docs, "unique_pages.address")
    assert "/guides/x/, which is that of docs/" in said


def test_a_pair_has_two_addresses(docs):
    assert both(docs, "نص\n", "Text.\n", "unique_pages.address") == []


def test_an_anchor_on_another_page_is_looked_for_there(docs):
    put(docs, "about.en.md", "## Who we are\n\n<p id='here'>x</p>\n")
    put(docs, "about.ar.md", "## إحنا مين\n")
    put(docs, "glossary.en.md", "Text.\n")
    (docs / "glossary.toml").write_text((ROOT / "docs/glossary.toml").read_text("utf-8"), "utf-8")
    right = "[a](../about.md#who-we-are) [b](../about.en.md#here) [c](../about.ar.md#إحنا-مين) [d](../glossary.md#ai)\n"
    assert on_page(docs, right, "links.anchor", "links.anchor_there", path=ENGLISH) == []
    [one, two] = on_page(docs, "[a](../about.md#who)\n[b](../about.ar.md#who-we-are)\n", "links.anchor_there", path=ENGLISH)
    assert one == "11:1: error: docs/about.en.md has no heading with the anchor #who; its anchors are: #who-we-are"
    assert two.startswith("12:1: error: docs/about.ar.md has no heading with the anchor #who-we-are; ")


# Terms


def test_a_term_in_another_spelling_is_reported_with_the_agreed_one(docs):
    assert on_page(docs, "سطر\nفيه <bdi>Chat GPT</bdi> هنا\n", "term_spelling") == ["12:10: warning: “Chat GPT”: this site writes “ChatGPT”"]


def test_a_term_in_a_title_or_an_excerpt_is_reported_too(docs):
    put(docs, ENGLISH, "Text.\n", title='"What Chatgpt is"', excerpt='"It is LLMS"')
    lines = (docs / ENGLISH).read_text("utf-8").split("\n")
    for words in "Chatgpt", "LLMS":
        [(line, column)] = [(number, text.index(words) + 1) for number, text in enumerate(lines, 1) if words in text]
        assert any(said.startswith(f"docs/{ENGLISH}:{line}:{column}: warning: “{words}”") for said in reported(docs, "term_spelling"))
    assert len(reported(docs, "term_spelling")) == 2


def test_terms_inside_code_addresses_and_longer_words_are_not_reported(docs):
    assert on_page(docs, "`Chatgpt` [x](https://x.example/Chatgpt) ChatgptPlus\n", "term_spelling") == []


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
PAIR = ("pair_structure",)


def test_a_faithful_translation_is_not_reported(docs):
    assert both(docs, TRANSLATED, WHOLE, *PAIR) == []


@pytest.mark.parametrize(
    "lost, said",
    [
        ("```demo chatbot\n```\n", "21:1: warning: the demo `chatbot` of docs/guides/x.ar.md (line 23) is missing here; put it in [pair_structure]"),
        ("![a](../assets/images/logo.svg)", "13:1: warning: the picture `../assets/images/logo.svg` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair_structure]"),
        (" [x](https://x.example/)", "13:1: warning: the link to `https://x.example/` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair_structure]"),
        ("```python\ntotal = 1  # all\n```\n", "13:1: warning: a block of code (python) of docs/guides/x.ar.md (line 17) is missing here; put it in [pair_structure]"),
        ("[back](#one) ", "21:1: warning: the link to `#واحد` of docs/guides/x.ar.md (line 26) is missing here; put it in [pair_structure]"),
    ],
)
def test_what_a_translation_lacks_is_reported(docs, lost, said):
    assert both(docs, TRANSLATED, WHOLE.replace(lost, ""), *PAIR) == [said]


def test_what_a_translation_adds_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n[more](https://more.example/)\n", *PAIR)
    assert line.startswith("32:1: warning: the link to `https://more.example/` is not in docs/guides/x.ar.md; add it there")


def test_a_missing_section_is_reported_with_its_heading(docs):
    english = WHOLE.replace("### Three\n", "")
    [line] = both(docs, TRANSLATED, english, *PAIR)
    assert "the section “تلاتة” of docs/guides/x.ar.md (line 28) is missing here; translate it [pair_structure]" in line


def test_an_added_section_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n## Four\n", *PAIR)
    assert line.startswith("32:1: warning: the section “Four” is not in docs/guides/x.ar.md")


def test_sections_in_another_order_are_reported_once(docs):
    first, second = "## A\n\n```demo chatbot\n```\n\n", "## B\n\n```demo attention\n```\n\n"
    [line] = both(docs, first + second, second + first, *PAIR)
    assert line.startswith("11:1: warning: the sections are in another order than in docs/guides/x.ar.md, from “B” on")


def test_pictures_in_another_order_are_reported(docs):
    one, two = "![a](../assets/images/a.svg)\n", "![b](../assets/images/b.svg)\n"
    [line] = both(docs, one + "\n" + two, two + "\n" + one, *PAIR)
    assert "the picture `../assets/images/b.svg` is at another place than in docs/guides/x.ar.md" in line


def test_links_may_change_places_within_a_section_but_not_leave_it(docs):
    one, two = "[a](https://a.example)", "[b](https://b.example)"
    assert both(docs, f"{one} {two}\n\n## X\n", f"{two} {one}\n\n## X\n", *PAIR) == []
    [line] = both(docs, f"{one} {two}\n\n## X\n", f"{two}\n\n## X\n\n{one}\n", *PAIR)
    assert "the link to `https://a.example` is at another place" in line


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
    aside = "<!-- check-ignore: images, html_script -->\n"
    assert on_page(docs, f"{aside}![](../assets/images/logo.svg)\n", "images") == []
    assert len(on_page(docs, f"{aside}<script>x</script>\n", "html_script")) == 1


def test_one_kind_of_warning_can_be_turned_off_and_the_others_stay(docs):
    aside = "<!-- check-ignore: images.external, bidi.sign -->\n"
    text = "![](https://x.example/a.png)\n\nلغة C++ و print() هنا\n"
    [alternative, brackets] = on_page(docs, aside + text, "images", "bidi")
    assert "a picture without words" in alternative and "print() will show" in brackets
    both(docs, "[a](https://a.example)\n\n```demo chatbot\n```\n", "<!-- check-ignore: pair_structure.link -->\n")
    [demo] = reported(docs, "pair_structure")
    assert "the demo `chatbot` of docs/guides/x.ar.md (line 13) is missing here" in demo


# Fences and files as the build finds them


@pytest.mark.parametrize(
    "before, indent",
    [
        ("", ""),
        ("> ", "> "),
        ("> > ", "> > "),
        ("- one\n\n    ", "    "),
        ("- one\n    - two\n\n        ", "        "),
        ("10. one\n\n    ", "    "),
        ("!!! note\n\n    ", "    "),
        ("!!! note \"Title\"\n    Text.\n\n\n    ", "    "),
        ("!!! note\n\n    - one\n\n        ", "        "),
        ("- one\n\n    !!! note\n\n        ", "        "),
        ("> !!! note\n>\n>     ", ">     "),
        ("??? note\n\n    ", "    "),
        ("???+ note \"Title\"\n\n    ", "    "),
        ("Term\n:   Text\n\n    ", "    "),
        ("Text.[^1]\n\n[^1]: Note\n\n    ", "    "),
        ("<div markdown>\n", ""),
        ("Text.\n", ""),
        ("| a | b |\n| - | - |\n| x | y |\n", ""),
    ],
)
@pytest.mark.parametrize("mark", ["```", "~~~~"])
def test_a_fence_is_found_with_its_words_line_and_body_wherever_it_may_be(docs, before, indent, mark):
    lines = ["if x:", "    y = 1", "", "", "z = '```'"]
    fence = "\n".join([f"{mark}python live", *(f"{indent}{line}".rstrip() for line in lines), f"{indent}{mark}"])
    put(docs, ENGLISH, f"{before}{fence}\n")
    [page] = pages.load(docs)[0]
    [found] = page.fences()
    assert (found.info, found.text) == ("python live", "\n".join(lines) + "\n")
    assert page.lines[found.line - 1].endswith(f"{mark}python live")
    assert page.fence_line("python live", "\n".join(lines)) == found.line
    assert page.fence_line("python live fails", "\n".join(lines)) is None
    assert page.fence_line("python live", "z = 2") is None


def test_a_fence_inside_a_longer_one_or_in_a_comment_is_not_found(docs):
    put(docs, ENGLISH, "````markdown\n```demo x\n```\n````\n\n<!--\n```demo y\n```\n-->\n")
    [page] = pages.load(docs)[0]
    assert [(fence.info, fence.text) for fence in page.fences()] == [("markdown", "```demo x\n```\n")]


@pytest.mark.parametrize(
    "there, image, right",
    [
        ("x.svg", "x.svg", True),
        ("x.ar.svg", "x.svg", True),
        ("x.en.svg", "x.svg", False),  # the Arabic build, which shows the page too, does not find it
        ("x.svg", "y.svg", False),
        (".hidden/x.svg", ".hidden/x.svg", False),  # MkDocs leaves hidden files out
        ("templates/x.svg", "templates/x.svg", False),
    ],
)
def test_a_guides_picture_must_be_where_the_build_finds_it(docs, there, image, right):
    (docs / there).parent.mkdir(exist_ok=True)
    (docs / there).touch()
    put(docs, ENGLISH, "Text.\n", image=f'"{image}"')
    assert reported(docs, "images") == ([] if right else [f"docs/{ENGLISH}:8:1: error: field `image`: there is no docs/{image} [images]"])


def test_a_guides_picture_must_be_inside_docs(docs):
    picture = docs / "assets/images/logo.svg"
    for image in str(picture), f"../{docs.name}/assets/images/logo.svg":
        put(docs, ENGLISH, "Text.\n", image=f'"{image}"')
        assert "error: field `image`: there is no docs/" in reported(docs, "images")[0]


def test_a_picture_for_one_language_is_enough_where_each_language_has_its_page(docs):
    for language in "ar", "en":
        (docs / f"x.{language}.svg").touch()
        put(docs, f"guides/x.{language}.md", f"![x](../x.{language}.svg)\n", image='"x.svg"')
    (docs / "x.ar.svg").unlink()
    put(docs, ARABIC, "كلام\n")
    assert reported(docs, "images", "links") == []


# Translations that fall behind


def mark(docs):
    found = {page.src_uri: page for page in pages.load(docs)[0]}
    (docs / ENGLISH).write_text(freshness.record(found[ARABIC], found[ENGLISH]), "utf-8")


BEHIND = ("translation_freshness",)


def test_a_translation_that_records_nothing_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE, *BEHIND)
    assert line.startswith("1:1: warning: this page does not record which text of docs/guides/x.ar.md it translates")


def test_a_translation_is_behind_by_the_sections_that_changed_and_no_others(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    assert reported(docs, *BEHIND) == []
    put(docs, ARABIC, TRANSLATED.replace("## اتنين\n", "## اتنين\n\nكلام جديد.\n"))
    [line] = reported(docs, *BEHIND)
    assert "docs/guides/x.ar.md has changed since this was translated: اتنين. Translate that" in line
    assert "make translated PAGE=docs/guides/x.en.md" in line
    mark(docs)
    assert reported(docs, *BEHIND) == []


def test_spaces_line_ends_and_dates_do_not_count_as_changes(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED.replace("\n", "\r\n") + "\n\n", updatedAt='"2027-01-01"')
    assert reported(docs, *BEHIND) == []


def test_a_new_title_and_a_removed_section_are_changes(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED, title='"عنوان جديد"')
    assert "translated: عنوان جديد." in reported(docs, *BEHIND)[0]
    put(docs, ARABIC, TRANSLATED.split("### ")[0])
    assert "translated: a section was taken out or moved." in reported(docs, *BEHIND)[0]


def test_the_page_with_the_record_is_the_translation(docs):
    put(docs, ARABIC, "كلام.\n", translated_from='"000000"')
    put(docs, ENGLISH, "Text.\n")
    [line] = reported(docs, *BEHIND)
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


def test_recording_changes_one_line_of_the_page(docs):
    both(docs, TRANSLATED, WHOLE)
    before = (docs / ENGLISH).read_text("utf-8").splitlines()
    mark(docs)
    mark(docs)
    after = (docs / ENGLISH).read_text("utf-8").splitlines()
    [line] = [line for line in after if line.startswith("translated_from: ")]
    after.remove(line)
    assert after == before
