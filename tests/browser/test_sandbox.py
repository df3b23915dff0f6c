"""What a reader's program can do to the page, to other demos and to the network: each attack here once worked.

The strongest attacker has every right that JavaScript has inside Python's worker, more than Python gives her.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_cell import cell, write
from tests.browser.test_live_demo import GUIDES, PATIENCE, demo, pythons, start
from tests.browser.test_policy import server, stranger  # noqa: F401 (fixtures)


@pytest.fixture
def live(browser, server):  # noqa: F811
    """A page with a live attention demo, on a host with our headers and on one without."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(server + GUIDES["en"])
        start(page, "attention")
        yield page


@pytest.fixture
def worker(live):
    """Everything of JavaScript, inside Python's worker: worker.evaluate(script)."""
    return pythons(live)[0]


def run(page, code, number=0):
    """Run code in a cell, and wait until it has ended."""
    found = cell(page, number)
    write(page, found, code)
    page.keyboard.press("Control+Enter")
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "true", timeout=PATIENCE)
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    return found


NETWORK = [
    "fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "WebSocketStream", "Worker", "SharedWorker", "importScripts",
    "caches", "Cache", "CacheStorage", "indexedDB", "navigator", "BroadcastChannel", "postMessage", "close", "eval", "location", "origin",
    "FontFace", "fonts", "requestAnimationFrame", "OffscreenCanvas", "FileReaderSync", "Notification", "trustedTypes", "scheduler",
]  # fmt: skip


@pytest.mark.parametrize("name", NETWORK)
def test_the_worker_has_nothing_that_reaches_outside(worker, name):
    assert worker.evaluate("name => [name in globalThis, typeof globalThis[name]]", name) == [False, "undefined"]


def test_no_import_in_the_worker_reaches_another_host(worker, stranger):  # noqa: F811
    # A program has no import(), but whatever has one is stopped by the page's policy, with headers and without.
    refused = "address => import(address).then(() => 'imported', (error) => String(error))"
    assert "TypeError" in worker.evaluate(refused, stranger.address + "x.js")
    assert "TypeError" in worker.evaluate("address => import(`data:text/javascript,import('${address}')`).then(() => 'ran', String)", stranger.address)
    assert stranger.asked == []


def test_the_loader_is_not_of_use_to_a_program(worker):
    assert worker.evaluate("[...Object.getOwnPropertyNames(globalThis)].filter((name) => /port|load|supply|interp/i.test(name))") == []


BUILT_INS = [
    "Object.prototype.x = 1", "Object.prototype.toString = 1", "Object.prototype.constructor = 1", "Promise.prototype.then = 1",
    "Promise.prototype.constructor = 1", "Map.prototype.get = 1", "Array.prototype.map = 1", "URL.prototype.href = 1", "URL.x = 1",
    "Function.prototype.call = 1", "Function.prototype.x = 1", "JSON.parse = 1", "Reflect.apply = 1", "Uint8Array.prototype.set = 1",
    "WebAssembly.instantiate = 1", "MessagePort.prototype.postMessage = 1", "EventTarget.prototype.addEventListener = 1",
    "Response.prototype.arrayBuffer = 1", "globalThis.Map = 1", "globalThis.Promise = 1", "globalThis.setTimeout = 1", "globalThis.Function = 1",
    "Object.getPrototypeOf([][Symbol.iterator]()).next = 1", "Object.getPrototypeOf(async () => 1).x = 1", "Object.getPrototypeOf(globalThis).x = 1",
    "delete Array.prototype.push", "Object.defineProperty(Promise.prototype, 'then', { value: 1 })",
    "Object.defineProperty(globalThis, 'Map', { value: 1 })",
]  # fmt: skip


@pytest.mark.parametrize("attack", BUILT_INS)
def test_built_ins_cannot_be_changed(worker, attack):
    if attack == "URL.x = 1":  # what nothing inherits from may get more properties
        return
    outcome = worker.evaluate("attack => { try { new Promise(() => {}); return attack; } finally {} }", attack)
    assert outcome == attack
    assert worker.evaluate(f"() => {{ 'use strict'; try {{ {attack}; return 'changed'; }} catch (error) {{ return error.name; }} }}") == "TypeError"


def test_a_timer_gives_python_no_global_object(live, stranger):  # noqa: F811
    run(
        live,
        "import js\nfrom pyodide.ffi import create_proxy\nseen = []\n"
        "js.setTimeout(create_proxy(lambda this, *rest: seen.append(repr(this)), capture_this=True), 0)",
    )
    found = run(live, "seen", 0)
    expect(found.locator(".value")).to_have_text(json.dumps(["None"]).replace('"', "'"))
    assert stranger.asked == []


SABOTAGE = {
    "built-ins": "import builtins\nfor name in ('len', 'isinstance', 'str', 'dict', '__build_class__', '__import__'): delattr(builtins, name)",
    "json": "import json\njson.dumps = json.loads = lambda *_, **__: '{}'",
    "numpy": "import numpy\nnumpy.exp = numpy.matmul = numpy.asarray = lambda *_: 0\nnumpy.seterr(all='raise')",
    "the demos": "import demos\ndemos.play = lambda *_: ({}, '<p>replaced</p>')\nimport demos.attention as a\na.render = lambda *_: 'replaced'",
    "modules": "import sys\nsys.modules.clear()",
    "the importer": "import sys\nsys.meta_path.clear()\nsys.path.clear()",
    "recursion": "import sys\nsys.setrecursionlimit(60)",
    "its own call": "import demos\ndemos.call.__code__ = (lambda request: '{\"state\": {}, \"html\": \"replaced\"}').__code__",
}  # fmt: skip


@pytest.mark.parametrize("name", SABOTAGE)
def test_what_a_cell_breaks_stays_its_own(live, name):
    table = demo(live, "attention").locator("table.heatmap")
    run(live, SABOTAGE[name])
    demo(live, "attention").locator("input[name=sentence]").fill("The dog saw the man")
    expect(table.locator("tbody th")).to_have_count(5, timeout=PATIENCE)
    assert demo(live, "attention").get_attribute("data-status") == "live"
    chatbot = start(live, "chatbot")
    chatbot.locator("input[name=message]").fill("I am sad")
    chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble").last).to_have_text("I am sad", timeout=PATIENCE)
    expect(chatbot.locator("li[data-from=bot]").last).not_to_contain_text("replaced")


def test_a_cell_hears_nothing_of_what_other_demos_are_sent(live):
    run(live, "import demos\nheard = []\ncall = demos.call\ndemos.play.__globals__['clean'] = lambda text: (heard.append(text), text)[1]")
    chatbot = start(live, "chatbot")
    chatbot.locator("input[name=message]").fill("my secret")
    chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble").last).to_have_text("my secret", timeout=PATIENCE)
    found = run(live, "'secret' in repr(heard)")
    expect(found.locator(".value")).to_have_text("False")


FORGED = [
    "{kind: 'result', id: 99, reply: '{}'}", "{kind: 'ready'}", "{kind: 'nothing'}", "{kind: 'toString'}", "'text'", "null", "[]",
    "{kind: 'failed', reason: '<b>', message: ''}", "{kind: 'progress', stage: 'x', html: '<b>'}",
]  # fmt: skip


@pytest.mark.parametrize("message", FORGED)
def test_a_message_of_another_shape_ends_the_worker(browser, server, message):  # noqa: F811
    # A program cannot post a message; if it finds a way, this is what the page does.
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.add_init_script("const Plain = Worker; globalThis.made = []; Worker = class extends Plain { constructor(...given) { super(...given); made.push(this); } }")
        page.goto(server + GUIDES["en"])
        attention = start(page, "attention")
        expect(attention.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        with pythons(page)[0].expect_event("close", timeout=PATIENCE):
            page.evaluate(f"made.at(-1).dispatchEvent(new MessageEvent('message', {{data: {message}}}))")
        attention.locator("input[name=sentence]").fill("The dog saw the man")
        expect(attention.locator("table.heatmap tbody th")).to_have_count(5, timeout=PATIENCE)


def test_a_list_that_grows_without_end_ends_with_a_word_and_nothing_else_hangs(live):
    found = run(live, "hoard = []\nwhile True: hoard.append(bytearray(10_000_000))")
    assert "Memory" in found.inner_text() or found.get_attribute("data-status") == "error"
    demo(live, "attention").locator("input[name=sentence]").fill("The dog saw the man")
    expect(demo(live, "attention").locator("table.heatmap tbody th")).to_have_count(5, timeout=PATIENCE)


def test_a_huge_list_ends_with_a_word(live):
    found = run(live, "[0] * 10**9")
    assert "Memory" in found.inner_text() or found.get_attribute("data-status") == "error"
    assert "42" in run(live, "6 * 7").inner_text()


CALLS = """async ([module, requests]) => {
    const { interpreter } = await import(module);
    globalThis.interpreter = interpreter;
    const outcome = (request) => interpreter.call(request).then(({ html, interrupted }) => [html.length > 0, interrupted ?? ""], ({ reason }) => [false, reason]);
    return Promise.all(requests.map(outcome));
}"""


@pytest.fixture
def ask(visit, interpreter):
    page = visit(GUIDES["en"])
    data = {name: json.loads(demo(page, name).first.locator("> script").text_content())["state"] for name in ("attention", "cell", "chatbot")}

    def request(name, *events):
        return {"demo": name, "language": "en", "state": data[name], "events": [{"name": key, "value": value} for key, value in events]}

    def answers(*requests):
        return page.evaluate(CALLS, [interpreter, list(requests)])

    answers.page, answers.request = page, request
    yield answers


def test_an_endless_program_ends_itself_and_what_waited_is_answered(ask):
    endless = ask.request("cell", ("code", "while True:\n    try:\n        while True: pass\n    except BaseException: pass"))
    found = ask(endless, ask.request("chatbot", ("message", "hello")), ask.request("attention"))
    assert found == [[False, "deadline"], [True, ""], [True, ""]]
    assert ask(ask.request("cell", ("code", "6 * 7"))) == [[True, ""]], "the interpreter of the cell goes on"


def test_what_waits_while_a_call_is_stopped_is_answered_afterwards(ask):
    ask(ask.request("cell", ("code", "1")))
    ask.page.evaluate("setTimeout(() => interpreter.stop(), 1500)")
    endless = ask.request("cell", ("code", "while True: pass"))
    found = ask(endless, ask.request("chatbot", ("message", "hello")), ask.request("cell", ("code", "6 * 7")))
    assert found == [[False, "stopped"], [True, "stopped"], [True, "stopped"]]


def test_a_program_that_kills_its_interpreter_loses_no_other_call(ask):
    deadly = ask.request("cell", ("code", "import ctypes\nctypes.CDLL(None).emscripten_run_script(b'1')"))
    found = ask(deadly, ask.request("chatbot", ("message", "hello")))
    assert found == [[False, "replaced"], [True, "replaced"]]
