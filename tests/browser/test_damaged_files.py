"""Any one file of a page that is missing, stalled or damaged: twelve cases here, as many as you like with FAULTS=500."""

import os
import random
import re

import pytest
from playwright.sync_api import expect

from tests.support.faulty_host import FAULTS
from tests.support.live_demos import GUIDES, PATIENCE, demo, expect_live, is_arabic, press_start_early, start

CASES = int(os.environ.get("FAULTS", "12"))


@pytest.fixture(scope="module")
def files(site, manifest):
    """Our scripts and style sheets, and all that a start of Python fetches, below the site's folder."""
    ours = [path for kind in ("javascripts", "stylesheets", "vendor") for path in site.glob(f"assets/{kind}*/**/*") if path.suffix in (".js", ".css")]
    return sorted(path.relative_to(site).as_posix() for path in ours) + [f"assets/{file['path']}" for file in manifest["files"] if file["when"] == "start"]


@pytest.mark.parametrize("seed", range(CASES))
def test_one_damaged_file_ends_in_a_live_demo_or_in_a_plain_word_and_a_retry_that_works(browser, host, files, seed):
    chance = random.Random(seed)
    file, fault, returns = chance.choice(files), chance.choice(FAULTS), chance.random() < 0.3
    language, name = chance.choice(list(GUIDES)), chance.choice(["attention", "chatbot"])
    if fault == "stalled" and file.endswith(".css"):
        fault = "missing"  # no browser shows a page before its style sheets have come or failed
    if fault == "altered" and file.endswith((".js", ".css")):
        fault = "truncated"  # what is not Python's is not checked by a hash: another letter in a script may do anything
    with browser.new_context() as context:
        page = context.new_page()
        if returns:
            page.goto(host.address + GUIDES[language], wait_until="networkidle")
            start(page, name)
        host.damage(f"/{file}", fault)
        page.goto(host.address + GUIDES[language], wait_until="commit")
        found = demo(page, name)
        press_start_early(found)
        expect(found).to_have_attribute("data-status", re.compile("error|live"), timeout=PATIENCE)
        said = found.locator("[data-part=status]").inner_text() if found.get_attribute("data-status") == "error" else ""
        host.mend()
        if said:
            assert is_arabic(said) == (language == "ar"), said
            # A file that stalled may arrive by itself now: then no button is there to press.
            found.locator("button[data-action=retry], button[data-action=start]").evaluate_all("buttons => buttons.find((button) => button.checkVisibility())?.click()")
        expect_live(found)
