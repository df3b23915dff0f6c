"""A page that is shown for want of a translation: its text runs in the other direction than the page around it."""

import pytest

from tests.support import small_project, static_host
from tests.support.project import build_or_fail
from tests.support.screens import unfold
from tests.support.visits import Visits

# The page in the other language, and the same text in its own.
SHOWN = {"en/alone-ar/": "alone-ar/", "alone-en/": "en/alone-en/"}
TEXT = """## {0}

- {0}
- {0}
    - {0}

        1. {0}

> {0}

!!! note "{0}"

    {0}

    1. {0}

??? tip "{0}"

    {0}

{0}
:   {0}

| {0} | {0} |
|---|---|
| {0} | {0} |

{0}[^1]

```demo chatbot
```

[^1]: {0}
"""
# Each element's margins, paddings and borders where a line begins and where it ends, and where its signs stand.
SIDES = """elements => elements.map((element) => {
  const style = getComputedStyle(element), before = getComputedStyle(element, "::before"), after = getComputedStyle(element, "::after");
  const right = style.direction === "rtl";
  const sides = (name, of = style) => (right ? ["Right", "Left"] : ["Left", "Right"]).map((side) => of[name.replace("*", side)]);
  return [element.tagName, ...sides("margin*"), ...sides("padding*"), ...sides("border*Width"),
    ...(right ? [before.right, after.left] : [before.left, after.right]), before.transform, after.transform];
})"""


@pytest.fixture(scope="module")
def shown(browser, tmp_path_factory):
    """shown(address, width) opens a page of a site with an Arabic and an English page that have no translations."""
    project = small_project.make(tmp_path_factory.mktemp("direction") / "project")
    small_project.write_page(project, "alone-ar.ar.md", "لوحدها", TEXT.format("كلام عربي"))
    small_project.write_page(project, "alone-en.en.md", "Alone", TEXT.format("English text"))
    site = build_or_fail(project, project / "site")
    with static_host.serve(site) as server:
        visits = Visits(browser, server)

        yield lambda address, width=360: visits.open(address, viewport={"width": width, "height": 800})
        visits.check()
        visits.close()


@pytest.mark.parametrize("address", SHOWN)
@pytest.mark.parametrize("width", [360, 390, 414])
def test_a_page_in_the_other_language_never_scrolls_sideways(shown, address, width):
    page = shown(address, width)
    unfold(page)
    assert page.locator("article .fallback").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", SHOWN)
def test_its_text_has_the_margins_that_it_has_in_its_own_language(shown, address):
    wanted = "article :is(ul, ol, li, dd, blockquote, sup, summary, .headerlink, .admonition-title, table th, table td)"
    there, own = (shown(path).locator(wanted).evaluate_all(SIDES) for path in (address, SHOWN[address]))
    assert len(there) > 30
    assert there == own


@pytest.mark.parametrize("address", SHOWN)
def test_the_marks_of_its_lists_stand_inside_the_page(shown, address):
    """A mark stands before its item, in the margin: as wide as two letters."""
    page = shown(address)
    unfold(page)
    room = page.locator("article > div[dir] li:not(live-demo li)").evaluate_all(
        "items => items.map((item) => { const box = item.getBoundingClientRect(); return Math.min(box.left, innerWidth - box.right) })"
    )
    assert min(room) >= 16
