"""What a reader does with the search."""

import re
from urllib.parse import unquote

from playwright.sync_api import Page, expect

# Types into the open dialog, waits until that very query has been answered, and reads the links.
ASK = """async ([query, count]) => {
  const dialog = document.querySelector("dialog[data-search]"), input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const answered = new Promise((resolve) => new MutationObserver((_, seen) => {
    if (!status.dataset.asked) return;
    seen.disconnect(); resolve();
  }).observe(status, { attributes: true }));
  delete status.dataset.asked;
  input.value = query;
  input.dispatchEvent(new Event("input"));
  await answered;
  return [...dialog.querySelectorAll("ol a")].slice(0, count).map((link) => link.href);
}"""


def open_search(page: Page) -> Page:
    """Open the dialog, and return the page."""
    page.get_by_role("button", name=re.compile("ابحث في الموقع|Search the site")).click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    return page


def ask(page, query, count=3):
    """Type a query into the open dialog, and return the addresses of the first results."""
    return [unquote(url) for url in page.evaluate(ASK, [query, count])]
