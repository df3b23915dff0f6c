"""A network that breaks off somewhere in a start: fourteen places here, as many as you like with CUTS=50."""

import os
import random
import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import ATTENTION, CONNECTION_LOST, HOMES, PATIENCE, expect_live, is_arabic, press_start

CUTS = int(os.environ.get("CUTS", "0"))


@pytest.fixture(scope="module")
def size(manifest):
    """The bytes of all that a start fetches."""
    return sum(file["size"] for file in manifest["files"] if file["when"] == "start")


@pytest.mark.parametrize("seed", range(CUTS or 6))
def test_a_start_that_is_cut_anywhere_says_so_and_its_retry_works(browser, host, size, seed):
    chance = random.Random(seed)
    language, name = chance.choice(["ar", "en"]), chance.choice(["attention", "chatbot"])
    with browser.new_context(service_workers=chance.choice(["allow", "block"])) as context:
        page = context.new_page()
        page.goto(f"{host.address}{HOMES[language]}demos/{name}/")
        host.left = chance.randrange(size)
        found = press_start(page, name)
        # The service worker fetches pages meanwhile, so the cut may fall into one of them, and Python is live.
        expect(found).to_have_attribute("data-status", re.compile("error|live"), timeout=PATIENCE)
        host.mend()
        if found.get_attribute("data-status") == "error":
            reason = found.locator("[data-part=status]").inner_text()
            assert is_arabic(reason) == (language == "ar")
            found.locator("button[data-action=retry]").click()
        expect_live(found)
        expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)


@pytest.mark.parametrize("seed", range(CUTS or 8))
def test_the_network_cut_at_a_random_moment_ends_in_a_live_demo_or_a_plain_error(browser, host, size, seed):
    language = ("ar", "en")[seed % 2]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(host.address + ATTENTION[language], wait_until="networkidle")
        host.left = random.Random(seed).randrange(1, size)
        attention = press_start(page, "attention")
        expect(attention).to_have_attribute("data-status", re.compile("live|error"), timeout=PATIENCE)
        if attention.get_attribute("data-status") == "error":
            expect(attention.locator("[data-part=status]")).to_contain_text(CONNECTION_LOST[language])
            host.mend()
            attention.locator("button[data-action=retry]").click()
            expect_live(attention)
