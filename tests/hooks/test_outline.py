"""A page's fences are found where SuperFences finds them, with their lines."""

import pytest

from overrides.hooks.content import pages
from tests.support.checked_docs import ENGLISH, put


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
