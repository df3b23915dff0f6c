"""What somebody who could write this site's caches once would keep of it: nothing that runs."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import Error, expect

from tests.support.faulty_host import serve
from tests.support.header_host import HOSTS
from tests.support.live_demos import GUIDES, PATIENCE, start
from tests.support.returning_reader import (
    controlled,
    wait_until_cached,
    wait_until_python_is_cached,
    wait_until_search_is_cached,
)

# Every attack is a page or a script of somebody else's, put into all caches that can be meant by its address.
PUT = """async ({kinds, address, type, body}) => {
    const bytes = new TextEncoder().encode(body);
    const names = (await caches.keys()).filter((name) => kinds.some((kind) => name.includes(kind)));
    const headers = {"content-type": type, "x-kept": "1"};
    for (const name of names) await (await caches.open(name)).put(address, new Response(bytes, {headers}));
    return names.length;
}"""
SPOIL = """async ({part, type, body}) => {
    let spoilt = 0;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const {url} of await cache.keys()) {
            if (!url.includes(part)) continue;
            await cache.put(url, new Response(body, {headers: {"content-type": type, "x-kept": "1"}}));
            spoilt++;
        }
    }
    return spoilt;
}"""
PAGE = "<!doctype html><title>theirs</title><script>document.documentElement.dataset.theirs = 1; document.title = 'theirs ran'</script>"
SCRIPT = "globalThis.theirs = true; document.documentElement.dataset.theirs = 1;"


@pytest.fixture(scope="module", params=HOSTS)
def address(site, request):
    with HOSTS[request.param](site) as found:
        yield found


@contextmanager
def returning_reader(browser, address):
    """A browser context in which a service worker has cached the guide."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(address + GUIDES["en"])
        controlled(opened)
        wait_until_cached(opened, GUIDES["en"])
        yield context


@pytest.fixture(scope="module")
def shared_context(browser, address):
    with returning_reader(browser, address) as context:
        yield context


@pytest.fixture
def page(shared_context, address):
    """A page of a reader whose caches no test spoils: attacks only add addresses, another one in each test."""
    page = shared_context.new_page()
    page.goto(address + GUIDES["en"])
    yield page
    page.close()


@pytest.fixture
def own_page(browser, address):
    """A page of a reader whose caches a test may spoil."""
    with returning_reader(browser, address) as context:
        yield context.pages[0]


def sha256(page, text):
    return page.evaluate(
        """async (text) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
            (byte) => byte.toString(16).padStart(2, "0")).join("")""",
        text,
    )


def nothing_of_theirs(page):
    assert page.evaluate("[document.documentElement.dataset.theirs, globalThis.theirs]") == [None, None]


@pytest.mark.parametrize("path", ["invented/", "assets/runtime/invented.html", "assets/javascripts-000000000000/invented.html", "en/"])
def test_a_page_in_the_cache_of_pythons_files_is_never_shown(page, address, path):
    page.evaluate("async () => caches.open(`fahem ${new URL('.', location.origin + '/').pathname} runtime`)")
    stored = f"{address}{path}?sha256={sha256(page, PAGE)}"
    assert page.evaluate(PUT, {"kinds": ["runtime", "shell"], "address": stored, "type": "text/html", "body": PAGE}) == 2
    page.goto(stored)
    nothing_of_theirs(page)
    assert "theirs" not in page.title()
    # Nor is it given to a script of one of our pages, nor can it be a script there.
    page.goto(address + "en/about/")
    assert "theirs" not in page.evaluate("async (address) => (await fetch(address)).text()", stored)
    with pytest.raises(Error, match="TrustedScriptURL"):
        page.evaluate("(src) => document.body.append(Object.assign(document.createElement('script'), {src}))", stored)


def test_cached_scripts_with_other_bytes_do_not_run_and_are_mended(own_page):
    assert own_page.evaluate(SPOIL, {"part": ".js", "type": "text/javascript", "body": SCRIPT}) > 20
    own_page.reload()
    own_page.wait_for_load_state("networkidle")
    nothing_of_theirs(own_page)
    start(own_page, "chatbot")
    nothing_of_theirs(own_page)


def test_a_script_under_an_invented_versioned_address_is_not_answered_from_a_cache(page, address):
    invented = f"{address}assets/javascripts-000000000000/theirs.js"
    page.evaluate(PUT, {"kinds": ["shell", "pages"], "address": invented, "type": "text/javascript", "body": SCRIPT})
    page.evaluate("(src) => document.body.append(Object.assign(document.createElement('script'), {src}))", invented)
    page.wait_for_load_state("networkidle")
    nothing_of_theirs(page)


def test_pythons_files_with_other_bytes_or_the_type_of_a_page_are_fetched_anew(own_page, site):
    start(own_page, "chatbot")
    wait_until_python_is_cached(own_page, site)
    assert own_page.evaluate(SPOIL, {"part": "pyodide", "type": "text/javascript", "body": SCRIPT}) >= 3
    own_page.reload()
    start(own_page, "chatbot")
    nothing_of_theirs(own_page)


def test_a_cached_page_of_theirs_runs_nothing_without_a_network(browser, site):
    with serve(site) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(host.address + GUIDES["en"])
        controlled(page)
        wait_until_search_is_cached(page, host.folder)
        own = f'<script src="{host.address}assets/javascripts-000000000000/theirs.js"></script>'
        assert page.evaluate(SPOIL, {"part": GUIDES["en"], "type": "text/html", "body": PAGE + own}) >= 1
        host.online = False
        page.goto(host.address + GUIDES["en"])
        assert page.title() == "theirs"
        nothing_of_theirs(page)
        # Pages beside it are as they were.
        page.goto(host.address + "en/guides/")
        expect(page.locator("h1").first).to_be_visible(timeout=PATIENCE)
