"""The screens of the tests, and what they do to pages."""

from playwright.sync_api import Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def unfold(page: Page) -> None:
    """Open everything that a reader can open, but for the demos' error messages."""
    page.evaluate("for (const folded of document.querySelectorAll('main details:not([data-part])')) folded.open = true")
