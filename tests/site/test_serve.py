"""`make serve`: what an author saves is seen, whatever the file is, and what is remembered is never shown out of date."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT, copy_project

# Runs in a project: after every step, the site that Memory kept up to date must be the one that a fresh build makes.
SCRIPT = """
import logging
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from overrides.hooks.serve import memory
from overrides.hooks.serve.session import Session

logging.basicConfig(level=logging.WARNING)

def built(target, session):
    config = load_config("mkdocs.yml", site_dir=str(target), site_url="http://127.0.0.1:8000/")
    vars(config)["session"] = session
    build(config, serve_url=config.site_url)
    return {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}

def steps():
    yield "nothing", lambda: None
    about = Path("docs/about.ar.md")
    source = about.read_text("utf-8")
    yield "a page's words", lambda: about.write_text(source + "\\n## جديد\\n\\nسطر.\\n", "utf-8")
    yield "its title", lambda: about.write_text(source.replace('title: "', 'title: "يا '), "utf-8")
    yield "back again", lambda: about.write_text(source, "utf-8")
    guide = Path("docs/guides/another.en.md")
    text = Path("docs/guides/generative-ai.en.md").read_text("utf-8").replace('title: "', 'title: "Another ')
    text = "".join(line for line in text.splitlines(True) if not line.startswith("translated_from"))
    yield "a guide more", lambda: guide.write_text(text, "utf-8")
    yield "a translation less", lambda: Path("docs/notices.en.md").unlink()
    yield "a guide less", guide.unlink

session = Session()
out = Path(sys.argv[1])
built(out / "remembered", session)
rendered = []
store = memory.LanguageMemory.store_page
def watched(self, page, html):
    rendered.append(page.file.src_uri)
    store(self, page, html)

memory.LanguageMemory.store_page = watched
for name, change in steps():
    change()
    rendered.clear()
    remembered = built(out / "remembered", session)
    count = len(rendered)
    fresh = built(out / "fresh", Session())
    differ = sorted(str(path) for path in remembered.keys() | fresh.keys() if remembered.get(path) != fresh.get(path))
    print(name, count, " ".join(differ), sep="|")
"""


def _environment(project):
    return {**os.environ, "PYTHONPATH": str(project), "SITE_CACHE": str(ROOT / ".cache"), "PYTHONIOENCODING": "utf-8", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """{what changed: (number of pages rendered, files that differ from a fresh build's)}"""
    project = copy_project(tmp_path_factory.mktemp("rebuilt") / "project")
    command = [sys.executable, "-c", SCRIPT, project.parent / "out"]
    done = subprocess.run(command, cwd=project, env=_environment(project), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    lines = (line.split("|") for line in done.stdout.splitlines())
    return {name: (int(count), differ) for name, count, differ in lines}


def test_a_rebuild_is_the_site_that_a_fresh_build_makes(rebuilt):
    assert len(rebuilt) == 7
    assert {name: differ for name, (_, differ) in rebuilt.items() if differ} == {}


def test_only_what_a_change_touches_is_rendered(rebuilt):
    assert rebuilt["nothing"][0] == 0
    # The page, its translation (which is behind now) and the status page in both languages.
    assert rebuilt["a page's words"][0] <= 6
    assert rebuilt["its title"][0] > 10


class Serving:
    """`mkdocs serve` of a project, as an author runs it."""

    def __init__(self, project: Path, process: subprocess.Popen, address: str):
        self.project = project
        self.address = address
        self.log: list[str] = []
        self._process = process

    def page(self, path="guides/generative-ai/") -> str:
        with urlopen(self.address + path) as answer:
            return answer.read().decode()

    def save(self, file: str, old: str, new: str, *, until="All pages are up to date") -> None:
        """Change a file and wait for a line of the log: the end of the last build that the change brings."""
        path = self.project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.wait(until)
        if until != "An error happened during the rebuild":
            self.wait("Reloading browsers")

    def wait(self, words: str) -> None:
        for line in self._process.stderr:
            self.log.append(line)
            if words in line:
                return
        raise AssertionError("".join(self.log))


@contextmanager
def serving(project: Path, port: int):
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, env=_environment(project), stderr=subprocess.PIPE, text=True)
    server = Serving(project, process, f"http://127.0.0.1:{port}/")
    try:
        server.wait("Serving on")
        yield server
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory, free_port):
    with serving(copy_project(tmp_path_factory.mktemp("serving") / "project"), free_port) as running:
        yield running


GUIDE = "docs/guides/generative-ai.ar.md"


def test_the_pages_that_were_looked_at_are_built_first(server):
    server.page()
    server.save("overrides/guide.html", 'class="guide-header"', 'class="guide-header first"', until="Reloading browsers")
    # Every guide changes; the one that was looked at is shown before the build of all pages begins.
    assert "guide-header first" in server.page()
    server.wait("All pages are up to date")
    server.wait("Reloading browsers")


def test_a_changed_demo_and_then_a_changed_page_are_both_seen(server):
    demos = server.page().count("<live-demo")
    assert demos >= 4
    server.save("demos/chatbot/view/page.py", 'class_="chat', 'class_="changed-demo chat')
    assert "changed-demo" in server.page()
    server.save(GUIDE, "\n## ", "\nسطر جديد\n\n## ")
    page = server.page()
    assert "سطر جديد" in page
    assert "changed-demo" in page
    assert page.count("<live-demo") == demos, "a demo became a block of code"


@pytest.mark.parametrize(
    "file, old, new, path",
    [
        ("overrides/guide.html", 'class="guide-header', 'class="changed-template guide-header', "guides/generative-ai/"),
        ("overrides/strings/ar.toml", 'footer_about = "', 'footer_about = "changed-string ', "guides/generative-ai/"),
        ("docs/glossary.toml", 'means = "', 'means = "changed-glossary ', "glossary/"),
        ("overrides/hooks/markdown/arabic_article.py", "return ", 'return "<!--changed-hook-->" + ', "guides/generative-ai/"),
        ("demos/strings/ar.toml", 'label = "', 'label = "changed-demo-string ', "guides/generative-ai/"),
    ],
)
def test_whatever_kind_of_file_changes_is_seen(server, file, old, new, path):
    server.page(path)
    server.save(file, old, new)
    assert re.search("changed-[a-z-]+", new)[0] in server.page(path)


def test_a_changed_style_sheet_is_seen(server):
    server.save("overrides/assets/stylesheets/site.css", "", "/* changed-style */")
    address = re.search(r"assets/stylesheets-[0-9a-f]+/site\.css", server.page())[0]
    assert "changed-style" in server.page(address)


def test_an_exception_in_a_demo_stops_the_build_with_file_and_line_and_the_next_change_is_seen(server):
    path = server.project / GUIDE
    line = path.read_text("utf-8").split("\n").index("```demo chatbot") + 1
    server.save("demos/chatbot/view/page.py", "    texts = ", "    1 / 0\n    texts = ", until="An error happened during the rebuild")
    assert any(f"{GUIDE}:{line}:1: error: demo `chatbot` raised ZeroDivisionError" in said for said in server.log), "".join(server.log[-30:])
    server.save("demos/chatbot/view/page.py", "    1 / 0\n", "")
    assert "changed-demo" in server.page()


def test_python_that_cannot_be_read_is_reported_and_the_next_change_is_seen(server):
    hook = "overrides/hooks/serve/memory.py"
    server.save(hook, "import hashlib\n", "import hashlib (\n", until="An error happened during the rebuild")
    assert any("SyntaxError" in said for said in server.log)
    server.save(hook, "import hashlib (\n", "import hashlib\n")
    assert "changed-demo" in server.page()
