"""`python -m tests.bench.long_use site`: one tab of a built site is used for long. 2,000 messages, 1,000 sentences, 300 stops.

Prints along the way, after a garbage collection: the memory of the page and its workers together, in MB; what the
page's own scripts hold, in MB; the nodes of the document. Fails if an answer does not come, or if an error
came to the console. It takes some 15 minutes.
"""

import random
import re
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from demos.chatbot.reader_rules import source
from tests.bench.memory import renderers, taken
from tests.support import chromium
from tests.support.faulty_host import serve
from tests.support.live_demos import GUIDES, PATIENCE, expect_live, say, start, write_cell

TIMES = {"messages": 2000, "sentences": 1000, "stops": 300}


def main(site):
    errors = []
    with serve(site, headers=True) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        others = renderers()
        page = browser.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        inspector = page.context.new_cdp_session(page)
        inspector.send("Performance.enable")
        page.goto(host.address + GUIDES["en"])
        for what, use in (("messages", _talk(page)), ("sentences", _ask(page)), ("stops", _stop(page))):
            for done in range(TIMES[what] + 1):
                next(use)
                if done % (TIMES[what] // 10) == 0:
                    inspector.send("HeapProfiler.collectGarbage")
                    metrics = {metric["name"]: metric["value"] for metric in inspector.send("Performance.getMetrics")["metrics"]}
                    held, nodes = metrics["JSHeapUsedSize"] / 1e6, metrics["Nodes"]
                    print(f"{what} {done:4}: {taken(renderers() - others) / 1e6:4.0f} MB, scripts {held:5.1f} MB, {nodes:6.0f} nodes", flush=True)
        browser.close()
    sys.exit("\n".join(errors) or 0)


def _talk(page):
    chatbot = start(page, "chatbot")
    chance = random.Random(1966)
    known = re.findall("[a-z]+", source("en"))
    while True:
        yield say(chatbot, " ".join(chance.choices(known, k=chance.randint(1, 20))))


def _ask(page):
    attention = start(page, "attention")
    chance = random.Random(2017)
    words = "the a dog cat boy girl ate chased saw milk ball because and it he she was is red small hungry burnt".split()
    while True:
        asked = chance.choices(words, k=chance.randint(3, 16))
        attention.locator("input[name=sentence]").fill(" ".join(asked))
        expect(attention.locator("table.heatmap tbody th")).to_have_text([re.compile(rf"\s*{word}\s*", re.I) for word in asked])
        yield


def _stop(page):
    cell = page.locator("live-demo[name=cell]").first
    write_cell(page, cell, "while True: pass")
    while True:
        page.keyboard.press("Control+Enter")
        cell.locator("button[data-action=stop]").click(timeout=PATIENCE)
        expect(cell.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)
        expect_live(cell)
        cell.locator(".code-editor textarea").focus()
        yield


if __name__ == "__main__":
    main(Path(sys.argv[1]))
