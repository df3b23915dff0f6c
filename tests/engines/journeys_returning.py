"""What a reader does who returns: without a network, after a deploy, with what an earlier visit has stored.

Like journeys.py, and after it, because these go on in its pages.
"""

import json
import os
import shutil

import pytest

from tests.engines.journeys import MESSAGES, search
from tests.support.deploys import changed, sw_data
from tests.support.drawn import ATTACKS, FORBIDDEN
from tests.support.engines.demos import cell, number_cells, run_cell, say, selector, start, write_cell
from tests.support.faulty_host import serve
from tests.support.live_demos import GUIDES, both_languages
from tests.support.returning_reader import runtime_addresses


def controlled(page):
    """Wait until a service worker answers for the page."""
    page.wait("() => navigator.serviceWorker.controller !== null")


# Looks for one address at a time, and for none twice: WebKit reads a whole file to say that it has it.
ALL_CACHED = """async (missing) => {
  while (missing.length && (await caches.match(missing[0], { ignoreVary: true }))) missing.shift();
  return missing.length === 0;
}"""


def wait_until_cached(page, addresses):
    """Wait until the caches hold these addresses."""
    page.wait(ALL_CACHED, addresses)


@both_languages
def test_without_a_network_what_was_said_is_there_and_the_demos_and_the_search_work(guides, site, language):
    page = guides.live(language, "chatbot")
    controlled(page)
    answer = say(page, MESSAGES[language])
    write_cell(page, 1, "mine = 'second'")
    data = sw_data(site)
    wait_until_cached(page, [data["root"] + path for path in data["library"]] + runtime_addresses(site, "start", "later"))
    guides.host.online = False
    try:
        page.reload()
        number_cells(page)
        page.wait_for_value(cell(1, "textarea[name=code]"), "mine = 'second'")
        start(page, "chatbot")
        assert page.texts(selector("chatbot", "li[data-from=reader] .bubble"))[-1] == MESSAGES[language]
        assert page.texts(selector("chatbot", "li[data-from=bot] .bubble"))[-1] == answer
        say(page, "1 2 3")
        page.click("[data-search-open]")
        search(page, language)
        page.click("[data-search-close]")
    finally:
        guides.host.online = True


def test_a_deploy_is_seen_at_the_next_visit_and_an_open_tab_goes_on(guides, site, tmp_path):
    page = guides.live("en", "chatbot")
    controlled(page)
    texts = {f"{GUIDES['en']}index.html": "A SENTENCE OF THE NEXT BUILD"}
    guides.host.folder = changed(site, tmp_path / "next", texts=texts, script="globalThis.build = 2;")
    try:
        answer = say(page, MESSAGES["en"])
        assert page.evaluate("() => globalThis.build") is None
        page.reload()
        page.wait_for("article p", "A SENTENCE OF THE NEXT BUILD")
        page.wait("() => globalThis.build === 2")
        start(page, "chatbot")
        assert page.texts(selector("chatbot", "li[data-from=bot] .bubble"))[-1] == answer
        say(page, "1 2 3")
    finally:
        guides.host.folder = site


# Notes how each Python is started from now on.
NOTE_WAYS = """() => {
  globalThis.ways = [];
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => data.kind === "script" && ways.push(data.way));
      const post = this.postMessage;
      this.postMessage = (message, ...rest) => {
        post.call(this, message, ...rest);
        if (message.bytes) ways.push("stored");
      };
    }
  };
}"""
A_SNAPSHOT_IS_STORED = """async () => {
  const name = (await caches.keys()).find((name) => name.endsWith(" snapshot"));
  return name && (await (await caches.open(name)).keys()).length === 1;
}"""


def test_the_next_visit_goes_on_from_the_memory_of_this_one(engine, host):
    page = engine.open(host.address + GUIDES["en"])
    page.evaluate(NOTE_WAYS)
    if not page.evaluate("async () => ((await navigator.storage?.estimate())?.quota ?? 0) > 0"):
        page.close()
        pytest.skip("this browser does not say how much room there is, so no snapshot is made")
    start(page, "chatbot")
    page.wait(A_SNAPSHOT_IS_STORED)
    assert page.evaluate("() => ways") == ["images", "stored"]
    page.reload()
    page.evaluate(NOTE_WAYS)
    start(page, "chatbot")
    assert say(page, MESSAGES["en"])
    assert page.evaluate("() => ways") == ["snapshot"]
    assert page.errors == []
    page.close()


# In place of python/snapshot-store.js: what is stored stays in the tab. So Python is restored also where nothing is stored.
STORE_IN_MEMORY = """let stored = null;
export const openSnapshotStore = () => ({
  exists: async () => stored !== null,
  isWanted: async () => stored === null,
  read: async () => stored.slice(0),
  write: async (bytes) => { stored = bytes; },
  remove: async () => { stored = null; },
});"""
IMPORTS = "import json, sqlite3, numpy as np\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    print(json.dumps(np.linalg.inv(np.eye(2) * 2).tolist()))\nsum(bytearray(90_000_000)) + 42"


def test_a_second_python_is_restored_from_the_memory_of_the_first(engine, site, tmp_path):
    shutil.copytree(site, tmp_path / "site", copy_function=os.link)
    [store] = tmp_path.glob("site/assets/javascripts-*/python/snapshot-store.js")
    store.unlink()  # which is the site's own
    store.write_text(STORE_IN_MEMORY, "utf-8")
    with serve(tmp_path / "site", headers=True) as host:
        page = engine.open(host.address + GUIDES["en"])
        page.evaluate(NOTE_WAYS)
        start(page, "attention")
        page.wait("() => ways.includes('stored')")
        run_cell(page, 0, IMPORTS)
        page.wait_for(cell(0, ".value"), "42")
        assert page.texts(cell(0, ".output")) == ["[[0.5, 0.0], [0.0, 0.5]]"]
        assert page.evaluate("() => ways") == ["images", "stored", "snapshot"]
        assert page.errors == []
        page.close()


SANITIZED = """async (attacks) => {
  const { src } = document.querySelector("script[src$='/live-demo.js']");
  const { load } = await import(new URL("./sanitize.js", src).href);
  const sanitize = (await load(""))();
  return attacks.map((html) => { const box = document.createElement("div"); box.append(sanitize(html)); return box.innerHTML; });
}"""


def test_attacks_in_drawn_html_are_taken_out_by_the_browser_or_by_dompurify(guides):
    page = guides.open("en")
    for name, found in zip(ATTACKS, page.evaluate(SANITIZED, list(ATTACKS.values())), strict=True):
        assert not FORBIDDEN.search(found), (name, found)


THEIRS = "<!doctype html><title>theirs</title><script>document.documentElement.dataset.theirs = 1; document.title = 'theirs ran'</script>"
STORE = """async (html) => {
    const bytes = new TextEncoder().encode(html);
    const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const address = `invented/?sha256=${hash}`;
    for (const name of await caches.keys()) {
        await (await caches.open(name)).put(new URL(address, location.origin), new Response(bytes, { headers: { "content-type": "text/html", "x-kept": "1" } }));
    }
    return address;
}"""


def test_a_cells_link_to_a_page_that_was_put_into_the_caches_runs_nothing(engine, host, site):
    # It was the worst attack: one Run and one click, and every page of the site ran somebody else's script for good.
    page = engine.open(host.address + GUIDES["en"])
    controlled(page)
    run_cell(page, 0, "6 * 7")
    page.wait_for(cell(0, ".value"), "42")
    wait_until_cached(page, runtime_addresses(site, "start"))
    stored = page.evaluate(STORE, THEIRS)
    drawn = f"<p class=value>drawn</p><a data-share href='../../../{stored}' onclick='hacked = 1'>a</a><a href='../../../{stored}'>b</a><img src=x onerror='hacked = 1'>"
    reply = json.dumps({"state": {}, "html": drawn})
    run_cell(page, 0, f"import demos\ndemos.call.__code__ = (lambda request: {reply!r}).__code__\n'ready'")
    page.wait_for(cell(0, ".value"), "ready")
    page.click(cell(0, "button[type=submit]"))
    page.wait_for(cell(0, ".value"), "drawn")
    assert page.evaluate("(stage) => document.querySelector(stage).querySelectorAll('img, [onclick]').length", cell(0, "[data-part=stage]")) == 0
    page.click(cell(0, "a[data-share]"))
    link = page.evaluate("(link) => document.querySelector(link).href", cell(0, "a:not([data-share])"))
    assert link == host.address + stored
    for address in (link, host.address + GUIDES["en"]):
        page.goto(address)
        assert "theirs" not in page.evaluate("() => document.title")
        assert page.evaluate("() => [document.documentElement.dataset.theirs, globalThis.hacked].join()") == ","
    page.close()
