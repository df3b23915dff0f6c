"""A server of the built site and a browser, for the tests that read it as a reader does."""

import json
from contextlib import closing
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.support import faulty_host, static_host
from tests.support.live_demos import GUIDES, demo, start
from tests.support.screens import DESK
from tests.support.visits import Visits

# Milliseconds that a page may take to show what a test expects. More workers than processors make a page slow now and then.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def server(site):
    """The address of the built site, served on this machine."""
    with static_host.serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def interpreter(site, server):
    """The address of the module that speaks to Python, in a folder that is named by its version."""
    [path] = site.glob("assets/javascripts*/python/interpreter.js")
    return server + path.relative_to(site).as_posix()


@pytest.fixture(scope="session")
def manifest(site):
    """The list of the files that Python starts from."""
    [path] = site.glob("assets/javascripts-*/manifest.json")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def addresses(site):
    """The addresses of all pages, from the site's root on."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def _visit(browser, server):
    with closing(Visits(browser, server)) as visits:
        yield visits.open
        visits.check()


@pytest.fixture
def visit(browser, server):
    """visit(path, **context options) opens a page. At the end of the test nothing may have gone wrong unseen."""
    yield from _visit(browser, server)


@pytest.fixture
def visit_to_train(optimizing_browser, server):
    """The same as visit(), in a browser in which a model trains fast."""
    yield from _visit(optimizing_browser, server)


@pytest.fixture(scope="module")
def lasting_visits(browser, server):
    """Visits of pages that stay open for all tests of a file. The fixture or the test that uses such a page checks them each time."""
    with closing(Visits(browser, server)) as visits:
        yield visits


@pytest.fixture(scope="module")
def visits_to_train(optimizing_browser, server):
    """Visits in a browser in which a model trains fast, and a function that opens each path once."""
    with closing(Visits(optimizing_browser, server)) as visits:
        yield visits, cache(visits.open)


@pytest.fixture
def page_to_train(visits_to_train):
    """page_to_train(path, viewport) returns a page that is open for all tests of a file: Python goes on in it, and what is compiled once trains fast in all of them."""
    visits, open_once = visits_to_train

    def opened(path, viewport=DESK):
        page = open_once(path)
        page.set_viewport_size(viewport)
        return page

    yield opened
    visits.check()


@pytest.fixture(scope="module")
def guide_with_python(lasting_visits):
    """guide_with_python(language) returns a guide that is opened once per file; Python is started once in it, and answers in both demos."""

    @cache
    def open_once(language):
        page = lasting_visits.open(GUIDES[language], permissions=["clipboard-read", "clipboard-write"])
        for name in ("attention", "chatbot"):
            start(page, name)
        return page

    return open_once


@pytest.fixture
def live_guide(guide_with_python, lasting_visits):
    """live_guide(language) returns a guide whose demos are live, for tests to which a fresh start makes no difference.

    The first example sentence is shown, and another test's messages, rules and code are taken back first.
    """

    def opened(language):
        page = guide_with_python(language)
        attention, chatbot = demo(page, "attention"), demo(page, "chatbot")
        attention.locator("button[name=sentence]").first.dispatch_event("click")
        attention.locator("button[name=reset_code]").dispatch_event("click")
        for name in ("reset_rules", "restart"):
            chatbot.locator(f"button[name={name}]").dispatch_event("click")
        expect(chatbot.locator("li[data-from=reader]")).to_have_count(0)
        expect(chatbot.locator(".verdict")).to_be_hidden()
        expect(attention.locator(".verdict")).to_be_empty()
        return page

    yield opened
    lasting_visits.check()


@pytest.fixture
def host(site):
    """A host of the built site whose network can be cut."""
    with faulty_host.serve(site) as opened:
        yield opened


@pytest.fixture
def reader(browser):
    """reader(connection) opens a browser context with service workers; `connection` is what its browser tells of the network."""
    contexts = []

    def open_context(connection=None):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        if connection is not None:
            context.add_init_script(
                f"Object.defineProperty(Navigator.prototype, 'connection', {{get: () => ({json.dumps(connection)})}})"
            )
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
