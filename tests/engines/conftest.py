"""A browser of another engine for each file here, and pages in it."""

from contextlib import ExitStack

import pytest

from tests.support.engines import launch
from tests.support.engines.demos import start
from tests.support.faulty_host import serve
from tests.support.live_demos import GUIDES

pytest.register_assert_rewrite("tests.engines.journeys")


@pytest.fixture(scope="module")
def engine(request):
    """The browser whose name the file gives."""
    started = launch(request.module.ENGINE)
    if started is None:
        pytest.skip(f"no {request.module.ENGINE} here; as root, `python -m tests.support.browsers` installs one")
    yield started
    started.close()


def _nothing_went_wrong(page, host):
    assert page.errors == []
    assert host.reports == [], "the page's own policy forbade something"


@pytest.fixture
def host(site):
    """A host of its own, and thus an origin of which the browser has stored nothing."""
    with serve(site, headers=True) as opened:
        yield opened


@pytest.fixture
def visit(engine, host):
    """visit(path) opens a page in a new tab. At the end of the test nothing may have gone wrong unseen."""
    opened = []

    def open_page(path):
        opened.append(engine.open(host.address + path))
        return opened[-1]

    yield open_page
    try:
        for page in opened:
            _nothing_went_wrong(page, host)
    finally:
        for page in opened:
            page.close()


@pytest.fixture(scope="module")
def live_guides(engine, site):
    """live_guides(language): one guide of each language, in which both demos are live."""
    with ExitStack() as stack:
        host = stack.enter_context(serve(site, headers=True))
        pages = {}

        def opened(language):
            if language not in pages:
                page = pages[language] = engine.open(host.address + GUIDES[language])
                stack.callback(page.close)
                start(page, "attention")
                start(page, "chatbot")
            return pages[language]

        yield opened, host


@pytest.fixture
def live_guide(live_guides):
    """live_guide(language) returns a guide whose demos are live, for tests to which a fresh start makes no difference."""
    opened, host = live_guides
    used = []

    def live(language):
        used.append(opened(language))
        return used[-1]

    yield live
    for page in used:
        _nothing_went_wrong(page, host)
