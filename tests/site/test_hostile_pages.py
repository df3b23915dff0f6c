"""Bad input ends in a clear message or in a page, never in a traceback."""

import os
import re

import pytest

from overrides.hooks.check import check
from tests.support.hostile_pages import CASES, GOOD, RIGHT, head
from tests.support.project import build

RIGHTS = [case for case in CASES if case.says == RIGHT]
# These cases have no translations, and that is not what they test.
ASIDE = ("missing_translation", "translation_freshness")


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "docs/guides").mkdir(parents=True)
    (tmp_path / "docs/assets/images").mkdir(parents=True)
    (tmp_path / "docs/assets/images/logo.svg").write_text("<svg/>", "utf-8")
    return tmp_path / "docs"


def write(docs, path, source):
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_bytes(source)


def reported(docs):
    return [problem.for_editor() for problem in check(docs)[1] if problem.rule not in ASIDE]


def test_there_are_at_least_sixty_cases():
    assert len({case.id for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_file_is_reported_or_right(docs, case):
    write(docs, case.path, case.source)
    found = reported(docs)
    if case.says == RIGHT:
        assert found == []
    else:
        assert any(line.startswith(f"docs/{case.path}:") and case.says in line for line in found), found


def test_a_link_to_itself_is_reported(docs):
    write(docs, "guides/good.en.md", GOOD.encode())
    (docs / "guides/self.en.md").symlink_to("self.en.md")
    [line] = reported(docs)
    assert line.startswith("docs/guides/self.en.md:1:1: error: the file cannot be read (")


def test_a_pipe_is_reported_and_not_read(docs):
    os.mkfifo(docs / "guides/pipe.en.md")
    [line] = reported(docs)
    assert line.startswith("docs/guides/pipe.en.md:1:1: error: this is not a file but a pipe")


def test_a_link_to_a_missing_file_is_reported(docs):
    (docs / "guides/lost.en.md").symlink_to("nowhere.md")
    [line] = reported(docs)
    assert line.startswith("docs/guides/lost.en.md:1:1: error: the file cannot be read (")


def test_a_folder_linked_into_itself_is_reported_once(docs):
    write(docs, "guides/good.en.md", GOOD.encode())
    (docs / "guides/again").symlink_to(docs, target_is_directory=True)
    [line] = reported(docs)
    assert line.startswith("docs/guides/again:1:1: error: this link leads back to a folder that contains it")


def test_folders_linked_into_each_other_are_reported(docs):
    for one, other in ("a", "b"), ("b", "a"):
        (docs / one).mkdir(exist_ok=True)
        (docs / one / other).symlink_to(docs / other, target_is_directory=True)
    assert reported(docs)
    assert all("this link leads back" in line for line in reported(docs))


def test_a_page_in_a_linked_folder_is_right(docs, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/good.en.md").write_text(GOOD)
    (docs / "guides/elsewhere").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert reported(docs) == []
    assert [page.file for page in check(docs)[0]] == ["docs/guides/elsewhere/good.en.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_reported(docs):
    write(docs, "guides/secret.en.md", GOOD.encode())
    (docs / "guides/secret.en.md").chmod(0)
    [line] = reported(docs)
    assert "error: the file cannot be read (Permission denied)" in line


def test_a_folder_named_like_a_page_is_not_a_page(docs):
    (docs / "guides/empty.en.md").mkdir()
    assert reported(docs) == []


def test_two_pages_with_one_title_are_reported(docs):
    write(docs, "guides/one.en.md", head("one", title='"Same  Title"').encode())
    write(docs, "guides/two.en.md", head("two", title='"same title"').encode())
    [line] = reported(docs)
    assert line.startswith("docs/guides/two.en.md:2:1: warning: the title “same title” is that of docs/guides/one.en.md too")


def test_a_missing_translation_is_a_warning(docs):
    write(docs, "guides/good.en.md", GOOD.encode())
    [problem] = check(docs)[1]
    assert problem.for_editor().startswith("docs/guides/good.en.md:1:1: warning: there is no translation yet; write docs/guides/good.ar.md")


def test_every_page_that_is_right_is_built_strictly(project, tmp_path):
    for case in [*RIGHTS, *(case for case in CASES if ": warning: " in case.says)]:
        write(project / "docs", case.path, case.source)
    done = build(project, tmp_path / "site")
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
    assert done.returncode == 0, done.stderr[-4000:]


def test_the_build_prints_every_error_at_once_and_no_traceback(project, tmp_path):
    wrong = [case for case in CASES if ": error: " in case.says]
    for case in wrong:
        write(project / "docs", case.path, case.source)
    (project / "docs/guides/again").symlink_to(project / "docs", target_is_directory=True)
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
    for case in wrong:
        assert re.search(rf"docs/{re.escape(case.path)}:", done.stderr), case.id
