"""Mistakes in pages stop the build, each with its place and without a traceback."""

import re

import pytest

from tests.support.project import build, copy_project

FENCES = [
    ("```demo chatbat\n```", "no demo is called `chatbat`; did you mean `chatbot`?"),
    ("```demo\n```", "no demo is called ``; there are: attention, cell, chatbot"),
    ("```demo انتباه\n```", "no demo is called `انتباه`; there are: attention, cell, chatbot"),
    ('```demo attention\n\nsentense = "x"\n```', "demo `attention` has no option `sentense`; did you mean `sentence`?"),
    ("```demo attention\nsentence = 5\n```", "demo `attention`, option `sentence`: found 5; expected "),
    ("```demo attention\nsentence = x\n```", "the options of demo `attention` are not TOML: "),
]
PAGE = '---\ntitle: "Wrong {number}"\ndescription: "A wrong fence"\n---\n\nText.\n\n{fence}\n'
FENCE_LINE = 8


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """What the build of a project with all these mistakes says."""
    project = copy_project(tmp_path_factory.mktemp("mistakes") / "project")
    for number, (fence, _) in enumerate(FENCES):
        (project / f"docs/wrong-{number}.en.md").write_text(PAGE.format(number=number, fence=fence), "utf-8")
    for language, field, value in ("en", "featured", '"yes"'), ("ar", "image", '"assets/images/nowhere.svg"'):
        page = project / f"docs/guides/generative-ai.{language}.md"
        page.write_text(re.sub(f"{field}: .*", f"{field}: {value}", page.read_text("utf-8")), "utf-8")
    done = build(project, project / "site")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("number", range(len(FENCES)), ids=[fence for fence, _ in FENCES])
def test_a_wrong_demo_fence_stops_the_build_with_its_place(stopped, number):
    fence, message = FENCES[number]
    found = re.search(rf"^docs/wrong-{number}\.en\.md:(\d+):\d+: error: (.*)", stopped, re.M)
    assert found and found[2].startswith(message), stopped
    assert FENCE_LINE <= int(found[1]) <= FENCE_LINE + fence.count("\n")


def test_a_wrong_front_matter_stops_the_build(stopped):
    assert re.search(r"^docs/guides/generative-ai\.en\.md:\d+:\d+: error: field `featured`: found str 'yes'", stopped, re.M)


def test_a_picture_that_is_not_there_stops_the_build(stopped):
    assert re.search(r"^docs/guides/generative-ai\.ar\.md:\d+:\d+: error: field `image`: there is no docs/assets/images/nowhere\.svg", stopped, re.M)


LEFTOVERS = {
    "merge": ("<<<<<<< HEAD\nmine\n\n=======\n\nyours\n\n>>>>>>> theirs", 0, "a mark of a merge"),
    "heading inside a <div>": ("<div>\n\n## Next\n\n</div>", 2, "would show as signs, so this is no heading"),
    "formula that is never closed": ("A formula:\n\n$$\nx = 1\n\nand so on", 2, "this formula is never closed"),
    "list without a blank line": ("What we need:\n- paper\n- a pen", 1, "so this is no list"),
    "numbered list without a blank line": ("What we do:\n1. think\n2. write", 1, "so this is no list"),
    "table without a blank line": ("The table:\n| a | b |\n|---|---|\n| 1 | 2 |", 1, "a table needs a blank line before it"),
    "table without its rule": ("| a | b |\n| 1 | 2 |", 0, "a table needs a blank line before it"),
    "note that is not indented": ('!!! note "Mind"\n\nThe text.', 0, "this note is empty"),
    "note of no kind": ('!!! nots "Mind"\n\n    The text.', 0, "there is no note of the kind `nots`; did you mean `note`?"),
    "note with two signs": ('!! note "Mind"\n\n    The text.', 0, "so this is no note"),
    "fold of no kind": ('??? tipp "More"\n\n    The text.', 0, "there is no note of the kind `tipp`; did you mean `tip`?"),
    "footnote without a text": ("As they say.[^who]", 0, "the footnote [^who] has no text"),
    "link with a space": ("See [the guide] (index.md).", 0, "so this is no link"),
    "link by a name that is not there": ("See [the guide][guide].", 0, "so this is no link"),
    "bold that is never closed": ("This is **bold.\n\nAnd this is not.", 0, "close the bold text"),
    "bold and italics that are tangled": ("*a **b _c __d " * 200, 0, "close the bold text"),
    "heading of level seven": ("####### seven", 0, "so this is no heading"),
    "note without a kind": ('!!!\n\n    text\n\n!!! ""', 4, "so this is no note"),
    "attributes on a line of their own": ("Text.\n\nMore text { .x .y } and more.", 2, "would show as text"),
    "picture that begins with a bracket": ("See !(the mark)[assets/images/logo.svg].", 0, "so this is no link"),
    "link whose brackets are exchanged": ("See (the guide)[index.md].", 0, "so this is no link"),
    "link as in a wiki": ("See [[index]].", 0, "so this is no link"),
    "link in wide brackets": ("See ［the guide］（index.md）.", 0, "so this is no link"),
    "heading in wide signs": ("＃＃ Next", 0, "so this is no heading"),
    "list without spaces": ("-paper\n-pen", 0, "so this is no list"),
    "numbered list without spaces": ("1.think\n2.write", 0, "so this is no list"),
    "numbered list with brackets": ("1) think\n2) write", 1, "so this is no list"),
    "list with spaces that do not break": ("-\u00a0paper\n-\u00a0pen", 0, "so this is no list"),
    "list with boxes to tick": ("- [ ] paper\n- [x] pen", 0, "lists have no boxes to tick here"),
    "note as on GitHub": ("> [!NOTE]\n> Mind.", 0, "so this is no note"),
    "note in colons": (":::note\nMind.\n:::", 0, "so this is no note"),
    "note whose title has no quotes": ("!!! note Mind this\n\n    The text.", 0, "put it between quotes"),
    "tabs": ('=== "One"\n\n    The text.', 0, "there are no tabs here"),
    "meaning without a space": ("Term\n:meaning", 1, "three spaces before the meaning of a term"),
    "inline formula that is never closed": ("Then $x = 1 and more.", 0, "so this is no formula"),
    "inline formula with spaces": ("Then $ y = 2 $ and more.", 0, "so this is no formula"),
    "bold with spaces": ("This is ** bold ** text.", 0, "close the bold text"),
    "bold in lines that is never closed": ("This is __bold text.", 0, "close the bold text"),
    "italics that are never closed": ("This is *italic text.", 0, "close the bold text"),
    "struck-out text": ("This is ~~wrong~~ right.", 0, "write <s>"),
    "marked text": ("This is ==marked== text.", 0, "write <s>"),
    "code that is never closed": ("Use `x and y.", 0, "close the code"),
    "character name that is none": ("A &nbps; B.", 0, "there is no such character name"),
    "name of an emoji": ("Well done :smile: you.", 0, "the text itself"),
    "file to include": ('--8<-- "part.md"', 0, "the text itself"),
    "abbreviation": ("*[HTML: Hypertext", 0, "the text itself"),
    "code in three backticks that stay": ("Text ``` and more.", 0, "close the code"),
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """What the build of a project says whose pages have marks that are not rendered, and one where all are meant."""
    project = copy_project(tmp_path_factory.mktemp("leftovers") / "project")
    for number, (body, _, _) in enumerate(LEFTOVERS.values()):
        (project / f"docs/left-{number}.en.md").write_text(PAGE.format(number=number, fence=body), "utf-8")
    meant = "Type `**bold**`, `$$`, `[^1]` or `## Next`; 2 * 3 * 4 costs 5 $, or \\$x = 5; \\*so, `:smile:`, a_b_c, 9:30:15, R&amp;D.\n\n```markdown\n- a\n## Next\n| a | b |\n```\n\n- one\n- two[^1]\n\n[^1]: Of them.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n!!! tip \"Mind\"\n\n    Text.\n\n$$\nx = 1\n$$\n"
    (project / "docs/meant.en.md").write_text(PAGE.format(number="no", fence=meant), "utf-8")
    done = build(project, project / "site")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("case", LEFTOVERS)
def test_markdown_that_readers_would_see_as_signs_stops_the_build(rendered, case):
    number = list(LEFTOVERS).index(case)
    _, line, message = LEFTOVERS[case]
    found = re.findall(rf"^docs/left-{number}\.en\.md:(\d+):1: error: (.*) \[leftover_marks\]", rendered, re.M)
    assert any(message in said and int(at) == FENCE_LINE + line for at, said in found), found


def test_signs_that_are_meant_are_no_mistake(rendered):
    assert not re.search(r"^docs/meant\S+: error", rendered, re.M)
