"""A browser of another engine for each file here, and pages in it."""

import pytest

from tests.support.engines import UnavailableError, launch
from tests.support.engines.demos import is_live, start
from tests.support.faulty_host import serve
from tests.support.live_demos import GUIDES

pytest.register_assert_rewrite("tests.engines.journeys", "tests.engines.journeys_returning")


@pytest.fixture(scope="module")
def engine(request):
    """The browser whose name the file gives."""
    with pytest.MonkeyPatch.context() as patch:
        # WebKit's slowest compiler costs a third of its lane, and makes code faster that runs no more after a test.
        patch.setenv("JSC_useOMGJIT", "0")
        try:
            started = launch(request.module.ENGINE)
        except UnavailableError as error:
            pytest.skip(str(error))
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


class LiveGuides:
    """One guide of each language for all tests of an engine, because the first start of Python in a browser is the dearest."""

    def __init__(self, engine, host):
        self.host = host
        self._engine = engine
        self._pages = {}

    def open(self, language):
        """Return the page of a guide, in which Python may not have been started."""
        if language not in self._pages:
            self._pages[language] = self._engine.open(self.host.address + GUIDES[language])
        return self._pages[language]

    def live(self, language, *names):
        """Return the page of a guide in which these demos are live, or both, whatever an earlier test left of it."""
        page = self.open(language)
        for name in names or ("attention", "chatbot"):
            if not is_live(page, name):
                start(page, name)
        return page

    def check(self):
        """Fail if anything went wrong unseen."""
        for page in self._pages.values():
            _nothing_went_wrong(page, self.host)

    def close(self):
        for page in self._pages.values():
            page.close()


@pytest.fixture(scope="module")
def shared_guides(engine, site):
    with serve(site, headers=True) as host:
        guides = LiveGuides(engine, host)
        yield guides
        guides.close()


@pytest.fixture
def guides(shared_guides):
    """The guides that all tests of an engine share, for tests to which a fresh browser makes no difference."""
    yield shared_guides
    shared_guides.check()


@pytest.fixture
def live_guide(guides):
    """live_guide(language) returns a guide whose demos are live."""
    return guides.live
