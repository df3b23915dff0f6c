"""The page trusts no HTML: what Python draws passes an allow-list, whatever it is."""

import json
from collections import defaultdict

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from tests.support import cases
from tests.support.drawn import ATTACKS, FORBIDDEN, draw
from tests.support.header_host import HOSTS
from tests.support.live_demos import GUIDES


@pytest.fixture(scope="module", params=HOSTS)
def server(site, request):
    with HOSTS[request.param](site) as address:
        yield address


@pytest.fixture(scope="module")
def pictures(site):
    """The HTML of every recorded answer, and of every demo in the built pages."""
    found = [step["html"] for path in cases.PATHS for step in cases.load(path)["steps"]]
    for path in sorted(site.rglob("*.html")):
        found += [stage.inner_html for stage in LexborHTMLParser(path.read_text("utf-8")).css('live-demo [data-part="stage"]')]
    return found


@pytest.fixture(scope="module", params=["the browser", "DOMPurify"])
def page(browser, server, request):
    """A page with sanitize(), as the demos have it, by the browser itself or by DOMPurify."""
    with browser.new_context() as context:
        opened = context.new_page()
        if request.param == "DOMPurify":
            opened.add_init_script("delete Element.prototype.setHTML")
        opened.goto(server + GUIDES["en"])
        opened.evaluate(
            """async () => {
                const { src } = document.querySelector("script[src$='/live-demo.js']");
                const module = await import(new URL("./sanitize.js", src).href);
                Object.assign(window, module, { sanitize: (await module.load(""))() });
                window.sanitized = (html) => { const box = document.createElement("div"); box.append(sanitize(html)); return box.innerHTML; };
            }"""
        )
        assert opened.evaluate("'DOMPurify' in window") == (request.param == "DOMPurify")
        yield opened


def test_exactly_what_our_renderers_use_is_let_through(page, pictures):
    used = defaultdict(set)
    for html in pictures:
        for node in LexborHTMLParser(f"<body>{html}").css("body *"):
            used[node.tag] |= node.attributes.keys()
    allowed = page.evaluate("ALLOWED")
    assert {tag: sorted(name.lower() for name in names) for tag, names in used.items()} == {
        tag: sorted(names.lower().split()) for tag, names in allowed.items()
    }


def test_what_our_renderers_draw_passes_unchanged(page, pictures):
    for html in pictures:
        before, after = LexborHTMLParser(f"<body>{html}").body.inner_html, page.evaluate("html => sanitized(html)", html)
        assert LexborHTMLParser(f"<body>{after}").body.inner_html == before


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_drawn_html_is_taken_out(page, name):
    found = page.evaluate("html => sanitized(html)", ATTACKS[name])
    assert not FORBIDDEN.search(found), found


def test_forged_controls_neither_share_nor_save_what_the_build_does_not_allow(visit):
    page = visit(GUIDES["en"], permissions=["clipboard-read", "clipboard-write"])
    before = page.url
    forged = (
        "<p><a data-share='script code rules' href='?attention.code=evil&attention.rules=evil&chatbot.message=evil&attention.layer=1'>share</a></p>"
        "<form><div><textarea name=code>@echo off</textarea></div><p><button type=button data-save='invoice.bat'>save</button></p></form>"
    )
    attention = draw(page, forged)
    attention.locator("a[data-share]").click()
    expect(attention.locator("[data-part=status]")).to_contain_text("copied")
    assert page.url == f"{before}?attention.layer=1"
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    saved = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    attention.locator("button[data-save]").click()
    # The chatbot has a file, and the build names it.
    chatbot = draw(page, forged, "chatbot")
    with page.expect_download() as download:
        chatbot.locator("button[data-save]").click()
    assert download.value.suggested_filename == "rules.en.toml"
    assert saved == ["rules.en.toml"]


def test_a_link_cannot_run_code_whatever_the_drawn_page_lists(visit):
    page = visit(GUIDES["en"] + "?attention.code=evil&attention.layer=1&chatbot.rules=evil")
    assert page.locator("live-demo[name=attention] [data-part=status]").inner_text().startswith("This link holds")
    expect(page.locator("live-demo[name=chatbot] [data-part=status]")).not_to_contain_text("This link holds")


def test_no_html_is_stored_and_nothing_drawn_is_there_after_a_reload(visit):
    page = visit(GUIDES["en"])
    draw(page, "<div data-remember><p class=mark>theirs</p></div>", "chatbot")
    draw(page, "<div data-remember><p class=mark>theirs</p></div>", "attention")
    # As a storage that an earlier build, or somebody else, has written.
    page.evaluate(
        """() => addEventListener("pagehide", () => {
            for (const storage of [localStorage, sessionStorage]) {
                const old = { version: "x", state: {}, html: "<p class=mark>theirs</p>", drafts: {}, sent: [] };
                for (const name of ["chatbot", "attention", "cell"]) {
                    const { key = 0 } = document.querySelector(`live-demo[name=${name}]`).dataset;
                    storage.setItem(`live-demo ${location.pathname} ${name} ${key}`, JSON.stringify(old));
                }
            }
        })"""
    )
    page.reload()
    expect(page.locator("live-demo[name=chatbot] ol.transcript")).to_be_visible()
    assert page.locator(".mark").count() == 0


def test_what_is_stored_of_a_demo_is_its_state(visit):
    page = visit(GUIDES["en"])
    draw(page, "<p class=mark>theirs</p>", "chatbot", {"changed": True})
    page.reload()
    stored = page.evaluate("Object.entries(localStorage).flatMap(([key, text]) => (key.startsWith('live-demo') ? [text] : []))")
    assert stored and all("theirs" not in text and json.loads(text).keys() <= {"state", "drafts", "sent"} for text in stored)


def test_a_page_makes_no_html_and_no_script_of_a_string(visit):
    page = visit(GUIDES["en"])
    page.expected_errors = ["TrustedHTML", "TrustedScript", "Content Security Policy", "Content Security policy"]
    refused = page.evaluate(
        """() => [
            () => { document.body.innerHTML = "<img src=x>"; },
            () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
            () => { document.createElement("script").text = "document.title = 1"; },
            () => { document.createElement("script").src = "https://evil.example/x.js"; },
            () => { document.createElement("script").src = "data:text/javascript,1"; },
            () => new Worker("data:text/javascript,1", { type: "module" }),
            () => trustedTypes.createPolicy("another", { createHTML: (html) => html }),
            () => trustedTypes.createPolicy("default", { createHTML: (html) => html }),
        ].map((attack) => { try { attack(); return "got in"; } catch (error) { return error.name; } })"""
    )
    assert set(refused) == {"TypeError"}, refused


def test_a_long_list_is_drawn_again_without_comparing_each_element_with_all(visit):
    page = visit(GUIDES["en"])
    draw(page, "<p>nothing yet</p>")
    reads = """async ([html, changed]) => {
        const { src } = document.querySelector("script[src$='/live-demo.js']");
        const [{ Idiomorph }, { morphBy }, { load }] = await Promise.all(
            ["../../vendor/idiomorph-0.7.4/idiomorph.esm.js", "./morph.js", "./sanitize.js"].map((path) => import(new URL(path, src).href)));
        const [morph, sanitize] = [morphBy(Idiomorph), (await load(""))()];
        const stage = document.createElement("div");
        morph(stage, sanitize(html), () => {});
        const { get } = Object.getOwnPropertyDescriptor(Node.prototype, "nextSibling");
        let reads = 0;
        Object.defineProperty(Node.prototype, "nextSibling", { configurable: true, get() { reads++; return get.call(this); } });
        morph(stage, sanitize(changed), () => {});
        Object.defineProperty(Node.prototype, "nextSibling", { configurable: true, get });
        return [stage.innerHTML === changed, reads];
    }"""
    for begin, end in ("", ""), ('<p class="a">', "</p>"):
        html = f"{begin}{'<b>x</b>' * 2000}{end}"
        is_drawn, read = page.evaluate(reads, [html, html.replace("x", "y").replace('"a"', '"b"')])
        assert is_drawn
        assert read < 20_000
