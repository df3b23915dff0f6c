"""Pages opened as a reader opens them, and what goes wrong in them unseen."""

from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Browser, Page

Wait = Literal["load", "commit", "networkidle"]


class Visits:
    """Opens pages of one host, and notes errors in the console and requests to other hosts."""

    def __init__(self, browser: Browser, server: str):
        self._browser = browser
        self._server = server
        self._pages = []
        self._faults = []

    def open(self, path: str, *, before: Callable[[Page], object] | None = None, wait_until: Wait = "load", **options) -> Page:
        """Open a page in a browser context of its own, and return the page.

        before      is called with the page before anything of it is fetched
        wait_until  as Playwright's goto() takes it; `options` are those of its context

        page.requested        the addresses that the context has asked for
        page.expected_errors  a list of texts: an error in the console that holds one of them is no fault
        """
        # A service worker would answer what a test means to see at the network.
        settings = {"viewport": {"width": 1280, "height": 800}, "service_workers": "block", **options}
        context = self._browser.new_context(**settings)
        page = context.new_page()
        self._pages.append(page)
        page.requested = []
        page.expected_errors = []

        def fault(text):
            self._faults.append((page, text))

        context.on("console", lambda message: message.type == "error" and fault(message.text))
        context.on("weberror", lambda found: fault(str(found.error)))
        context.on("request", lambda request: page.requested.append(request.url))
        if before:
            before(page)
        page.goto(self._server + path, wait_until=wait_until)
        return page

    def check(self) -> None:
        """Fail if anything went wrong unseen since the last check."""
        faults, self._faults = self._faults, []
        for page, text in faults:
            assert any(expected in text for expected in page.expected_errors), text
        for page in self._pages:
            strangers = [url for url in page.requested if not url.startswith((self._server, "data:", "blob:"))]
            assert not strangers, strangers

    def close(self) -> None:
        for page in self._pages:
            page.context.close()
