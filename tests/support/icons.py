"""`make icons`: the site's mark as the bitmaps that devices put on their screens.

The browser of the tests draws docs/assets/images/logo.svg; the results are committed.
"""

import re

from playwright.sync_api import sync_playwright

from tests.support import chromium
from tests.support.project import ROOT

FOLDER = ROOT / "docs" / "assets" / "images"
# A device cuts a maskable icon to a shape of its own: the mark stays within the middle 80 %.
# What is "plain" keeps the logo's own round corners.
ICONS = {
    "icon-192.png": (192, "plain"),
    "icon-512.png": (512, "plain"),
    "icon-maskable-512.png": (512, "full"),
    "icon-touch-180.png": (180, "full"),
}
SAFE = 0.78


def drawing(kind):
    logo = (FOLDER / "logo.svg").read_text("utf-8")
    if kind == "plain":
        return logo
    square = re.search(r"<rect[^>]*/>", logo)[0]
    mark = "".join(re.findall(r"<path[^>]*/>", logo))
    edge = 32 * (1 - SAFE)
    return logo.replace(square, re.sub(r' rx="\d+"', "", square)).replace(
        mark_of(logo), f'<g transform="translate({edge} {edge}) scale({SAFE})">{mark}</g>'
    )


def mark_of(logo):
    return re.search(r"<path.*/>", logo, re.S)[0]


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for name, (size, kind) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing(kind)}")
            page.screenshot(path=FOLDER / name, omit_background=True)
            print(FOLDER / name)
        browser.close()


if __name__ == "__main__":
    main()
