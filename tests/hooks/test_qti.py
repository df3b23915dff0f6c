"""The guesses as QTI packages: well-formed, with the right answers, the same at every run."""

import zipfile
from xml.etree import ElementTree

import pytest

from overrides.hooks.content import pages
from overrides.hooks.content.guess import parse
from overrides.hooks.tools import qti
from tests.support.checked_docs import put

CHOICE = '```guess\nIs **1 < 2** & "3"?\n\n- [x] `<b>` & so\n- [ ] لأ\n\nA < B.\n```\n'
NUMBER = "```guess\nHow many?\n\n[[480 ± 20]]\n\nMost.\n```\n"


@pytest.fixture
def package(docs, tmp_path, monkeypatch, capsys):
    """Run the command on a page with a choice and a number; return its zip's path and what it printed."""
    put(docs, "guides/x.en.md", CHOICE + NUMBER)
    monkeypatch.chdir(docs.parent)
    monkeypatch.setattr("sys.argv", ["qti", str(tmp_path / "out")])
    assert qti.main() == 0
    return tmp_path / "out/guides-x.en.zip", capsys.readouterr().out


def test_a_package_is_well_formed_and_names_the_right_answer(package):
    path, _ = package
    with zipfile.ZipFile(path) as opened:
        texts = {name: ElementTree.fromstring(opened.read(name)) for name in opened.namelist()}
    [item] = (tree for name, tree in texts.items() if name.startswith("items/"))
    choices = {choice.get("identifier"): "".join(choice.itertext()).strip() for choice in item.iter() if choice.tag.endswith("simpleChoice")}
    [right] = (value.text for value in item.iter() if value.tag.endswith("}value") and value.text in choices)
    assert choices[right] == "<b> & so" and "لأ" in choices.values()
    assert 'Is 1 < 2 & ”3”?' in "".join(item.itertext()) and "A < B." in "".join(item.itertext())


def test_a_number_is_left_out_and_the_command_says_so(package):
    assert "1 guesses to choose from; 1 of a number left out" in package[1]


def test_a_package_depends_on_the_page_alone(docs):
    put(docs, "guides/x.en.md", CHOICE)
    [page] = (page for page in pages.load(docs)[0] if page.src_uri == "guides/x.en.md")
    guesses = [parse(fence.text) for fence in page.elements_of("guess")]
    collection = qti.collection_of(page, guesses)
    [quiz] = collection.quizzes
    # Hashes of the page's path and of the question, so they are the same in every process.
    names = [collection.identifier, quiz.identifier, *(answer.identifier for answer in quiz.answers)]
    assert names == ["page_c87559db5c2d", "guess_b39616b87930", "guess_b39616b87930_0", "guess_b39616b87930_1"]


def test_a_guess_that_cannot_be_read_is_named_with_its_line(docs, tmp_path, monkeypatch, capsys):
    put(docs, "guides/x.en.md", "```guess\nHow many?\n\n- [x] one\n- [ ] two\n```\n")
    monkeypatch.chdir(docs.parent)
    monkeypatch.setattr("sys.argv", ["qti", str(tmp_path / "out")])
    assert qti.main() == 1
    assert capsys.readouterr().err.startswith("docs/guides/x.en.md:")
