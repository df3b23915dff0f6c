"""make new writes a pair of guides, refuses with a clear message, and never overwrites a file."""

import os
import pty
import subprocess
import sys
from datetime import date

import pytest

from overrides.hooks.tools import new_guide
from tests.support.new_guide_command import run
from tests.support.project import environment


def test_both_files_have_the_same_sections(tmp_path):
    guide = new_guide.Guide("x", {"ar": "س", "en": "X"}, "fahem", ("a",), date(2026, 1, 2))
    arabic, english, _ = new_guide.write(tmp_path, guide)
    headings = [[line.split()[0] for line in path.read_text("utf-8").splitlines() if line.startswith("#")] for path in (arabic, english)]
    assert headings[0] == headings[1] and len(headings[0]) >= 4
    assert 'updatedAt: "2026-01-02"' in arabic.read_text("utf-8")


@pytest.mark.parametrize("there", ["guides/x.ar.md", "guides/x.en.md"])
def test_no_file_is_overwritten_and_no_other_is_written(tmp_path, there):
    (tmp_path / there).parent.mkdir(parents=True)
    (tmp_path / there).write_text("mine")
    guide = new_guide.Guide("x", {"ar": "س", "en": "X"}, "fahem", ("a",), date(2026, 1, 2))
    with pytest.raises(new_guide.Refused, match=f"docs/{there} is there already"):
        new_guide.write(tmp_path, guide)
    assert [path.name for path in tmp_path.rglob("*.*")] == [there.split("/")[1]]
    assert (tmp_path / there).read_text() == "mine"


@pytest.mark.parametrize(
    "title, slug",
    [("Generative AI", "generative-ai"), ("  What's   a GAN? ", "what-s-a-gan"), ("Café élan", "cafe-elan"), ("GPT‑4 & 5", "gpt4-5"), ("Ｆｕｌｌ", "full")],
)
def test_an_address_is_made_of_the_english_title(title, slug):
    assert new_guide.slug_of(title) == slug


@pytest.mark.parametrize(
    "flags, message",
    [
        (["--title-ar", "س"], "--title-en is needed"),
        (["--title-ar", "س", "--title-en", "   "], "--title-en is needed"),
        (["--title-ar", "س", "--title-en", "عربي", "--author", "x"], "an address cannot be made of the title “عربي”; give one with --slug"),
        (["--title-ar", "س", "--title-en", "x", "--slug", "../x", "--author", "x"], "`../x` cannot be an address"),
        (["--title-ar", "س", "--title-en", "x", "--slug", "دليل", "--author", "x"], "`دليل` cannot be an address"),
        (["--title-ar", "س", "--title-en", "x", "--slug", "index", "--author", "x"], "`index` is the list of guides itself"),
        (["--title-ar", "س", "--title-en", "x", "--author", "Two Words"], "`Two Words` cannot be a handle"),
        (["--title-ar", "س", "--title-en", "Generative AI", "--author", "x"], "docs/guides/generative-ai.ar.md is there already"),
    ],
)
def test_what_is_impossible_is_refused_and_nothing_is_written(project, flags, message):
    before = sorted(project.rglob("docs/**/*"))
    done = run(project, *flags)
    assert done.returncode == 1 and message in done.stderr and "Traceback" not in done.stderr
    assert sorted(project.rglob("docs/**/*")) == before


def test_messages_are_in_arabic_by_choice(project):
    assert "محتاجين --title-ar" in run(project, "--lang", "ar").stderr


def test_on_a_terminal_it_asks(project):
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "overrides.hooks.tools.new_guide"]
    with subprocess.Popen(command, cwd=project, env=environment(project), stdin=theirs, stdout=subprocess.PIPE) as asking:
        os.write(terminal, "\nسؤال\nAsked For\nfahem\n".encode())
        questions = asking.stdout.read()
        assert b"Which languages" in questions and b"Title in Arabic" in questions
    assert asking.returncode == 0
    assert 'title: "سؤال"' in (project / "docs/guides/asked-for.ar.md").read_text("utf-8")
    assert (project / "docs/guides/asked-for.en.md").exists()


def on_a_terminal(project, answers, *flags):
    """Return the command's exit status, its questions and its complaints, after these answers."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "overrides.hooks.tools.new_guide", *flags]
    pipes = {"stdin": theirs, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=project, env=environment(project), **pipes) as asking:
        os.write(terminal, answers.encode())
        questions, complaints = (pipe.read().decode() for pipe in (asking.stdout, asking.stderr))
    return asking.returncode, questions, complaints


@pytest.mark.parametrize("answer", ["en", " EN "])
def test_on_a_terminal_one_language_can_be_answered(project, answer):
    status, _, complaints = on_a_terminal(project, f"{answer}\n", "--title-en", "Only This", "--author", "fahem")
    assert status == 0, complaints
    assert not (project / "docs/guides/only-this.ar.md").exists()
    assert (project / "docs/guides/only-this.en.md").exists()


def test_after_a_wrong_answer_it_asks_again_and_keeps_the_others(project):
    answers = "fr\nen\n\n   \nMy Title\nTwo Words\nmona\n"
    status, questions, complaints = on_a_terminal(project, answers)
    assert status == 0, complaints
    assert "there is no language `fr` here; answer ar, en or both" in complaints
    assert complaints.count("this cannot stay empty") == 2
    assert "`Two Words` cannot be a handle" in complaints
    assert [questions.count(asked) for asked in ("Which languages", "Title in English", "Author's handle")] == [2, 3, 2]
    assert "Title in Arabic" not in questions
    page = (project / "docs/guides/my-title.en.md").read_text("utf-8")
    assert 'title: "My Title"' in page and 'author: "mona"' in page


def test_for_an_arabic_guide_alone_it_asks_for_no_english_title(project):
    status, questions, complaints = on_a_terminal(project, "ar\nالشبكات\nالشبكات\nindex\nnets\nfahem\n")
    assert status == 0, complaints
    assert "Title in English" not in questions and questions.count("Address, in Latin letters") == 3
    assert "`الشبكات` cannot be an address" in complaints and "`index` is the list of guides itself" in complaints
    assert 'title: "الشبكات"' in (project / "docs/guides/nets.ar.md").read_text("utf-8")


def test_an_address_that_is_taken_is_asked_for_again(project):
    status, _, complaints = on_a_terminal(project, "en\nGenerative AI\nother\nfahem\n")
    assert status == 0, complaints
    assert "docs/guides/generative-ai.en.md is there already" in complaints
    assert (project / "docs/guides/other.en.md").exists()
