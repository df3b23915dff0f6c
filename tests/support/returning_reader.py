"""What a returning reader's browser has cached: pages, Python and the search, by the service worker or without it."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.support.faulty_host import Host
from tests.support.live_demos import PATIENCE, demo

# The version in the address of a script or a style.
VERSION = re.compile(r"/assets/(?:javascripts|stylesheets)-([0-9a-f]{12})/")
# What is fetched to start Python.
PYTHON = re.compile(r"/assets/(runtime/|demos/.*\.whl)")
# {the last two words of a cache's name: the addresses in it}
CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name.split(" ").slice(-2).join(" "), (await (await caches.open(name)).keys()).map((request) => request.url)])))"""


def open_page(context: BrowserContext, address: str) -> Page:
    """Open a page in a context, beside its other pages."""
    page = context.new_page()
    page.goto(address, timeout=PATIENCE)  # after a deploy the page waits until the new service worker has taken over the caches
    return page


@contextmanager
def taken_over(context: BrowserContext) -> Iterator[None]:
    """Wait until a worker that was waiting is active: that is the browser's doing, and takes what it takes.

    DevTools, which Playwright attaches to every worker, delays it, and a page that is opened meanwhile may then load forever.
    Without DevTools that was never seen.
    """
    watching = context.new_page()
    devtools = context.new_cdp_session(watching)
    states: dict[str, str] = {}
    devtools.on("ServiceWorker.workerVersionUpdated", lambda event: states.update({version["versionId"]: version["status"] for version in event["versions"]}))
    devtools.send("ServiceWorker.enable")
    wait_for_message(watching, lambda: "installed" in states.values())
    [waiting] = [number for number, status in states.items() if status == "installed"]
    yield
    wait_for_message(watching, lambda: states[waiting] == "activated")
    watching.close()


def wait_for_message(page: Page, condition: Callable[[], bool]) -> None:
    """Let `page` go on, so that the browser's events arrive, until they have made `condition()` true."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < deadline
        page.evaluate("new Promise(requestAnimationFrame)")


def controlled(page: Page) -> Page:
    """Wait until a service worker answers for the page, and return the page."""
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=PATIENCE)
    return page


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition in JavaScript that is awaited itself, which wait_for_function() does not do."""
    page.evaluate(
        f"""async () => {{
            const end = performance.now() + {PATIENCE};
            while (!({condition})) {{
                if (performance.now() > end) throw new Error({json.dumps(condition)});
                // Looking sixty times a second through all caches would keep the browser's own process busy.
                await new Promise((resolve) => setTimeout(resolve, 100));
            }}
        }}"""
    )


def wait_until_cached(page: Page, part: str, count: int = 1) -> None:
    """Wait until the caches hold at least so many addresses with this part."""
    wait_until(page, f"Object.values(await ({CACHES})()).flat().filter(url => url.includes('{part}')).length >= {count}")


def wait_until_python_is_cached(page: Page, site: Path, *when: str) -> None:
    """Wait until all files of Python are cached, or those that are fetched at these times."""
    wait_until_cached(page, "?sha256=", len(runtime_addresses(site, *(when or ("start", "later")))))


def wait_until_search_is_cached(page: Page, site: Path) -> None:
    """Wait until the search is cached, which the service worker fetches last."""
    wait_until_cached(page, "assets/search/", sum(1 for path in site.glob("assets/search/**/*") if path.is_file()))


def runtime_addresses(site: Path, *when: str) -> list[str]:
    """Return where the files lie that are fetched at these times ("start", "later", "ordinary"), sorted."""
    [manifest] = site.glob("assets/javascripts-*/manifest.json")
    files = json.loads(manifest.read_text("utf-8"))["files"]
    return sorted(f"/assets/{file['path']}?sha256={file['sha256']}" for file in files if file["when"] in when)


def versions_of(page: Page) -> set[str]:
    """Return the versions of all scripts and styles that a page was made of."""
    return set(VERSION.findall(json.dumps(page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)"))))


def python_requests(host: Host) -> list[str]:
    """Return the addresses of Python's files that the host was asked for."""
    return [path for path, _ in host.log if PYTHON.search(path)]


def hover_over_start(page: Page, name: str = "chatbot") -> None:
    """Move the pointer to a demo's start button."""
    button = demo(page, name).locator("button[data-action=start]")
    button.scroll_into_view_if_needed()
    button.hover()
