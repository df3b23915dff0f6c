"""What all tests share: the built site, a copy of the project, and how many of them run at once."""

import os
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

import overrides.hooks  # noqa: F401  it sets how many threads numpy uses, before numpy is imported
from tests.support import chromium
from tests.support.project import ROOT, build, copy_project
from tests.support.shared import shared_folder

# The tests read messages: in English, whatever the machine speaks.
os.environ["SITE_LANG"] = "en"
# How long an example takes is no test: a busy machine would fail it.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser):
    parser.addoption("--record", action="store_true", help="write the demos' answers into tests/cases anew")


def pytest_xdist_auto_num_workers():
    """Two workers more than processors: most tests wait for a browser or for another process half of their time."""
    return len(os.sched_getaffinity(0)) + 2


def pytest_collection_modifyitems(items):
    """One worker begins with a file that builds the site, which takes minutes without a cache; the others meanwhile with those that need no site."""
    first = next((item.path for item in items if "site" in item.fixturenames), None)
    without_site = {ROOT / "tests" / name for name in ("demos", "hooks")}
    items.sort(key=lambda item: (item.path != first, without_site.isdisjoint(item.path.parents)))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site, built strictly, once for all workers. No test writes into it."""

    def make(target):
        done = build(ROOT, target)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr

    return shared_folder(tmp_path_factory, "site", make)


@pytest.fixture(scope="session")
def launch_chromium():
    """launch_chromium(flags) starts a Chromium. One Playwright for all folders of tests: it can be started only once in a process."""
    path = chromium.find()
    assert path, "no Chromium here; `python -m tests.support.chromium` installs one"
    with sync_playwright() as playwright:
        yield lambda flags: playwright.chromium.launch(executable_path=path, args=flags)


@pytest.fixture(scope="session")
def browser(launch_chromium):
    """Chromium, the same for all tests of a process."""
    with launch_chromium(chromium.TEST_FLAGS) as launched:
        yield launched


@pytest.fixture(scope="module")
def optimizing_browser(launch_chromium):
    """Chromium with its optimizing compiler, which other tests leave out: a model trains several times as fast in it."""
    with launch_chromium(chromium.FLAGS) as launched:
        yield launched


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project, for one test to change."""
    return copy_project(tmp_path)
