"""The second visit and the visit without a network: what is fetched, cached and shown."""

import json
import re

from playwright.sync_api import expect

from tests.support import faulty_host
from tests.support.live_demos import GUIDES, HOMES, PATIENCE, both_languages, demo, is_arabic, start
from tests.support.returning_reader import (
    CACHES,
    controlled,
    open_page,
    python_requests,
    wait_until_cached,
    wait_until_python_is_cached,
    wait_until_search_is_cached,
)

# Never linked from a page that these tests open before they ask for it.
UNSEEN = {"ar": "notices/", "en": "en/notices/"}

# As when a deploy has begun: the pages of this build are cached for the next one too, and then one that only that has.
NEXT_BUILD = """async () => {
    const name = (await caches.keys()).find((name) => / pages [0-9a-f]/.test(name));
    const [pages, next] = await Promise.all([name, name.replace(/ pages .*/, " pages next")].map((name) => caches.open(name)));
    // One without an address is what the service worker stores for a moment to see how much room there is.
    for (const response of await pages.matchAll()) if (response.url) await next.put(response.url, response);
    await next.put("/en/last/", new Response("<html lang=en><title>Last</title>", { headers: { "content-type": "text/html" } }));
}"""


@both_languages
def test_a_page_and_its_worker_fetch_nothing_of_python_by_themselves(reader, host, language):
    page = controlled(open_page(reader(), host.address + GUIDES[language]))
    wait_until_cached(page, GUIDES["ar"] if language == "en" else GUIDES["en"])
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []


def test_a_second_visit_fetches_no_byte_of_python_and_none_of_our_files(reader, host, site):
    context = reader()
    page = controlled(open_page(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    page.close()
    host.log.clear()
    page = open_page(context, host.address + GUIDES["ar"])
    start(page, "attention")
    page.wait_for_load_state("networkidle")
    assert host.bytes_of("/assets/runtime/") == host.bytes_of(".whl") == 0
    # The service worker may still be caching the search.
    theirs = ("service-worker", "workbox", "/assets/search/")
    assert [path for path, size in host.log if size and "/assets/" in path and not any(part in path for part in theirs)] == []


def test_python_is_cached_even_if_it_was_started_before_the_service_worker(reader, host, site):
    context = reader()
    context.add_init_script("window.requestIdleCallback = (work) => setTimeout(work, 4000)")
    page = open_page(context, host.address + GUIDES["ar"])
    start(page, "attention")
    controlled(page)
    wait_until_cached(page, GUIDES["ar"])
    wait_until_python_is_cached(page, site)
    host.online = False
    page = open_page(context, host.address + GUIDES["ar"])
    start(page, "attention")


def test_without_a_network_both_demos_start_in_both_languages(reader, host, site):
    context = reader()
    page = controlled(open_page(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    wait_until_cached(page, GUIDES["en"])
    wait_until_cached(page, "assets/images/generative-ai.svg", 2)
    page.close()
    host.online = False
    for guide in GUIDES.values():
        page = open_page(context, host.address + guide)
        expect(page.locator(".hero img")).to_be_visible()
        assert page.evaluate("document.querySelector('.hero img').naturalWidth") > 0
        start(page, "attention")
        start(page, "chatbot")
        # The code editor comes from the cache, too.
        demo(page, "attention").locator("details.code > summary").click()
        expect(demo(page, "attention").locator(".code-editor textarea")).to_be_visible()
        page.close()


@both_languages
def test_without_a_network_the_search_finds_and_the_rules_can_be_read(reader, host, site, language):
    context = reader()
    page = controlled(open_page(context, host.address + HOMES[language]))
    wait_until_search_is_cached(page, site)
    [rules] = site.glob(f"assets/files/*/rules.{language}.toml")
    wait_until_cached(page, rules.relative_to(site).as_posix())
    host.online = False
    page.goto(host.address + GUIDES[language])
    page.keyboard.press("/")
    page.locator("dialog[data-search] input[type=search]").fill({"ar": "الانتباه", "en": "attention"}[language])
    expect(page.locator("dialog[data-search] ol a").first).to_be_visible(timeout=PATIENCE)
    page.reload()
    rules = demo(page, "chatbot").locator("details.rules")
    rules.locator("summary").click()
    expect(rules.locator(".code-editor textarea")).to_have_value(re.compile("greeting = "))


def test_a_page_never_seen_gives_way_to_a_kind_word_in_its_language(reader, host):
    context = reader()
    pages = {language: controlled(open_page(context, host.address + HOMES[language])) for language in HOMES}
    for language, page in pages.items():
        wait_until_cached(page, GUIDES[language])
    host.online = False
    for language, page in pages.items():
        page.goto(host.address + UNSEEN[language] + "?from=somewhere")
        assert page.evaluate("[document.documentElement.lang, document.body.dir]") == {"ar": ["ar", "rtl"], "en": ["en", "ltr"]}[language]
        assert is_arabic(page.locator("h1").inner_text()) == (language == "ar")
        # It has its style, and links to the pages that are cached.
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"IBM Plex')
        # The list grows while the cached pages are read.
        expect(page.locator(f"[data-kept] a[href='{host.address}{GUIDES[language]}']")).to_be_visible()
    host.online = True
    for language, page in pages.items():
        page.get_by_role("link", name={"ar": "جرّب تاني", "en": "Try again"}[language]).click()
        expect(page).to_have_title(re.compile({"ar": "الرخص", "en": "Licences"}[language]))


def test_a_page_that_two_builds_have_cached_is_listed_once(reader, host):
    page = controlled(open_page(reader(), host.address + GUIDES["en"]))
    wait_until_cached(page, GUIDES["en"])
    page.evaluate(NEXT_BUILD)
    host.online = False
    page.goto(host.address + UNSEEN["en"])
    expect(page.locator("[data-kept] a", has_text="Last")).to_be_visible()
    expect(page.locator(f"[data-kept] a[href='{host.address}{GUIDES['en']}']")).to_have_count(1)


def test_a_page_that_does_not_exist_is_not_cached(reader, host):
    context = reader()
    page = controlled(open_page(context, host.address))
    page.goto(host.address + "nowhere/")
    assert "nowhere" not in json.dumps(page.evaluate(CACHES))


def test_the_site_may_lie_in_a_folder_of_its_host(reader, site):
    with faulty_host.serve(site, "/repo/") as host:
        context = reader()
        page = controlled(open_page(context, host.address + GUIDES["ar"]))
        wait_until_cached(page, GUIDES["en"])
        page.close()
        host.online = False
        page = open_page(context, host.address + UNSEEN["en"])
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"IBM Plex')
        page.get_by_role("link", name="Guides").first.click()
        expect(page).to_have_url(host.address + "en/guides/")
