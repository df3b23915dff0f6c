"""Any one file of a page that is missing, stalled or damaged: twelve cases here, as many as you like with FAULTS=500."""

import os
import random
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.faulty_host import FAULTS, serve
from tests.support.live_demos import GUIDES, PATIENCE, expect_live, is_arabic, press_start, start

CASES = int(os.environ.get("FAULTS", "12"))


@pytest.fixture(scope="module")
def files(browser, site):
    """The paths of all files that a visit of a guide and a start of Python ask for."""
    with serve(site) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(host.address + GUIDES["en"], wait_until="networkidle")
        start(page, "attention")
        return sorted({path.partition("?")[0] for path, _ in host.log if "/assets/" in path})


@pytest.mark.parametrize("seed", range(CASES))
def test_one_damaged_file_ends_in_a_live_demo_or_in_a_plain_word_and_a_retry_that_works(browser, host, files, seed):
    chance = random.Random(seed)
    file, fault, returns = chance.choice(files), chance.choice(FAULTS), chance.random() < 0.3
    language, name = chance.choice(list(GUIDES)), chance.choice(["attention", "chatbot"])
    if fault == "stalled" and file.endswith(".css"):
        fault = "missing"  # no browser shows a page before its style sheets have come or failed
    with browser.new_context() as context:
        page = context.new_page()
        if returns:
            page.goto(host.address + GUIDES[language], wait_until="networkidle")
            start(page, name)
        host.damage(urlsplit(file).path, fault)
        page.goto(host.address + GUIDES[language], wait_until="commit")
        found = press_start(page, name)
        expect(found).to_have_attribute("data-status", re.compile("error|live"), timeout=PATIENCE)
        said = found.locator("[data-part=status]").inner_text() if found.get_attribute("data-status") == "error" else ""
        host.mend()
        if said:
            assert is_arabic(said) == (language == "ar"), said
            # A file that stalled may arrive by itself now: then no button is there to press.
            found.locator("button[data-action=retry], button[data-action=start]").evaluate_all("buttons => buttons.find((button) => button.checkVisibility())?.click()")
        expect_live(found)
