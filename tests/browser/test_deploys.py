"""Deploys while readers read: an open tab, a deploy half done, a rollback, little room, and a cache that is gone."""

import re
from contextlib import nullcontext

import pytest
from playwright.sync_api import expect

from tests.support.deploys import changed, deploy, mix, sw_data
from tests.support.faulty_host import serve
from tests.support.live_demos import GUIDES, PATIENCE, demo, start
from tests.support.returning_reader import (
    CACHES,
    controlled,
    open_page,
    taken_over,
    versions_of,
    wait_until,
    wait_until_cached,
    wait_until_python_is_cached,
    wait_until_search_is_cached,
)

GUIDE = GUIDES["en"]
PAGE = f"{GUIDE}index.html"
SMALL_PAGE = "en/about/"
HASHED = re.compile(r"assets/((javascripts|stylesheets)-[0-9a-f]{12}|(runtime|demos|files)/[0-9a-f]{12})/")


@pytest.fixture(scope="module")
def builds(site, tmp_path_factory):
    """Eleven builds, each with other scripts and another text, as they are published one after the other."""
    folder, deployed = tmp_path_factory.mktemp("builds"), []
    for number in range(11):
        build = changed(site, folder / f"build-{number}", texts=dict.fromkeys((PAGE, f"{SMALL_PAGE}index.html"), f"BUILD {number}."), script=f"globalThis.build = {number};")
        deployed.append(deploy(build, folder / f"deploy-{number}", deployed[-1] if deployed else None))
    return deployed


def returning(reader, host):
    """A page of a reader whose browser has the service worker and the library of what is published now."""
    context = reader()
    page = controlled(open_page(context, host.address + GUIDE))
    wait_until_search_is_cached(page, host.folder)
    return context, page


def asked(host):
    """The paths that were asked for, but for the parts of the worker itself, which the browser compares at every update."""
    paths = [path for path, _ in host.log if path != "/sw.js" and "/workbox-" not in path and "/offline/" not in path]
    assert len(paths) == len(set(paths))
    return paths


def update(page):
    """Let the browser look for a new service worker, as it does at every visit, and wait until that is installed."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    wait_until(page, "(await navigator.serviceWorker.getRegistration()).waiting")


def close_last(context, page):
    """Close a reader's last page, and wait until the build that waited for this has taken over, if there is one."""
    waits = page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => !!registration.waiting)")
    with taken_over(context) if waits else nullcontext():
        page.close()


def test_an_update_fetches_what_changed_and_nothing_else(reader, host, tmp_path):
    _, page = returning(reader, host)
    host.folder = changed(host.folder, tmp_path / "next", texts={"en/guides/index.html": "A NEW SENTENCE"})
    host.log.clear()
    update(page)
    # Everything else was copied from the older caches, the shell too.
    assert asked(host) == ["/en/guides/"]


def test_an_update_with_new_scripts_fetches_only_pages_and_those_scripts_six_at_a_time(reader, host, tmp_path):
    _, page = returning(reader, host)
    host.folder = changed(host.folder, tmp_path / "next", texts={}, script="globalThis.next = true;")
    host.log.clear()
    host.most, host.delay = 0, 0.05
    update(page)
    assert 2 < host.most <= 6
    version = sw_data(host.folder)["version"]
    assert [path for path in asked(host) if "/assets/" in path] == [f"/assets/javascripts-{version}/python/interpreter.js"]


def test_an_update_comes_although_the_host_answers_with_a_page_of_its_own_where_a_page_is_gone(reader, host, tmp_path):
    context, page = returning(reader, host)
    open_page(context, host.address + SMALL_PAGE)
    wait_until_cached(page, host.address + SMALL_PAGE)
    host.folder = changed(host.folder, tmp_path / "next", texts={})
    gone = host.folder / SMALL_PAGE / "index.html"
    gone.unlink()
    gone.write_text("<!doctype html><title>Index of /en/about/</title>", "utf-8")
    update(page)


@pytest.mark.parametrize("workers", ["allow", "block"])
def test_a_tab_open_through_ten_deploys_starts_its_demos_and_opens_its_editor(browser, builds, workers):
    with serve(builds[0]) as host, browser.new_context(service_workers=workers) as context:
        tab = open_page(context, host.address + GUIDE)
        if workers == "allow":
            controlled(tab)
        for number, build in enumerate(builds[1:], 1):
            host.folder = build
            page = open_page(context, host.address + SMALL_PAGE)
            page.reload()  # Without a word of the host, a browser takes a page for fresh for a while.
            expect(page.get_by_text(f"BUILD {number}.")).to_be_visible()
            page.close()
        start(tab, "attention")
        demo(tab, "attention").locator("details.code > summary").click()
        expect(demo(tab, "attention").locator(".code-editor textarea")).to_be_visible(timeout=PATIENCE)
        assert tab.evaluate("globalThis.build") == 0
        assert versions_of(tab) == {sw_data(builds[0])["version"]}


MIXES = {
    "the new folders": lambda path: bool(HASHED.match(path)),
    "and half of the pages": lambda path: bool(HASHED.match(path)) or path.startswith("en/"),
    "and all pages, but the old list of files": lambda path: path != "sw.js",
    "and the new list of files, but old pages": lambda path: bool(HASHED.match(path)) or path == "sw.js",
    "half of the new folders": lambda path: bool(HASHED.match(path)) and path.endswith((".css", "e.js", "r.js")),
}


@pytest.mark.parametrize("case", MIXES)
def test_a_reader_in_the_middle_of_a_deploy_gets_one_build_and_then_the_next(reader, builds, tmp_path, case):
    with serve(builds[0]) as host:
        context, page = returning(reader, host)
        host.folder = mix(builds[0], builds[1], tmp_path / "mix", MIXES[case])
        page.goto(host.address + GUIDE)
        start(page, "chatbot")
        [version] = versions_of(page)
        assert page.evaluate("globalThis.build") == (0 if version == sw_data(builds[0])["version"] else 1)
        close_last(context, page)
        host.folder = builds[1]
        page = open_page(context, host.address + GUIDE)
        expect(page.get_by_text("BUILD 1.")).to_be_visible()
        start(page, "chatbot")
        assert versions_of(page) == {sw_data(builds[1])["version"]}


def test_a_rollback_is_a_deploy_like_any_other(reader, builds, tmp_path):
    with serve(builds[1]) as host:
        context, page = returning(reader, host)
        host.folder = deploy(builds[0], tmp_path / "back", builds[1])
        update(page)
        start(page, "attention")
        assert page.evaluate("globalThis.build") == 1
        close_last(context, page)
        page = open_page(context, host.address + GUIDE)
        expect(page.get_by_text("BUILD 0.")).to_be_visible()
        start(page, "attention")
        assert page.evaluate("globalThis.build") == 0


@pytest.mark.parametrize("asked", ["en/guides/generative-ai", "en/guides/generative-ai/index.html", "en/guides/generative-ai?attention.layer=1"])
def test_a_page_is_found_offline_by_its_other_addresses(reader, host, asked):
    context = reader()
    page = controlled(open_page(context, host.address + GUIDE))
    wait_until_cached(page, GUIDE)
    host.online = False
    page.goto(host.address + asked)
    _, mark, query = asked.partition("?")
    expect(page).to_have_url(host.address + GUIDE + mark + query)
    expect(page.locator("live-demo[name=chatbot]")).to_be_visible()


def test_on_a_host_that_drops_slashes_pages_and_the_library_are_there_offline(reader, host):
    host.drops_slashes = True
    context = reader()
    page = controlled(open_page(context, host.address + GUIDE))
    expect(page).to_have_url(host.address + GUIDE.rstrip("/"))
    wait_until_cached(page, "guides/generative-ai", 2)
    host.online = False
    for path in (GUIDE, GUIDES["ar"], GUIDES["ar"].rstrip("/")):
        page.goto(host.address + path)
        expect(page.locator("live-demo[name=chatbot]")).to_be_attached()


@pytest.mark.parametrize("megabytes", [3, 10])
def test_where_there_is_little_room_pages_win_over_python(reader, host, megabytes):
    context = reader()
    page = context.new_page()
    quota = context.new_cdp_session(page)
    quota.send("Storage.overrideQuotaForOrigin", {"origin": host.address.rstrip("/"), "quotaSize": megabytes * 1_000_000})
    page.goto(host.address + GUIDE)
    start(page, "attention")
    controlled(page)
    for path in ("", "en/", "en/notices/", "notices/", "en/about/"):
        page.goto(host.address + path)
        wait_until(page, f"Object.values(await ({CACHES})()).flat().includes({host.address + path!r})")
    host.online = False
    for path in ("", "en/notices/", "notices/", "en/about/", GUIDE):
        page.goto(host.address + path)
        expect(page.locator("[data-kept]")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_without_caches_and_without_a_network_the_words_are_ours(reader, host, language):
    context = reader()
    page = controlled(open_page(context, host.address + GUIDES[language]))
    wait_until_cached(page, GUIDES[language])
    page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    host.online = False
    page.goto(host.address + GUIDES[language])
    assert page.evaluate("document.documentElement.dir") == {"ar": "rtl", "en": "ltr"}[language]
    expect(page.locator("h1")).to_have_text({"ar": "مفيش نت دلوقتي", "en": "No network right now"}[language])
    host.online = True
    page.get_by_role("link").click()
    expect(page.locator("live-demo[name=chatbot]")).to_be_visible(timeout=PATIENCE)


def test_the_same_after_python_was_started_and_all_is_mended_by_the_next_visit(reader, host):
    _, page = returning(reader, host)
    page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    page.reload()
    start(page, "chatbot")
    wait_until_python_is_cached(page, host.folder)
    host.online = False
    page.goto(host.address + GUIDE)
    expect(page.locator("live-demo[name=chatbot]")).to_be_visible()
