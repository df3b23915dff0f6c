"""The checker reports what is wrong, where, and how to correct it, and reports nothing on a page that is right."""

import os
import re
import subprocess
import sys
import tomllib

import pytest

from overrides.hooks.check import check
from overrides.hooks.check.rules import NAMING_RULES, PAGE_RULES, PAIR_RULES, SITE_RULES
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import address_of, split_language
from overrides.hooks.markdown import cell_fence
from overrides.hooks.markdown.external_content import without_external_content
from tests.support.checked_docs import ARABIC, ENGLISH, both, on_page, put, reported
from tests.support.project import ROOT

RULES = ROOT / "overrides/hooks/check/rules"


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
    assert {rule.__name__.rpartition(".")[2] for rule in (*PAGE_RULES, *NAMING_RULES, *PAIR_RULES, *SITE_RULES)} == written


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
        ('<embed src="https://x.example/">', "src"),
    ],
)
def test_every_attribute_that_fetches_from_another_site_is_reported(docs, html, name):
    [said] = on_page(docs, f"{html}\n", "images.external")
    assert f"warning: `{name}` fetches from another site (" in said and "x.example/" in said


@pytest.mark.parametrize("other", ["guides/x/index.en.md", "guides/x/README.en.md", "guides/x/index.ar.md", "en/guides/x.ar.md"])
def test_two_pages_at_one_address_are_reported(docs, other):
    put(docs, ENGLISH, "Text.\n")
    put(docs, other, "Text.\n")
    [said] = reported(docs, "unique_pages.address")
    assert "/guides/x/, which is that of docs/" in said


def test_a_pair_has_two_addresses(docs):
    assert both(docs, "نص\n", "Text.\n", "unique_pages.address") == []


@pytest.mark.parametrize("path", ["translations.en.md", "demos/attention.ar.md", "en/demos/attention.ar.md", "assets/x.en.md"])
def test_a_page_where_the_build_writes_its_own_is_reported(docs, path):
    put(docs, path, "Text.\n")
    [said] = reported(docs, "unique_pages.reserved")
    assert said.startswith(f"docs/{path}:1:") and f"a page of its own at /{path.rpartition('.')[0].rpartition('.')[0]}/" in said


def test_a_page_among_the_lists_of_guides_may_be_written(docs):
    put(docs, "authors/fahem.ar.md", "نص.\n")
    assert reported(docs, "unique_pages.reserved") == []


def test_a_path_is_split_into_a_pages_name_and_its_language():
    paths = ("guides/x.en.md", "images/x.ar.svg", "guides/x.md", "a.en/x.md", "x.en")
    assert [split_language(path) for path in paths] == [("guides/x.md", "en"), ("images/x.svg", "ar"), *((path, None) for path in paths[2:])]
    assert [address_of(name) for name in ("index.md", "about.md", "guides/index.md", "about/README.md")] == ["", "about/", "guides/", "about/"]


def test_links_to_generated_pages_are_known_and_others_near_them_are_not(docs):
    right = "[a](../tags/llm.md) [b](../authors/fahem.en.md) [c](../translations.md) [d](../translations.en.md)\n"
    assert on_page(docs, right, "links", path=ENGLISH) == []
    wrong = "[a](../tagsx.md)\n[b](../translations-howto.md)\n[c](../tags/)\n[d](../translations/x.md)\n"
    found = on_page(docs, wrong, "links.nowhere", "links.no_file", path=ENGLISH)
    assert [line.partition(":")[0] for line in found] == ["11", "12", "13", "14"]


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


def test_what_readers_ask_for_names_headings_of_the_page(docs):
    def asked(*anchors):
        put(docs, ENGLISH, "## Who we are\n", search="\n  asked:" + "".join(f"\n    {anchor}: words" for anchor in anchors))
        return [line.removeprefix(f"docs/{ENGLISH}:") for line in reported(docs, "links.asked", "front_matter")]

    assert asked("page", "who-we-are") == []
    [said] = asked("page", "who")
    assert said == "13:1: error: search.asked: no heading here has the anchor who; the anchors are: page, who-we-are [links]"


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


# Warnings that an author turns off


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


# The picture over a guide


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
    (docs / there).write_text("<svg/>", "utf-8")
    put(docs, ENGLISH, "Text.\n", image=f'"{image}"')
    assert reported(docs, "images") == ([] if right else [f"docs/{ENGLISH}:8:1: error: field `image`: there is no docs/{image} [images]"])


def test_a_guides_picture_must_be_inside_docs(docs):
    picture = docs / "assets/images/logo.svg"
    for image in str(picture), f"../{docs.name}/assets/images/logo.svg":
        put(docs, ENGLISH, "Text.\n", image=f'"{image}"')
        assert "error: field `image`: there is no docs/" in reported(docs, "images")[0]


def test_a_picture_for_one_language_is_enough_where_each_language_has_its_page(docs):
    for language in "ar", "en":
        (docs / f"x.{language}.svg").write_text("<svg/>", "utf-8")
        put(docs, f"guides/x.{language}.md", f"![x](../x.{language}.svg)\n", image='"x.svg"')
    (docs / "x.ar.svg").unlink()
    put(docs, ARABIC, "كلام\n")
    assert reported(docs, "images", "links") == []


# What would be rendered otherwise than it was meant


@pytest.mark.parametrize(
    "body, name, place, message",
    [
        ("``python live\nprint(1)\n``\n", "fences.two_backticks", "11:1", "three backticks"),
        ("```demo-attention\n```\n", "fences.nearly_live", "11:1", "write ```demo attention"),
        ("```python-live\nprint(1)\n```\n", "fences.nearly_live", "11:1", "write ```python live"),
        ("<style>p { color: red }</style>\n", "html_script.style", "11:1", "<style> would change the whole page"),
        ("See [it](../nope/).\n", "links.no_file", "11:5", "`../nope/` names no file"),
        ("See [it](nope).\n", "links.no_file", "11:5", "`nope` names no file"),
        ("Text.\n\n```demo chatbot\nmessages = [\"Hi\"]\nlearn = \"#gone\"\n```\n", "links.anchor", "15:10", "no heading here has the anchor #gone"),
    ],
)
def test_what_would_be_rendered_otherwise_is_reported(docs, body, name, place, message):
    [line] = on_page(docs, body, name)
    assert line.startswith(f"{place}: error: ") and message in line


def test_a_demo_may_point_to_a_heading_that_is_there_and_code_may_have_two_backticks(docs):
    body = "## More\n\n```demo chatbot\nlearn = \"#more\"\n```\n\n``a ` b`` is code.\n\n```text\n`` alone\n```\n"
    assert on_page(docs, body, "links", "fences") == []


@pytest.mark.parametrize(
    "name, contents, kind",
    [("x.svg", b"", "no_picture"), ("x.png", b"<svg/>", "no_picture"), ("x.svg", b"<svg>" + b" " * 12_000_000, "large"), ("x.png", b"\x89PNG\r\n", None)],
)
def test_a_file_that_is_no_picture_or_a_huge_one_is_reported(docs, name, contents, kind):
    (docs / name).write_bytes(contents)
    found = on_page(docs, f"![it](../{name})\n", "images")
    assert [line.partition(" error: ")[0] for line in found] == (["11:1:"] if kind else [])
    put(docs, ENGLISH, "Text.\n", image=f'"{name}"')
    assert bool(reported(docs, f"images.{kind}")) == bool(kind)


def test_a_date_far_ahead_is_reported(docs):
    put(docs, ENGLISH, "Text.\n", updatedAt='"2062-01-01"')
    [line] = reported(docs, "front_matter.future")
    assert "error: field `updatedAt`: 2062-01-01 is more than a year ahead" in line


def test_a_tag_in_two_spellings_is_reported_where_it_is_the_rarer_one(docs):
    for name, tags in (("a", '["Deep Learning"]'), ("b", '["deep-learning", "LLM"]'), ("c", '["Deep Learning"]')):
        put(docs, f"guides/{name}.en.md", "Text.\n", title=f'"{name}"', tags=tags)
    put(docs, "guides/a.ar.md", "كلام.\n", tags='["deep-learning"]')
    [line] = reported(docs, "tags")
    assert line.startswith("docs/guides/b.en.md:5:1: warning: other guides write the tag `deep-learning` as `Deep Learning`")


def test_curly_quotes_around_a_field_are_reported_but_not_those_inside_straight_ones(docs):
    put(docs, ARABIC, "كلام.\n", title="“عنوان”", description='"«وصف»"')
    [line] = reported(docs, "front_matter")
    assert line.startswith("docs/guides/x.ar.md:2:1: warning: field `title`: readers see “ and ” as part of the text")


def test_a_frame_of_another_site_becomes_a_link_that_calls_it_no_picture():
    words = {"foreign": "A picture:", "foreign_other": "Something:"}
    html = without_external_content('<p><iframe src="https://x.example/" title="Film"></iframe><img src="https://x.example/a.png" alt="A"></p>', words)
    assert re.findall(r'foreign__what">([^<]*)</span><bdi class="foreign__name">([^<]*)', html) == [("Something:", "Film"), ("A picture:", "A")]


def test_all_cells_of_a_page_that_fail_are_reported_at_once(monkeypatch):
    monkeypatch.setattr(cell_fence.cache, "value", lambda kind, came_from, compute, used: [{"result": {"wrong": {"line": 1, "message": f"{name}: x"}}} for name in ("NameError", "ModuleNotFoundError")])
    fences = [cell_fence.LiveFence(["live"], source, line) for source, line in (("boom", 10), ("import pandas", 20))]
    with pytest.raises(Mistake) as raised:
        cell_fence.first_states(fences, "en", "docs/x.en.md")
    first, second = raised.value.problems
    assert (first.line, second.line) == (11, 21) and "a cell has numpy and the standard library only" in second.message
