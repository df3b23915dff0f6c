"""A demo outside its guide: in a frame of another site, on the full screen, and the line that takes it there."""

import json
import re
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.support import chromium, header_host, static_host
from tests.support.live_demos import GUIDES, HOMES, PAIRS, PATIENCE, both_languages, demo, expect_live, start
from tests.support.returning_reader import wait_until
from tests.support.screens import DESK, PHONE

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(scope="module")
def server(site):
    """A host that sends the headers of _headers."""
    with header_host.serve(site) as address:
        yield address


@pytest.fixture
def stranger():
    """A page of another site: stranger.shows is the HTML of its body."""

    class Page(BaseHTTPRequestHandler):
        shows = ""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Another site</title><p style='height: 50rem'>Far below:</p>{Page.shows}".encode())

        def log_message(self, *_):
            pass

    with static_host.serving(Page) as address:
        Page.address = address.replace("127.0.0.1", "localhost")
        yield Page


def framed(page, stranger, html):
    """Show HTML with a frame on another site's page, and return the frame."""
    stranger.shows = html
    page.goto(stranger.address)
    assert page.evaluate("scrollY") == 0
    page.locator("iframe").scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").locator("body")).to_be_visible()
    return page.frames[1]


def line_of(page, name):
    """Press the button that copies the line which embeds a demo, and return the line."""
    found = demo(page, name)
    found.locator("button[data-action=embed]").click()
    expect(found.locator(".live-demo__embedding [role=status]")).not_to_be_empty()
    return page.evaluate("navigator.clipboard.readText()")


@both_languages
def test_the_copied_line_shows_on_another_site_what_the_reader_saw(browser, server, stranger, language):
    with browser.new_context(viewport=PHONE, **CLIPBOARD) as context:
        page = context.new_page()
        page.goto(server + GUIDES[language])
        attention, last = start(page, "attention"), PAIRS[language][1].split()[-1]
        attention.locator("input[name=sentence]").fill(PAIRS[language][1])
        expect(attention.locator(".heatmap")).to_contain_text(last)
        seen = attention.locator(".answer").inner_text()
        frame = framed(page, stranger, line_of(page, "attention"))
        shown = frame.locator("live-demo")
        expect(shown.locator(".answer")).not_to_have_text(seen)
        shown.locator("button[data-action=start]").click()
        expect_live(shown)
        expect(shown.locator(".answer")).to_have_text(seen)
        expect(shown.locator("input[name=sentence]")).to_have_value(PAIRS[language][1])
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


@both_languages
@pytest.mark.parametrize("name", ["chatbot", "language-jobs", "pictures-points"])
def test_every_demo_has_such_a_line_before_start_too(visit, server, language, name):
    kind = name.partition("-")[0]
    page = visit(f"{HOMES[language]}demos/{name}/", **CLIPBOARD)
    frame = BeautifulSoup(line_of(page, kind), "html.parser").iframe
    # A state that a link may carry goes with it: see the test above.
    assert frame["src"].partition("?")[0] == f"{server}{HOMES[language]}demos/{name}/" and frame["title"] == page.locator("header h3").inner_text()
    assert frame["loading"] == "lazy" and "fullscreen" in frame["allow"]


def test_a_conversation_goes_with_the_line(visit):
    page = visit("en/demos/chatbot/", **CLIPBOARD)
    chatbot = demo(page, "chatbot")
    chatbot.locator("button[name=message]").first.click()
    expect(chatbot.locator("li[data-from=reader]")).to_have_count(1)
    said = chatbot.locator("li[data-from=reader] .bubble").inner_text()
    src = line_of(page, "chatbot").split('src="')[1].split('"')[0]
    assert parse_qs(urlsplit(src).query) == {"chatbot.conversation": [said]}


def test_where_the_clipboard_is_refused_the_line_is_selected(visit):
    page = visit("demos/attention/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    attention = demo(page, "attention")
    attention.locator("button[data-action=embed]").click()
    area = attention.locator(".live-demo__embedding textarea")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)").startswith("<iframe src=")


def test_other_pages_refuse_to_be_framed(browser, server, stranger):
    with browser.new_context() as context:
        page = context.new_page()
        for path in ("", "en/", "guides/generative-ai/", "en/about/", "offline.html"):
            stranger.shows = f'<iframe src="{server}{path}"></iframe>'
            page.goto(stranger.address)
            page.frames[1].wait_for_url("chrome-error://**")


@pytest.mark.parametrize("cookies", [1, 2], ids=["storage", "no storage"])
def test_a_frame_goes_live_whether_or_not_the_browser_lets_it_store(browser, server, stranger, cookies):
    with TemporaryDirectory() as profile:
        preferences = Path(profile) / "Default/Preferences"
        preferences.parent.mkdir()
        # Of all cookies and storage: 1 allows them, 2 forbids them.
        preferences.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": cookies}, "cookie_controls_mode": 0}}), "utf-8")
        context = browser.browser_type.launch_persistent_context(profile, executable_path=chromium.find(), args=chromium.TEST_FLAGS)
        try:
            frame = framed(context.new_page(), stranger, f'<iframe src="{server}en/demos/chatbot/" width="100%" height="600"></iframe>')
            stored = frame.evaluate("() => { try { localStorage.setItem('x', 'y'); return true; } catch { return false; } }")
            assert stored == (cookies == 1)
            chatbot = frame.locator("live-demo")
            chatbot.locator("button[data-action=start]").click()
            expect_live(chatbot)
            chatbot.locator("input[name=message]").fill("I am tired")
            chatbot.locator("input[name=message]").press("Enter")
            expect(chatbot.locator("li[data-from=bot]")).to_have_count(2, timeout=PATIENCE)
        finally:
            context.close()


def test_a_sandboxed_frame_says_what_it_lacks(browser, server, stranger):
    with browser.new_context() as context:
        frame = framed(context.new_page(), stranger, f'<iframe sandbox="allow-scripts" src="{server}en/demos/attention/" height="600"></iframe>')
        frame.locator("button[data-action=start]").click()
        expect(frame.locator("[data-part=status]")).to_contain_text("allow-same-origin")


@both_languages
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_full_screen_by_keyboard_and_back(visit, language, viewport):
    page = visit(GUIDES[language], viewport=viewport, color_scheme="dark")
    attention = demo(page, "attention")
    button = attention.locator("button[data-action=full-screen]")
    button.scroll_into_view_if_needed()
    expect(button).to_have_text(re.compile(r"\S"), use_inner_text=True)  # a demo gets its layout when it comes into sight
    name = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("live-demo:fullscreen")).to_have_attribute("name", "attention")
    assert button.inner_text() != name
    box = attention.bounding_box()
    assert (box["width"], box["height"]) == (viewport["width"], viewport["height"])
    assert attention.evaluate("demo => [getComputedStyle(demo).direction, demo.scrollWidth <= demo.clientWidth]") == [{"ar": "rtl", "en": "ltr"}[language], True]
    assert attention.evaluate("demo => getComputedStyle(demo).backgroundColor") == "rgb(26, 35, 39)"
    attention.locator("details.curious > summary").click()
    attention.locator("a[data-share]").focus()
    assert attention.evaluate("demo => demo.scrollTop") > 0, "the demo scrolls on the full screen"
    # Escape is the browser's own key: what it does is this.
    page.evaluate("document.exitFullscreen()")
    expect(page.locator("live-demo:fullscreen")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_text(name, use_inner_text=True)


def test_the_full_screen_in_a_frame(browser, server, stranger):
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        frame = framed(page, stranger, f'<iframe src="{server}en/demos/attention/" allow="fullscreen" width="100%" height="400"></iframe>')
        frame.locator("button[data-action=full-screen]").click()
        expect(frame.locator("live-demo:fullscreen")).to_be_visible()
        frame.locator("button[data-action=full-screen]").click()
        expect(frame.locator("live-demo:fullscreen")).to_have_count(0)
        # A frame that does not allow it opens the page by itself.
        frame = framed(page, stranger, f'<iframe src="{server}en/demos/attention/?attention.sentence=A%20cat" width="100%" height="400"></iframe>')
        with context.expect_page() as opened:
            frame.locator("button[data-action=full-screen]").click()
        assert opened.value.url == f"{server}en/demos/attention/?attention.sentence=A%20cat"


@both_languages
def test_without_scripts_the_page_of_a_demo_shows_the_picture(visit, language):
    page = visit(f"{HOMES[language]}demos/attention/", java_script_enabled=False)
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()
    for action in ("start", "full-screen", "embed"):
        expect(page.locator(f"[data-action={action}]")).to_be_hidden()


def test_the_page_of_a_demo_has_the_colours_that_the_reader_chose_on_the_site(visit, server):
    page = visit("en/", color_scheme="light")
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen == "slate"
    page.goto(f"{server}en/demos/attention/")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("body[data-md-color-scheme=default]")).to_be_attached()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()


def test_the_page_of_a_demo_works_without_a_network_and_may_be_framed_then(browser, site, stranger):
    with static_host.serve(site) as server, browser.new_context(service_workers="allow") as context:
        page = context.new_page()
        for path in ("en/demos/attention/", "en/about/"):
            page.goto(server + path)
            page.evaluate("navigator.serviceWorker.ready")
            page.reload()
            expect(page.locator("h1")).to_be_visible()
            wait_until(page, "await caches.match(location.href)")
        context.set_offline(True)
        for path, refused in (("en/demos/attention/", None), ("en/about/", "DENY")):
            answer = page.goto(server + path)
            expect(page.locator("h1")).to_be_visible()
            assert answer.from_service_worker and answer.headers.get("x-frame-options") == refused
