"""`make serve`: what an author saves is seen, whatever kind of file it is."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support import small_project
from tests.support.project import environment

PATIENCE = 300  # seconds
GUIDE = "docs/guides/generative-ai.ar.md"


class Serving:
    """`mkdocs serve` of a project, as an author runs it."""

    def __init__(self, project: Path, process: subprocess.Popen, address: str):
        self.project = project
        self.address = address
        self.log: list[str] = []
        self._process = process

    def page(self, path="guides/generative-ai/") -> str:
        with urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def save(self, file: str, old: str, new: str, *, until="All pages are up to date") -> None:
        """Change a file and wait for a line of the log: the end of the last build that the change brings."""
        path = self.project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.wait(until)
        if until == "All pages are up to date":
            self.wait("Reloading browsers")

    def wait(self, words: str) -> None:
        ending = Timer(PATIENCE, self.end)  # ends the loop below: a line that never comes fails the test
        ending.start()
        try:
            for line in self._process.stderr:
                self.log.append(line)
                if words in line:
                    return
            raise AssertionError("".join(self.log))
        finally:
            ending.cancel()

    def end(self) -> None:
        """End the server and the Python that builds for it: as long as one of them lives, the log has no end."""
        os.killpg(self._process.pid, signal.SIGKILL)


@contextmanager
def serving(project: Path, port: int):
    command = [sys.executable, "-m", "overrides.hooks", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, env=environment(project), stderr=subprocess.PIPE, text=True, start_new_session=True)
    server = Serving(project, process, f"http://127.0.0.1:{port}/")
    try:
        server.wait("Serving on")
        yield server
    finally:
        server.end()
        process.communicate()


def free_port() -> int:
    """Return a port that no program listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# Two demos and two cells: whenever a demo changes, what all pages show of demos is computed again.
BODY = "## 1\n\n```demo chatbot\n```\n\n```demo attention\n```\n\n## 2\n\n```python live\n6 * 7\n```\n\n```python live\n7 * 7\n```"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    project = small_project.make(tmp_path_factory.mktemp("serving") / "project")
    for language in ("ar", "en"):
        small_project.write_guide(project, f"guides/generative-ai.{language}.md", "Generative AI", BODY)
        small_project.write_page(project, f"glossary.{language}.md", "Glossary", "")
    with serving(project, free_port()) as running:
        yield running


def test_the_pages_that_were_looked_at_are_built_first(server):
    server.page()
    server.save("overrides/guide.html", 'class="guide-header"', 'class="guide-header first"', until="Reloading browsers")
    # Every guide changes; the one that was looked at is shown before the build of all pages begins.
    assert "guide-header first" in server.page()
    server.wait("All pages are up to date")
    server.wait("Reloading browsers")


def test_a_change_during_the_build_of_all_pages_is_shown_and_no_earlier_one_is_lost(server):
    server.page()
    server.save("overrides/guide.html", 'class="guide-header', 'class="earlier guide-header', until="Reloading browsers")
    server.save(GUIDE, "\n## ", "\nتغيير تاني\n\n## ")
    assert "تغيير تاني" in server.page()
    # No browser has asked for this page yet.
    assert 'class="earlier guide-header' in server.page("en/guides/generative-ai/")


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
    server.save("overrides/assets/stylesheets/site.css", "", ".changed-style {}")
    address = re.search(r"assets/stylesheets-[0-9a-f]+/site\.css", server.page())[0]
    assert "changed-style" in server.page(address)


def test_an_exception_in_a_demo_stops_the_build_with_file_and_line_and_the_next_change_is_seen(server):
    path = server.project / GUIDE
    line = path.read_text("utf-8").split("\n").index("```demo chatbot") + 1
    server.save("demos/chatbot/view/page.py", "    texts = ", "    1 / 0\n    texts = ", until="An error happened during the rebuild")
    assert any(f"{GUIDE}:{line}:1: error: demo `chatbot` raised ZeroDivisionError" in said for said in server.log), "".join(server.log[-30:])
    server.save("demos/chatbot/view/page.py", "    1 / 0\n", "")
    assert "changed-demo" in server.page()


def test_a_page_says_what_is_wrong_while_the_site_cannot_be_built(server):
    server.page()
    server.save(GUIDE, "\n## ", "\n[nowhere](<nowhere & more.md>)\n\n## ", until="An error happened during the rebuild")
    with pytest.raises(HTTPError) as failed:
        server.page()
    said = failed.value.read().decode()
    assert failed.value.code == 500 and "The site cannot be built" in said
    assert re.search(rf"{re.escape(GUIDE)}:\d+:1: error: there is no guides/nowhere &amp; more\.md in docs/", said)
    assert "livereload" in said, "the page comes back by itself"
    server.save(GUIDE, "\n[nowhere](<nowhere & more.md>)\n", "\n")
    assert "<live-demo" in server.page()


def test_python_that_cannot_be_read_is_reported_and_the_next_change_is_seen(server):
    hook = "overrides/hooks/serve/memory.py"
    server.save(hook, "import hashlib\n", "import hashlib (\n", until="An error happened during the rebuild")
    assert any("SyntaxError" in said for said in server.log)
    server.save(hook, "import hashlib (\n", "import hashlib\n")
    assert "changed-demo" in server.page()


def test_when_the_builds_python_has_ended_the_next_change_starts_it_again(server):
    workers = subprocess.run(["pgrep", "-f", f"overrides.hooks.serve.worker {server.project}"], capture_output=True, text=True, check=True).stdout
    for number in map(int, workers.split()):
        os.kill(number, signal.SIGKILL)
    server.save(GUIDE, "\n## ", "\nسطر بعد القتل\n\n## ")
    assert "سطر بعد القتل" in server.page()
