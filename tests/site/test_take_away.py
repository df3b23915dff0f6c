"""What readers take away of a guide: a notebook that runs with numpy alone, plain Markdown, and the list for assistants."""

import json
import re
import subprocess
import sys

import nbformat
import pytest

from tests.support.live_demos import is_arabic

GUIDES = ["guides/generative-ai", "guides/language-models", "guides/pictures"]
ALL = [f"{home}{guide}" for home in ("", "en/") for guide in GUIDES]
ADDRESS = "https://fahem.example/"
# Runs the code cells of a notebook one after the other, as Jupyter does, and prints what each gives as JSON.
RUNNER = """
import ast, contextlib, io, json, sys
names, given = {}, []
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] != "code":
        continue
    tree, value, output = ast.parse("".join(cell["source"])), None, io.StringIO()
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(output):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    given.append([output.getvalue(), None if value is None else repr(value)])
print(json.dumps(given))
"""


def notebook_of(site, guide):
    return site / guide / f"{guide.rpartition('/')[2]}.ipynb"


def read(site, guide):
    return nbformat.read(notebook_of(site, guide), as_version=4)


def markdown_of(site, guide):
    return (site / guide / "index.md").read_text("utf-8")


@pytest.mark.parametrize("guide", ALL)
def test_a_notebook_runs_from_top_to_bottom_on_plain_python_and_gives_what_it_shows(site, guide, tmp_path):
    command = [sys.executable, "-I", "-c", RUNNER, str(notebook_of(site, guide))]
    # numpy is there; the site's own code is not, for -I leaves out PYTHONPATH and the folder it runs in.
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False, env={"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0, done.stderr
    cells = [cell for cell in read(site, guide).cells if cell.cell_type == "code"]
    shown = [["".join(out.text for out in cell.outputs if out.output_type == "stream"), next((out.data["text/plain"] for out in cell.outputs if "data" in out), None)] for cell in cells]
    assert json.loads(done.stdout) == shown
    assert sum(bool(cell.outputs) for cell in cells) >= 3


@pytest.mark.parametrize("guide", ALL)
def test_a_notebook_is_valid_and_its_arabic_is_right_to_left(site, guide):
    found = read(site, guide)
    nbformat.validate(found)
    texts = [cell.source for cell in found.cells if cell.cell_type == "markdown"]
    for text in texts:
        assert text.startswith('<div dir="rtl">\n\n') == (not guide.startswith("en/"))
    assert not [text for text in texts if guide.startswith("en/") and is_arabic(text)]
    assert all(cell.source.strip() for cell in found.cells)


@pytest.mark.parametrize("guide", ALL)
def test_markdown_has_nothing_that_only_this_site_renders(site, guide):
    text = markdown_of(site, guide)
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    assert text.startswith("# ") and ADDRESS + guide in text.split("\n")[2]
    for left in ("[^", "!!!", "```demo", "```guess", "python live", "# --- ", "<!--", "---\n\n"):
        assert left not in text, left
    assert not re.search(r"\]\((?!https?:)", outside)
    assert text.count("```") % 2 == 0 and "```text\n" in text


def test_exercises_and_guesses_come_with_their_answers_folded(site):
    text = markdown_of(site, "en/guides/language-models")
    assert text.count("<details>") == text.count("</details>") >= 5
    assert "return -np.mean(np.log(probabilities))" in text and "assert round(loss([0.5]), 2) == 0.69" in text


def test_links_lead_to_the_pages_of_the_same_language(site):
    arabic, english = markdown_of(site, "guides/pictures"), markdown_of(site, "en/guides/pictures")
    assert f"({ADDRESS}guides/generative-ai/#" in arabic and f"{ADDRESS}en/" not in arabic
    assert f"({ADDRESS}en/guides/generative-ai/#" in english and f"({ADDRESS}guides/" not in english


@pytest.mark.parametrize("home", ["", "en/"])
def test_llms_txt_lists_the_guides_of_its_language(site, home):
    text = (site / f"{home}llms.txt").read_text("utf-8")
    listed = re.findall(rf"^- \[.+\]\({ADDRESS}(.+)\): .+$", text, re.M)
    assert sorted(listed) == sorted(f"{home}{guide}/index.md" for guide in GUIDES)
    assert all((site / path).exists() for path in listed)


def test_a_guide_links_to_both_and_they_are_there(site):
    for guide in ALL:
        html = (site / guide / "index.html").read_text("utf-8")
        up = "../" * (guide.count("/") + 1)
        for name in ("index.md", notebook_of(site, guide).name):
            assert f'href="{up}{guide}/{name}"' in html or f'href="{name}"' in html or f'href="./{name}"' in html, (guide, name)


def test_readers_do_not_fetch_these_in_advance(site):
    text = (site / "sw.js").read_text("utf-8")
    assert ".ipynb" not in text and "index.md" not in text
