"""A second start puts back the memory of the first one; whatever is wrong with that snapshot, the demo goes live all the same."""

import html
import json
import re

import pytest
from playwright.sync_api import expect

from tests.support import cases
from tests.support.live_demos import ATTENTION, GUIDES, PATIENCE, demo, expect_live, replace_code, start, write_cell
from tests.support.project import ROOT
from tests.support.returning_reader import wait_until

STORED = "(await (await caches.open((await caches.keys()).find((name) => name.endsWith(' snapshot')) ?? 'none')).keys()).length === 1"
IMAGE = re.compile(r"/assets/runtime/[^/]*/?python-\w+\.bin")
# How a snapshot is put into another entry, or from there back again.
COPY = """async ([from, to]) => {
    const [source, target] = [await caches.open(from), await caches.open(to)];
    for (const request of await target.keys()) await target.delete(request);
    for (const request of await source.keys()) await target.put(request, await source.match(request));
}"""
# What a program can see of the Python that it runs in, without the random part.
PROBE = """
import ctypes, decimal, gc, hashlib, json, locale, os, sqlite3, sys, warnings, tempfile
import numpy as np
digest = lambda value: hashlib.sha256(repr(value).encode()).hexdigest()
try:
    1 / 0
except ZeroDivisionError as error:
    line = error.__traceback__.tb_lineno
grown = bytearray(90_000_000)
print(json.dumps({
    "path": sys.path, "finders": [type(finder).__name__ for finder in sys.meta_path], "filters": len(warnings.filters),
    "files": {folder: digest((sorted(folders), sorted(files))) for folder, folders, files in os.walk("/lib/python3.14")},
    "lib": os.listdir("/lib"), "home": os.getcwd(), "environment": dict(os.environ), "locale": locale.getlocale(),
    "gc": [gc.get_threshold(), gc.isenabled()], "decimal": decimal.getcontext().prec, "recursion": sys.getrecursionlimit(),
    "inverse": np.linalg.inv(np.array([[2., 1.], [1., 3.]])).tolist(), "product": (np.arange(6).reshape(2, 3) @ np.ones(3)).tolist(),
    "numpy errors": np.geterr(), "sqlite": sqlite3.connect(":memory:").execute("select 1 + 1").fetchone(),
    "long": ctypes.sizeof(ctypes.c_long), "line": line, "grown": [len(grown), sum(grown)],
}, default=str))
"""
RANDOM = """
import random, tempfile, numpy, json
print(json.dumps([random.random(), next(tempfile._get_candidate_names()), numpy.random.random(), numpy.random.default_rng().random()]))
"""


class Returning:
    """A browser in which a demo was tried and a snapshot of its Python has been stored. No service worker answers."""

    def __init__(self, browser, server, interpreter):
        self._server, self._interpreter = server, interpreter
        self.context = browser.new_context(service_workers="block")
        page = self.open()
        start(page, "attention")
        wait_until(page, STORED)
        self.name = page.evaluate("async () => (await caches.keys()).find((name) => name.endsWith(' snapshot'))")
        page.evaluate(COPY, [self.name, "copy"])
        page.close()

    def open(self):
        page = self.context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(self._server + ATTENTION["ar"])
        return page

    def opened_with_snapshot(self):
        page = self.open()
        page.evaluate(COPY, ["copy", self.name])
        return page

    def call(self, page, request):
        script = "async ([module, request]) => JSON.stringify(await (await import(module)).interpreter.call(JSON.parse(request)))"
        return page.evaluate(script, [self._interpreter, request])

    def output(self, page, program):
        """Return what a program prints in a cell, which is JSON."""
        state = cases.first_state({"demo": "cell", "language": "ar", "options": {"code": "1"}})
        request = {"demo": "cell", "language": "ar", "state": state, "events": [{"name": "code", "value": program}]}
        reply = json.loads(self.call(page, json.dumps(request)))
        return json.loads(html.unescape(re.search(r"<pre[^>]*output[^>]*>(.*?)</pre>", reply["html"], re.S)[1]))


@pytest.fixture(scope="module")
def returning(browser, server, interpreter):
    found = Returning(browser, server, interpreter)
    yield found
    found.context.close()


def was_restored(page):
    """Whether Python was started without its images."""
    return not any(IMAGE.search(url) for url in page.asked)


@pytest.mark.parametrize("case", ["attention.english", "chatbot.cairo", "cell.ar"])
def test_a_restored_python_answers_as_recorded(returning, case):
    page = returning.opened_with_snapshot()
    recorded = cases.load(cases.FOLDER / f"{case}.json")
    for number, (found, expected) in enumerate(zip(cases.play(recorded, lambda request: returning.call(page, request)), recorded["steps"], strict=True)):
        cases.assert_same(found, expected, f"step {number}")
    assert was_restored(page)
    page.close()


def test_a_restored_python_is_like_a_fresh_one_but_for_what_is_random(returning):
    pages, seen, drawn = [], [], []
    for snapshot in ("copy", "copy", "nothing"):
        page = returning.open()
        page.evaluate(COPY, [snapshot, returning.name])
        seen.append(returning.output(page, PROBE))
        drawn.append(returning.output(page, RANDOM))
        pages.append(was_restored(page))
        page.close()
    assert pages == [True, True, False]
    for name, value in seen[2].items():  # the fresh one
        assert [seen[0][name], seen[1][name]] == [value, value], name
    assert all(len(set(numbers)) == len(drawn) for numbers in zip(*drawn, strict=True))


def test_a_snapshot_takes_no_more_than_was_expected_before_it_was_made(returning):
    [expected] = re.findall(r"^const EXPECTED = ([\d_]+);$", (ROOT / "overrides/assets/javascripts/python/snapshot-store.js").read_text("utf-8"), re.MULTILINE)
    page = returning.opened_with_snapshot()
    size = "async (name) => { const cache = await caches.open(name); return (await (await cache.match((await cache.keys())[0])).blob()).size; }"
    assert page.evaluate(size, returning.name) <= int(expected)
    page.close()


def test_a_restored_python_has_the_chatbots_rules_before_the_first_message(returning):
    page = returning.opened_with_snapshot()
    program = "import demos.chatbot.reader_rules as found; print([found.rules.cache_info().currsize])"
    assert returning.output(page, program) == [1], "of the page's language"
    assert was_restored(page)
    page.close()


# What may be wrong with the stored snapshot: JavaScript that changes `bytes` or `headers`, or returns null for none.
DAMAGE = {
    "truncated": "bytes = bytes.slice(0, bytes.length >> 1)",
    "altered": "bytes[bytes.length >> 1] ^= 1",
    "empty": "bytes = new Uint8Array()",
    "without its hash": "headers.delete('x-sha256')",
    "of another memory": "bytes = await rehashed(bytes, (head) => ({...head, table: head.table + 1}))",
    "of another Pyodide": "bytes = await rehashed(bytes, (head) => ({...head, hiwire: {}}))",
    "too big for this device": "bytes = await rehashed(bytes, (head) => ({...head, heap: 2 ** 33}))",
    "of Python that dies": "bytes = await rehashed(bytes, (head) => ({...head, runs: head.runs.slice(0, 10)}))",
}
DAMAGING = """async ([name, damage]) => {
    const cache = await caches.open(name);
    const [request] = await cache.keys();
    const stored = await cache.match(request);
    const headers = new Headers(stored.headers);
    let bytes = new Uint8Array(await stored.arrayBuffer());
    // A snapshot with another head and the hash that fits it.
    const rehashed = async (bytes, change) => {
        const start = 4 + new DataView(bytes.buffer).getUint32(0);
        const head = new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))))));
        const changed = new Uint8Array(4 + head.length + bytes.length - start);
        new DataView(changed.buffer).setUint32(0, head.length);
        changed.set(head, 4);
        changed.set(bytes.subarray(start), 4 + head.length);
        headers.set("x-sha256", Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", changed)), (byte) => byte.toString(16).padStart(2, "0")).join(""));
        return changed;
    };
    %s;
    await cache.put(request, new Response(bytes, {headers}));
}"""


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_snapshot_that_is_wrong_is_removed_and_the_demo_starts_without_it(returning, damage):
    page = returning.opened_with_snapshot()
    page.evaluate(DAMAGING % DAMAGE[damage], [returning.name])
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    attention = start(page, "attention")
    assert attention.locator("table.heatmap").is_visible() and not was_restored(page)
    assert attention.get_attribute("data-status") == "live" and faults == []
    wait_until(page, STORED)  # the next one is taken from this start
    page.close()
    page = returning.open()
    start(page, "attention")
    assert was_restored(page)
    page.close()


# Why a device leaves no snapshot: a line before snapshot-store.js, which runs in a worker.
SPARED = {
    "little memory": "Object.defineProperty(Object.getPrototypeOf(navigator), 'deviceMemory', {get: () => 1})",
    "a reader who saves data": "Object.defineProperty(Object.getPrototypeOf(navigator), 'connection', {get: () => ({saveData: true})})",
    "little room": "StorageManager.prototype.estimate = async () => ({quota: 50_000_000, usage: 0})",
    "no room that is known": "StorageManager.prototype.estimate = () => Promise.reject(new Error())",
    "no caches": "Object.defineProperty(self, 'caches', {value: undefined})",
    "a private window": "CacheStorage.prototype.open = () => Promise.reject(new DOMException('private', 'SecurityError'))",
}
POSTED = """
window.posted = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) { posted.push(message.kind); return post.call(this, message, ...rest); };
window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({data}) => { if (data.kind === "wanted") document.documentElement.dataset.wanted = data.wanted; });
    }
};
"""


def open_idle(visit, path=ATTENTION["ar"], before_store=""):
    """Open a page whose clock stands still, with a line before snapshot-store.js."""

    def changed(route):
        response = route.fetch()
        route.fulfill(response=response, body=f"{before_store};\n{response.text()}")

    def before(page):
        page.clock.install()
        page.add_init_script(POSTED)
        page.context.route("**/snapshot-store.js", changed)

    return visit(path, before=before)


def wait_for_an_answer(page):
    """Choose a sentence, and wait until Python has answered: before that it has answered the call which no reader sees."""
    attention = demo(page, "attention")
    attention.locator("button[name=sentence]").first.dispatch_event("click")
    expect(attention.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false")


def let_time_go_by(page, wanted=True):
    """Let some time go by, and wait until the loader has said whether it would store a snapshot."""
    page.evaluate("() => delete document.documentElement.dataset.wanted")
    page.clock.run_for(10_000)
    expect(page.locator("html")).to_have_attribute("data-wanted", str(wanted).lower())


def messages_after_a_while(page, wanted=True):
    """Wait until Python has answered, let some time go by, and return the kinds of all messages to workers."""
    wait_for_an_answer(page)
    let_time_go_by(page, wanted)
    return page.evaluate("posted")


def test_a_snapshot_is_taken_when_nothing_has_been_done_for_a_while(visit):
    page = open_idle(visit)
    start(page, "attention")
    assert "snapshot" not in page.evaluate("posted")
    assert "snapshot" in messages_after_a_while(page)
    wait_for_an_answer(page)
    assert page.evaluate("posted").count("snapshot") == 2, "Python was asked for one, and the loader got it"


STOPPED_MEANWHILE = """async ([module, request]) => {
    const {interpreter} = await import(module);
    const post = Worker.prototype.postMessage;
    const record = (outcome) => document.documentElement.setAttribute("data-outcome", outcome);
    Worker.prototype.postMessage = function (message, ...rest) {
        post.call(this, message, ...rest);
        if (message.kind !== "snapshot") return;
        interpreter.call(request).then(() => record("answered"), ({reason}) => record(reason));
        interpreter.stop();
    };
}"""


def test_stop_while_a_snapshot_is_taken_stops_the_call_that_waits_for_it(visit, interpreter):
    page = open_idle(visit)
    start(page, "attention")
    wait_for_an_answer(page)
    state = cases.first_state({"demo": "cell", "language": "ar", "options": {"code": "1"}})
    endless = {"demo": "cell", "language": "ar", "state": state, "events": [{"name": "code", "value": "while True: pass"}]}
    page.evaluate(STOPPED_MEANWHILE, [interpreter, endless])
    let_time_go_by(page)
    expect(page.locator("html")).to_have_attribute("data-outcome", "stopped")


@pytest.mark.parametrize("reason", SPARED)
def test_a_device_with_little_to_spare_leaves_no_snapshot(visit, reason):
    page = open_idle(visit, before_store=SPARED[reason])
    start(page, "attention")
    assert "snapshot" not in messages_after_a_while(page, wanted=False)


def test_no_snapshot_is_taken_of_a_python_that_has_run_a_program(visit):
    page = open_idle(visit, GUIDES["ar"])
    page.expected_errors = ["executing a cancelled action"]  # Material's scroll watcher notices the clock
    cell = page.locator("live-demo[name=cell]").first
    write_cell(page, cell, "import sys; sys.modules['json'] = None")
    page.keyboard.press("Control+Enter")
    expect_live(cell)
    let_time_go_by(page)
    assert "snapshot" not in page.evaluate("posted")
    start(page, "attention")  # in another Python
    assert "snapshot" in messages_after_a_while(page)


def test_no_snapshot_is_kept_of_a_python_with_a_library_that_a_start_does_not_add(visit):
    """A training imports numpy.random. Such a snapshot was kept once, and the next start crashed."""
    page = open_idle(visit)
    attention = start(page, "attention")
    attention.locator("button[name=train][value=start]").dispatch_event("click")
    pause = attention.locator("button[name=train][value=pause]")
    pause.wait_for(state="attached")
    page.clock.run_for(1_000)
    pause.dispatch_event("click")
    attention.locator("button[name=train][value=resume]").wait_for(state="attached")
    let_time_go_by(page)
    wait_for_an_answer(page)
    assert page.evaluate("posted").count("snapshot") == 1, "Python was asked for one, and the loader got none"


def test_a_newer_build_does_not_use_the_snapshot_and_replaces_it(returning):
    page = returning.opened_with_snapshot()
    page.evaluate(
        """async (name) => {
            const cache = await caches.open(name);
            const [request] = await cache.keys();
            await cache.put(request.url.replace("build=", "build=older"), await cache.match(request));
            await cache.delete(request);
        }""",
        returning.name,
    )
    start(page, "attention")
    assert not was_restored(page)
    wait_until(page, f"{STORED} && (await (await caches.open('{returning.name}')).keys())[0]?.url.includes('older') === false")
    page.close()


def test_two_tabs_leave_one_snapshot(returning):
    tabs = [returning.open(), returning.open()]
    tabs[0].evaluate(COPY, ["nothing", returning.name])
    for tab in tabs:
        start(tab, "attention")
        assert not was_restored(tab)
    for tab in tabs:
        wait_until(tab, STORED)
        tab.close()
    page = returning.open()
    start(page, "attention")
    assert was_restored(page)
    page.close()


def test_after_stop_python_comes_back_from_the_snapshot(returning):
    page = returning.opened_with_snapshot()
    attention = start(page, "attention")
    replace_code(page, attention, "    d = q.shape[-1]", "    while True: pass\n    d = q.shape[-1]")
    attention.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect_live(attention)
    assert was_restored(page)
    page.close()
