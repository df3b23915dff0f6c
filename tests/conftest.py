"""What the tests share: the built site, a server for it, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.support import chromium

ROOT = Path(__file__).resolve().parents[1]
# The tests read messages: in English, whatever the machine speaks.
os.environ["SITE_LANG"] = "en"


def pytest_addoption(parser):
    parser.addoption("--record", action="store_true", help="write the demos' answers into tests/cases anew")


def build(project: Path, target: Path) -> subprocess.CompletedProcess:
    """Run the strict build of a project, as a maintainer would."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", target],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project), "SITE_CACHE": str(ROOT / ".cache")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site, built strictly, once."""
    target = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, target)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return target


def copy_project(target: Path) -> Path:
    """Copy the project into a folder, for a test to write into."""
    for name in ("docs", "demos", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Handler(SimpleHTTPRequestHandler):
    """A plain static host: 404.html for what is not there, of the language of the address."""

    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):
        language = "en/" if self.path.startswith("/en/") else ""
        body = Path(self.directory, f"{language}404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def server(site):
    """The address of the built site, served on this machine."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/"
    httpd.shutdown()


def interpreter_of(site: Path) -> str:
    """Return where a built site has its interpreter.js: in a folder named by its version."""
    [path] = site.glob("assets/javascripts*/python/interpreter.js")
    return path.relative_to(site).as_posix()


@pytest.fixture(scope="session")
def interpreter(site, server):
    """The address of the module that speaks to Python."""
    return server + interpreter_of(site)


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    assert path, "no Chromium here; `python -m tests.support.chromium` installs one"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser, server):
    """Open pages as a reader would; at the end nothing may have gone wrong unseen.

    visit(path, **context options) returns the page. Errors in the console and
    requests to other hosts fail the test, but for those it expects:
    page.expected_errors is a list of texts that may appear.
    """
    contexts, faults = [], []

    def open_page(path, **options):
        # A service worker would answer what a test means to see at the network.
        settings = {"viewport": {"width": 1280, "height": 800}, "service_workers": "block", **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.requested = []
        page.expected_errors = []

        def fault(text):
            faults.append((page, text))

        page.on("console", lambda message: message.type == "error" and fault(message.text))
        page.on("pageerror", lambda error: fault(str(error)))
        context.on("request", lambda request: page.requested.append(request.url))
        page.goto(server + path)
        return page

    yield open_page
    for page, text in faults:
        assert any(expected in text for expected in page.expected_errors), text
    for context in contexts:
        for page in context.pages:
            strangers = [url for url in page.requested if not url.startswith((server, "data:", "blob:"))]
            assert not strangers, strangers
        context.close()
