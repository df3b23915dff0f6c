"""A network that breaks off somewhere in a start: six places here, as many as you like with CUTS=50."""

import json
import os
import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_live_demo import ARABIC, GUIDES, PATIENCE, demo
from tests.support.host import Host


@pytest.fixture
def host(site):
    opened = Host(site)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def size(site):
    """The bytes of all that a start fetches."""
    [manifest] = site.glob("assets/javascripts-*/manifest.json")
    return sum(file["size"] for file in json.loads(manifest.read_text("utf-8"))["files"] if file["when"] == "start")


@pytest.mark.parametrize("seed", range(int(os.environ.get("CUTS", "6"))))
def test_a_start_that_is_cut_anywhere_says_so_and_its_retry_works(browser, host, size, seed):
    chance = random.Random(seed)
    language, name = chance.choice(list(GUIDES)), chance.choice(["attention", "chatbot"])
    with browser.new_context(service_workers=chance.choice(["allow", "block"])) as context:
        page = context.new_page()
        page.goto(host.address + GUIDES[language])
        found = demo(page, name)
        host.left = chance.randrange(size)
        found.locator("button[data-action=start]").click()
        # The worker that keeps pages takes bytes, too: then nothing of Python may be lacking.
        expect(found).to_have_attribute("data-status", re.compile("error|live"), timeout=PATIENCE)
        host.online, host.left = True, float("inf")
        if found.get_attribute("data-status") == "error":
            reason = found.locator("[data-part=status]").inner_text()
            assert bool(ARABIC.search(reason)) == (language == "ar")
            found.locator("button[data-action=retry]").click()
        expect(found).to_have_attribute("data-status", "live", timeout=PATIENCE)
        expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
