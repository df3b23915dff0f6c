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
