"""The cached files of Python: damage is noticed, gaps are filled, and where nothing can be cached the site works as ever."""

import pytest

from tests.support import chromium
from tests.support.live_demos import ATTENTION, start
from tests.support.returning_reader import controlled, open_page, runtime_addresses, wait_until, wait_until_python_is_cached


def test_damaged_files_in_the_cache_are_noticed_and_replaced(reader, host, site):
    context = reader()
    page = controlled(open_page(context, host.address + ATTENTION["ar"]))
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    harmed = page.evaluate(
        """async () => {
            const name = (await caches.keys()).find((name) => name.endsWith(" runtime"));
            const cache = await caches.open(name);
            const harmed = [];
            for (const request of await cache.keys()) {
                const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
                bytes[bytes.length >> 1] ^= 1;
                await cache.put(request, new Response(bytes, {headers: {"x-kept": "1"}}));
                harmed.push(request.url);
            }
            return harmed;
        }"""
    )
    assert sorted(harmed) == [host.address.rstrip("/") + address for address in runtime_addresses(site, "start", "later")]
    page.close()
    page = open_page(context, host.address + ATTENTION["ar"])
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    host.online = False
    page = open_page(context, host.address + ATTENTION["ar"])
    start(page, "attention")


def test_files_that_the_cache_lacks_come_from_the_network(reader, host, site):
    context = reader()
    page = controlled(open_page(context, host.address + ATTENTION["ar"]))
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys()).find((name) => name.endsWith(" runtime")));
            for (const [number, request] of (await cache.keys()).entries()) if (number % 2) await cache.delete(request);
        }"""
    )
    start(open_page(context, host.address + ATTENTION["ar"]), "attention")


def test_webassembly_comes_from_the_browsers_own_cache_and_without_it_from_ours(browser, host, site, tmp_path):
    """With a response from the network, the browser keeps the code that it compiled at the first visit."""
    # Not a private window, in whose cache there is no room for a file of this size.
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=chromium.find(), args=chromium.TEST_FLAGS)
    page = controlled(open_page(context, host.address + ATTENTION["ar"]))
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    [core] = [address for address in runtime_addresses(site, "start") if ".wasm" in address]
    host.online = False
    is_ours = f"(await fetch({core!r})).headers.has('x-kept')"
    assert page.evaluate(f"async () => {is_ours}") is False
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    wait_until(page, is_ours)
    context.close()


FORBIDDEN = {
    "no room": "CacheStorage.prototype.open = Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
    "no caches": "delete self.caches; Object.defineProperty(self, 'caches', {value: undefined})",
    "no service workers": "delete Navigator.prototype.serviceWorker",
    "a private window": "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('private', 'SecurityError'));"
    "CacheStorage.prototype.open = () => Promise.reject(new DOMException('private', 'SecurityError'))",
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_where_nothing_can_be_cached_the_site_works_all_the_same(reader, host, case):
    context = reader()
    context.add_init_script(FORBIDDEN[case])
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(host.address + ATTENTION["ar"])
    start(page, "attention")
    page.wait_for_load_state("networkidle")
    assert faults == []


FAIL_ONCE = """
const { put } = Cache.prototype;
Cache.prototype.put = function (...args) {
  Cache.prototype.put = put;
  return Promise.reject(new Error("once"));
};
"""


def test_a_file_that_could_not_be_stored_is_stored_with_the_next(browser, host, site):
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.route("**/python/runtime-cache.js", lambda route: route.fulfill(response=(sent := route.fetch()), body=FAIL_ONCE + sent.text()))
        page.goto(host.address + ATTENTION["ar"])
        start(page, "attention")
        wait_until_python_is_cached(page, site)
