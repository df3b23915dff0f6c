"""What a reader's program can do to the page, to other demos and to the network: each attack here once worked.

The strongest attacker has every right that JavaScript has inside Python's worker, more than Python gives her.
"""

import json
import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.test_cell import cell
from tests.browser.test_policy import stranger  # noqa: F401 (a fixture)
from tests.support.header_host import HOSTS
from tests.support.live_demos import ATTENTION, GUIDES, PATIENCE, demo, python_workers, replace_code, say, start, write_cell
from tests.support.visits import Visits
from tests.support.worker_console import WorkerConsole


@pytest.fixture(scope="module", params=HOSTS)
def opened(browser, site, request):
    """A page with a live attention demo, on a host with our headers and on one without, and a console in its workers."""
    with HOSTS[request.param](site) as address, browser.new_context(service_workers="block") as context:
        page = context.new_page()
        console = WorkerConsole(page)
        page.goto(address + GUIDES["en"])
        start(page, "attention")
        expect(demo(page, "attention").locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        yield page, console


@pytest.fixture(scope="module")
def guide(lasting_visits):
    """A page whose demos are live."""
    page = lasting_visits.open(GUIDES["en"], before=lambda page: page.add_init_script(NOTE_WORKERS))
    for name in ("attention", "chatbot"):
        start(page, name)
    return page


NOTE_WORKERS = "const Plain = Worker; globalThis.made = []; Worker = class extends Plain { constructor(...given) { super(...given); made.push(this); } }"
OWN = "live-demo[data-own]"


def end_last_worker(page, message="{kind: 'nothing'}"):
    """Send the page, from its last Python, a message of a shape that it does not know; that ends this Python."""
    with python_workers(page)[-1].expect_event("close", timeout=PATIENCE):
        page.evaluate(f"made.at(-1).dispatchEvent(new MessageEvent('message', {{data: {message}}}))")


@pytest.fixture
def live(guide, lasting_visits):
    """A page with live demos and an empty cell of the reader's own, in whose Python nothing has run."""
    page = guide
    if len(python_workers(page)) > 1:  # the first one is that of the other demos
        end_last_worker(page)
    cell(page).locator("[data-cell=add]").click()
    expect(page.locator(f"{OWN} .code-editor")).to_be_visible()
    yield page
    page.locator(f"{OWN} [data-cell=remove]").click()
    expect(page.locator(OWN)).to_have_count(0)
    lasting_visits.check()


def answers_to(page, sentence):
    """Write a sentence into the attention demo of a page, and wait until it is shown."""
    demo(page, "attention").locator("input[name=sentence]").fill(sentence)
    expect(demo(page, "attention").locator("table.heatmap tbody th")).to_have_text(sentence.split(), timeout=PATIENCE)


@pytest.fixture
def evaluate(opened):
    """evaluate(expression): run any JavaScript inside Python's worker."""
    return opened[1].evaluate


def run(page, code):
    """Run code in the reader's cell, and wait until it has ended: with a result, or with what the demo says of it."""
    found = page.locator(OWN)
    mark = f"run {uuid.uuid4()}"
    write_cell(page, found, f"print('{mark}')\n{code}")
    found.locator("[data-part=status]").evaluate("status => { status.textContent = ''; }")  # what it says of an earlier run
    page.keyboard.press("Control+Enter")
    expect(found.locator(".output").or_(found.locator("[data-part=status]"))).to_contain_text([re.compile(f"{mark}|rror|emory|replaced|hung")], timeout=PATIENCE)
    return found


NETWORK = [
    "fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "WebSocketStream", "Worker", "SharedWorker", "importScripts",
    "caches", "Cache", "CacheStorage", "indexedDB", "navigator", "BroadcastChannel", "postMessage", "close", "eval", "location", "origin",
    "FontFace", "fonts", "requestAnimationFrame", "OffscreenCanvas", "FileReaderSync", "Notification", "trustedTypes", "scheduler",
]  # fmt: skip


def test_the_worker_has_nothing_that_reaches_outside(evaluate):
    found = evaluate(f"{json.dumps(NETWORK)}.filter((name) => name in globalThis || typeof globalThis[name] !== 'undefined')")
    assert found == []


def test_no_import_in_the_worker_reaches_another_host(evaluate, stranger):  # noqa: F811
    # A program has no import(), but whatever had one would be stopped by the page's policy, with headers and without.
    outcome = "import({}).then(() => 'imported', (error) => error.name)"
    assert evaluate(outcome.format(json.dumps(stranger.address + "x.js"))) == "TypeError"
    assert evaluate(outcome.format(json.dumps(f"data:text/javascript,import('{stranger.address}')"))) == "TypeError"
    assert evaluate("'createObjectURL' in URL") is False
    assert stranger.asked == []


BUILT_INS = [
    "Object.prototype.x = 1", "Object.prototype.toString = 1", "Object.prototype.constructor = 1", "Promise.prototype.then = 1",
    "Promise.prototype.constructor = 1", "Map.prototype.get = 1", "Array.prototype.map = 1", "URL.prototype.href = 1",
    "Function.prototype.call = 1", "Function.prototype.x = 1", "JSON.parse = 1", "Reflect.apply = 1", "Uint8Array.prototype.set = 1",
    "WebAssembly.instantiate = 1", "MessagePort.prototype.postMessage = 1", "EventTarget.prototype.addEventListener = 1",
    "Response.prototype.arrayBuffer = 1", "globalThis.Map = 1", "globalThis.Promise = 1", "globalThis.setTimeout = 1", "globalThis.Function = 1",
    "Object.getPrototypeOf([][Symbol.iterator]()).next = 1", "Object.getPrototypeOf(async () => 1).x = 1", "Object.getPrototypeOf(globalThis).x = 1",
    "delete Array.prototype.push", "Object.defineProperty(Promise.prototype, 'then', { value: 1 })",
    "Object.defineProperty(globalThis, 'Map', { value: 1 })", "crypto.getRandomValues = 1", "performance.now = 1",
]  # fmt: skip


def test_built_ins_cannot_be_changed(evaluate):
    for attack in BUILT_INS:
        outcome = f"(() => {{ 'use strict'; try {{ {attack}; return 'changed'; }} catch (error) {{ return error.name; }} }})()"
        assert evaluate(outcome) == "TypeError", attack


def test_a_timer_gives_python_no_global_object(live):
    run(
        live,
        "import js\nfrom pyodide.ffi import create_proxy\nseen = []\n"
        "js.setTimeout(create_proxy(lambda this, *rest: seen.append(repr(this)), capture_this=True), 0)",
    )
    found = run(live, "seen")
    expect(found.locator(".value")).to_have_text("['None']")


def test_what_a_program_leaves_to_a_timer_ends_like_a_call(live):
    run(
        live,
        "import js\nfrom pyodide.ffi import create_proxy\nended = []\ndef work(*_):\n    try:\n        while True: pass\n"
        "    except BaseException as error: ended.append(type(error).__name__)\njs.setTimeout(create_proxy(work), 0)",
    )
    found = run(live, "ended")
    expect(found.locator(".value")).to_have_text("['KeyboardInterrupt']")


def test_a_picture_of_a_million_tags_ends_with_a_word_and_is_not_drawn(live):
    run(live, "import demos\ndemos.play = lambda *_: ({}, '<b></b>' * 10**6)")
    expect(run(live, "1").locator("[data-part=status]")).to_contain_text("a new one took its place")
    assert "42" in run(live, "6 * 7").inner_text()


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
    run(live, SABOTAGE[name])
    answers_to(live, "The dog saw " + name.replace("-", " "))
    assert demo(live, "attention").get_attribute("data-status") == "live"
    expect(say(demo(live, "chatbot"), f"I am sad about {name}")).not_to_contain_text("replaced")


def test_a_cell_hears_nothing_of_what_other_demos_are_sent(live):
    run(live, "import demos\nheard = []\ncall = demos.call\ndemos.play.__globals__['clean'] = lambda text: (heard.append(text), text)[1]")
    say(demo(live, "chatbot"), "my secret")
    found = run(live, "'my ' + 'secret' in heard")
    expect(found.locator(".value")).to_have_text("False")


FORGED = [
    "{kind: 'result', id: 99, reply: '{}'}", "{kind: 'ready'}", "{kind: 'nothing'}", "{kind: 'toString'}", "'text'", "null", "[]",
    "{kind: 'failed', reason: '<b>', message: ''}", "{kind: 'progress', stage: 'x', html: '<b>'}",
]  # fmt: skip


def test_a_message_of_another_shape_ends_the_worker(visit):
    # A program cannot post a message; if it finds a way, this is what the page does.
    page = visit(ATTENTION["en"], before=lambda page: page.add_init_script(NOTE_WORKERS))
    attention = start(page, "attention")
    rows = attention.locator("table.heatmap tbody th")
    for number, message in enumerate(FORGED):
        attention.locator("input[name=sentence]").fill("The dog saw the man" + " again" * (number % 2))
        expect(rows).to_have_count(5 + number % 2, timeout=PATIENCE)
        end_last_worker(page, message)


def test_a_list_that_grows_without_end_ends_with_a_word_and_nothing_else_hangs(live):
    found = run(live, "hoard = []\nwhile True: hoard.append(bytearray(10_000_000))")
    assert "Memory" in found.inner_text() or found.get_attribute("data-status") == "error"
    answers_to(live, "The dog saw the man")


def test_a_huge_list_ends_with_a_word(live):
    found = run(live, "[0] * 10**9")
    assert "Memory" in found.inner_text() or found.get_attribute("data-status") == "error"
    assert "42" in run(live, "6 * 7").inner_text()


PREPARE = """async (module) => {
    const { interpreter } = await import(module);
    const first = (name) => JSON.parse(document.querySelector(`live-demo[name=${name}] > script`).textContent).state;
    globalThis.interpreter = interpreter;
    globalThis.ask = (demo, name, value) => {
        const request = { demo, language: "en", state: first(demo), events: name ? [{ name, value }] : [] };
        return interpreter.call(request).then(({ html, interrupted }) => [html.length > 0, interrupted ?? ""], ({ reason }) => [false, reason]);
    };
}"""


@pytest.fixture(scope="module")
def ask(browser, server, interpreter):
    """ask(*calls): send all at once; each is (demo, event's name, its value). Returns [whether it was answered, the reason if not] of each."""
    visits = Visits(browser, server)
    page = visits.open(GUIDES["en"])
    page.evaluate(PREPARE, interpreter)

    def answers(*calls):
        return page.evaluate("calls => Promise.all(calls.map((call) => ask(...call)))", calls)

    answers.page = page
    yield answers
    visits.check()
    visits.close()


HELLO = ("chatbot", "message", "hello")


def test_an_endless_program_ends_itself_and_what_waited_is_answered(ask):
    endless = ("cell", "code", "while True:\n    try:\n        while True: pass\n    except BaseException: pass")
    assert ask(endless, HELLO, ("attention",)) == [[False, "deadline"], [True, ""], [True, ""]]
    assert ask(("cell", "code", "6 * 7")) == [[True, ""]], "the interpreter of the cell goes on"


def test_what_waits_while_a_call_is_stopped_is_answered_afterwards(ask):
    ask(("cell", "code", "1"))
    ask.page.evaluate("() => void setTimeout(() => interpreter.stop(), 1500)")
    found = ask(("cell", "code", "while True: pass"), HELLO, ("cell", "code", "6 * 7"))
    assert found == [[False, "stopped"], [True, "stopped"], [True, "stopped"]]


def test_a_program_that_kills_its_interpreter_loses_no_other_call(ask):
    ask.page.expected_errors = [""]
    deadly = ("cell", "code", "import ctypes\nctypes.CDLL(None).emscripten_run_script(b'1')")
    assert ask(deadly, HELLO) == [[False, "replaced"], [True, "replaced"]]


def test_a_program_of_the_pictures_demo_stays_in_one_python_of_its_own(lasting_visits):
    # It was sent with the first call only: the next ones ran it in a Python that counted as clean.
    page = lasting_visits.open("en/demos/pictures-points/")
    pictures = start(page, "pictures")
    replace_code(page, pictures, "import numpy as np", "import numpy as np\nMARK = 1")
    progress = pictures.locator("[data-part=stage] progress")
    expect(progress).to_be_visible(timeout=PATIENCE)  # it is trained anew
    began = progress.get_attribute("value")
    expect(progress).not_to_have_attribute("value", began, timeout=PATIENCE)
    pictures.locator("button[name=train][value=pause]").press("Enter")
    expect(pictures.locator("[data-tick]")).to_have_count(0, timeout=PATIENCE)
    assert len(python_workers(page)) == 1
    lasting_visits.check()
