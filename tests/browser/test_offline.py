"""The second visit and the visit without a network, in a real browser: what is fetched, kept, shown and never mixed."""

import json
import re
import shutil
import time
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.test_live_demo import ARABIC, GUIDES, PATIENCE, both_languages, demo, start
from tests.conftest import ROOT, build
from tests.support import chromium
from tests.support.host import Host

HOMES = {"ar": "", "en": "en/"}
# Never linked from a page that these tests open before they ask for it.
UNSEEN = {"ar": "notices/", "en": "en/notices/"}
PYTHON = re.compile(r"/assets/(runtime/|demos/.*\.whl)")
VERSION = re.compile(r"/assets/(?:javascripts|stylesheets)-([0-9a-f]{12})/")

CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name.split(" ").slice(-2).join(" "), (await (await caches.open(name)).keys()).map((request) => request.url)])))"""


@pytest.fixture
def host(site):
    opened = Host(site)
    yield opened
    opened.close()


@pytest.fixture
def reader(browser):
    """Opens contexts, each a browser of its own, with service workers."""
    contexts = []

    def open_context(connection=None):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        if connection is not None:
            context.add_init_script(
                f"Object.defineProperty(Navigator.prototype, 'connection', {{get: () => ({json.dumps(connection)})}})"
            )
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


def visit(context, address):
    page = context.new_page()
    page.goto(address)
    return page


def controlled(page):
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=PATIENCE)
    return page


def kept(page, part, count=1):
    """Wait until the caches hold at least so many addresses with this part."""
    until(page, f"Object.values(await ({CACHES})()).flat().filter(url => url.includes('{part}')).length >= {count}")


def until(page, condition):
    """Wait for a condition that has to be awaited itself, which wait_for_function() does not."""
    page.evaluate(
        f"""async () => {{
            const end = performance.now() + {PATIENCE};
            while (!({condition})) {{
                if (performance.now() > end) throw new Error({json.dumps(condition)});
                await new Promise((resolve) => requestAnimationFrame(resolve));
            }}
        }}"""
    )


def python_is_kept(page, site, *when):
    kept(page, "?sha256=", len(addresses(site, *(when or ("start", "later")))))


def library_is_kept(page, site):
    """The search comes last."""
    kept(page, "assets/search/", sum(1 for path in site.glob("assets/search/**/*") if path.is_file()))


def addresses(site, *when):
    """Return where the files lie that a start fetches, or that are fetched after it, sorted."""
    [manifest] = site.glob("assets/javascripts-*/manifest.json")
    files = json.loads(manifest.read_text("utf-8"))["files"]
    return sorted(f"/assets/{file['path']}?sha256={file['sha256']}" for file in files if file["when"] in when)


def python_requests(host):
    return [path for path, _ in host.log if PYTHON.search(path)]


@both_languages
def test_a_page_and_its_worker_fetch_nothing_of_python_by_themselves(reader, host, language):
    page = controlled(visit(reader(), host.address + GUIDES[language]))
    kept(page, GUIDES["ar"] if language == "en" else GUIDES["en"])
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []


def test_a_second_visit_fetches_no_byte_of_python_and_none_of_our_files(reader, host, site):
    context = reader()
    page = controlled(visit(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    python_is_kept(page, site)
    page.close()
    host.log.clear()
    page = visit(context, host.address + GUIDES["ar"])
    start(page, "attention")
    page.wait_for_load_state("networkidle")
    assert host.bytes_of("/assets/runtime/") == host.bytes_of(".whl") == 0
    # Of the search, kept for when there is no network, the rest may still be on its way.
    theirs = ("service-worker", "workbox", "/assets/search/")
    assert [path for path, size in host.log if size and "/assets/" in path and not any(part in path for part in theirs)] == []


def test_python_is_kept_also_where_start_comes_before_the_worker(reader, host, site):
    context = reader()
    context.add_init_script("window.requestIdleCallback = (work) => setTimeout(work, 4000)")
    page = visit(context, host.address + GUIDES["ar"])
    start(page, "attention")
    controlled(page)
    python_is_kept(page, site)
    host.online = False
    page = visit(context, host.address + GUIDES["ar"])
    start(page, "attention")


@both_languages
def test_without_a_network_both_demos_start_in_both_languages(reader, host, site, language):
    context = reader()
    page = controlled(visit(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    python_is_kept(page, site)
    kept(page, GUIDES["en"])
    kept(page, "assets/images/generative-ai.svg", 2)
    page.close()
    host.online = False
    page = visit(context, host.address + GUIDES[language])
    expect(page.locator(".hero img")).to_be_visible()
    assert page.evaluate("document.querySelector('.hero img').naturalWidth") > 0
    start(page, "attention")
    start(page, "chatbot")
    # A code editor, too, comes from what is kept.
    demo(page, "attention").locator("details.code > summary").click()
    expect(demo(page, "attention").locator(".code-editor textarea")).to_be_visible()


@both_languages
def test_without_a_network_the_search_finds_and_the_rules_can_be_read(reader, host, site, language):
    context = reader()
    page = controlled(visit(context, host.address + HOMES[language]))
    library_is_kept(page, site)
    host.online = False
    page.goto(host.address + GUIDES[language])
    page.keyboard.press("/")
    page.locator("dialog[data-search] input[type=search]").fill({"ar": "الانتباه", "en": "attention"}[language])
    expect(page.locator("dialog[data-search] ol a").first).to_be_visible(timeout=PATIENCE)
    page.reload()
    rules = demo(page, "chatbot").locator("details.rules")
    rules.locator("summary").click()
    expect(rules.locator(".code-editor textarea")).to_have_value(re.compile("greeting = "))


@both_languages
def test_a_page_never_seen_gives_way_to_a_kind_word_in_its_language(reader, host, language):
    context = reader()
    page = controlled(visit(context, host.address + HOMES[language]))
    kept(page, GUIDES[language])
    host.online = False
    page.goto(host.address + UNSEEN[language] + "?from=somewhere")
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == {"ar": ["ar", "rtl"], "en": ["en", "ltr"]}[language]
    assert bool(ARABIC.search(page.locator("h1").inner_text())) == (language == "ar")
    # It has its style, and leads to what can be read.
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"IBM Plex')
    # They are listed one after the other, as they are read.
    expect(page.locator(f"[data-kept] a[href='{host.address}{GUIDES[language]}']")).to_be_visible()
    host.online = True
    page.get_by_role("link", name={"ar": "جرّب تاني", "en": "Try again"}[language]).click()
    expect(page).to_have_title(re.compile({"ar": "الرخص", "en": "Licences"}[language]))


def test_a_page_that_is_not_there_is_not_kept(reader, host):
    context = reader()
    page = controlled(visit(context, host.address))
    page.goto(host.address + "nowhere/")
    assert "nowhere" not in json.dumps(page.evaluate(CACHES))


def test_the_site_may_lie_in_a_folder_of_its_host(reader, site):
    host = Host(site, "/repo/")
    context = reader()
    page = controlled(visit(context, host.address + GUIDES["ar"]))
    kept(page, GUIDES["en"])
    page.close()
    host.online = False
    page = visit(context, host.address + UNSEEN["en"])
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"IBM Plex')
    page.get_by_role("link", name="Guides").first.click()
    expect(page).to_have_url(host.address + "en/guides/")
    host.close()


@pytest.fixture(scope="module")
def next_site(tmp_path_factory):
    """The site after a deploy that changed a text, a script, a style sheet and a demo."""
    project = tmp_path_factory.mktemp("next")
    for name in ("docs", "demos", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    for name, text in (
        ("docs/guides/generative-ai.en.md", "\n\nA SENTENCE OF THE NEXT BUILD\n"),
        ("overrides/assets/javascripts/python/interpreter.js", "\nglobalThis.nextBuild = true;\n"),
        ("overrides/assets/stylesheets/site.css", "\nbody { --next-build: yes; }\n"),
        ("demos/__init__.py", "\nNEXT_BUILD = True\n"),
    ):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)
    target = project / "site"
    done = build(project, target)
    assert done.returncode == 0, done.stderr
    return target


def versions_of(page):
    """Return the versions of all scripts and styles that a page was made of."""
    return set(VERSION.findall(json.dumps(page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)"))))


def test_a_deploy_is_seen_at_once_and_never_mixed(reader, host, site, next_site):
    [before], [after] = (VERSION.findall("/" + next(folder.glob("assets/javascripts-*/python/loader.js")).relative_to(folder).as_posix()) for folder in (site, next_site))
    assert before != after
    context = reader()
    old = controlled(visit(context, host.address + GUIDES["en"]))
    start(old, "attention")
    python_is_kept(old, site)
    # A worker that is still fetching would not go when its last page does.
    library_is_kept(old, site)
    visit(context, host.address + "en/about/").close()

    host.folder = next_site
    new = visit(context, host.address + GUIDES["en"])
    expect(new.get_by_text("A SENTENCE OF THE NEXT BUILD")).to_be_visible()
    start(new, "attention")
    assert new.evaluate("[window.nextBuild, getComputedStyle(document.body).getPropertyValue('--next-build')]") == [True, "yes"]
    assert versions_of(new) == {after}

    # The page of the build before still has all that it needs.
    stop_python(old)
    demo(old, "attention").locator("button[data-action=start], button[data-action=stop]").first.wait_for(state="attached")
    old.evaluate("import(document.querySelector('script[src*=live-demo]').src.replace('demo/live-demo', 'python/interpreter')).then(({interpreter}) => interpreter.start())")
    assert old.evaluate("window.nextBuild") is None
    assert versions_of(old) == {before}
    python = {path for path in python_requests(host) if "/demos-" in path}
    assert len(python) == 2, "the demos of each build"

    # Once its last page is closed, nothing of it is left, and all that was read is of the new one.
    until(new, "(await navigator.serviceWorker.getRegistration()).waiting")
    with taken_over(context):
        old.close()
        new.close()
    host.online = False
    for path in (GUIDES["en"], "en/about/"):
        page = visit(context, host.address + path)
        assert versions_of(page) == {after}, path
    until(page, f"!JSON.stringify(await ({CACHES})()).includes('{before}')")
    start(visit(context, host.address + GUIDES["en"]), "chatbot")


@contextmanager
def taken_over(context):
    """Wait until a worker that was waiting is active: that is the browser's doing, and takes what it takes."""
    watching = context.new_page()
    devtools = context.new_cdp_session(watching)
    states = {}
    devtools.on("ServiceWorker.workerVersionUpdated", lambda told: states.update({version["versionId"]: version["status"] for version in told["versions"]}))
    devtools.send("ServiceWorker.enable")
    watching.wait_for_function("true")
    [waiting] = [number for number, status in states.items() if status == "installed"]
    yield
    deadline = time.monotonic() + PATIENCE / 1000
    while states[waiting] != "activated" and time.monotonic() < deadline:
        watching.evaluate("new Promise(requestAnimationFrame)")
    assert states[waiting] == "activated"
    watching.close()


def stop_python(page):
    page.evaluate("import(document.querySelector('script[src*=live-demo]').src.replace('demo/live-demo', 'python/interpreter')).then(({interpreter}) => interpreter.stop())")


@pytest.mark.parametrize("workers", ["allow", "block"])
def test_a_page_of_a_build_that_is_gone_is_helped_by_its_retry(browser, host, next_site, workers):
    with browser.new_context(service_workers=workers) as context:
        page = visit(context, host.address + GUIDES["en"])
        if workers == "allow":
            controlled(page)
        host.folder = next_site
        attention = demo(page, "attention")
        attention.locator("button[data-action=start]").click()
        expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
        attention.locator("button[data-action=retry]").click()
        expect(page.get_by_text("A SENTENCE OF THE NEXT BUILD")).to_be_visible(timeout=PATIENCE)
        start(page, "attention")


def test_damage_in_what_is_kept_is_noticed_and_mended(reader, host, site):
    context = reader()
    page = controlled(visit(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    python_is_kept(page, site)
    harmed = page.evaluate(
        """async () => {
            const name = (await caches.keys()).find((name) => name.endsWith(" runtime"));
            const cache = await caches.open(name);
            const harmed = [];
            for (const request of await cache.keys()) {
                const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
                bytes[bytes.length >> 1] ^= 1;
                await cache.put(request, new Response(bytes, {headers: {"x-kept": "1"}}));
                harmed.push(request.url);
            }
            return harmed;
        }"""
    )
    assert sorted(harmed) == [host.address.rstrip("/") + address for address in addresses(site, "start", "later")]
    page.close()
    page = visit(context, host.address + GUIDES["ar"])
    start(page, "attention")
    python_is_kept(page, site)
    host.online = False
    page = visit(context, host.address + GUIDES["ar"])
    start(page, "attention")


def test_half_of_what_was_kept_is_completed_from_the_network(reader, host, site):
    context = reader()
    page = controlled(visit(context, host.address + GUIDES["ar"]))
    start(page, "attention")
    python_is_kept(page, site)
    page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys()).find((name) => name.endsWith(" runtime")));
            for (const [number, request] of (await cache.keys()).entries()) if (number % 2) await cache.delete(request);
        }"""
    )
    start(visit(context, host.address + GUIDES["ar"]), "attention")


FORBIDDEN = {
    "no room": "CacheStorage.prototype.open = Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
    "no caches": "delete self.caches; Object.defineProperty(self, 'caches', {value: undefined})",
    "no service workers": "delete Navigator.prototype.serviceWorker",
    "a private window": "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('private', 'SecurityError'));"
    "CacheStorage.prototype.open = () => Promise.reject(new DOMException('private', 'SecurityError'))",
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_where_nothing_can_be_kept_the_site_works_as_ever(reader, host, case):
    context = reader()
    context.add_init_script(FORBIDDEN[case])
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(host.address + GUIDES["ar"])
    start(page, "attention")
    page.wait_for_load_state("networkidle")
    assert faults == []


FAST = {"effectiveType": "4g", "saveData": False}


def hover(page):
    button = demo(page, "chatbot").locator("button[data-action=start]")
    button.scroll_into_view_if_needed()
    button.hover()


def test_a_pointer_on_start_fetches_python_and_start_fetches_nothing_twice(reader, host, site):
    page = visit(reader(FAST), host.address + GUIDES["ar"])
    hover(page)
    python_is_kept(page, site, "start")
    assert demo(page, "chatbot").get_attribute("data-status") == "idle"
    start(page, "chatbot")
    python_is_kept(page, site)
    sent = [path for path, size in host.log if PYTHON.search(path) and size]
    assert sorted(sent) == addresses(site, "start", "later")


def test_start_in_the_middle_of_a_hint_fetches_nothing_twice(reader, host, site):
    page = visit(reader(FAST), host.address + GUIDES["ar"])
    hover(page)
    start(page, "chatbot")
    python_is_kept(page, site)
    sent = [path for path, size in host.log if PYTHON.search(path) and size]
    assert sorted(sent) == addresses(site, "start", "later")


def test_the_keyboard_on_start_is_a_hint_too(reader, host, site):
    page = visit(reader(FAST), host.address + GUIDES["en"])
    demo(page, "chatbot").locator("button[data-action=start]").focus()
    python_is_kept(page, site, "start")


def test_a_demo_nearly_in_sight_is_a_hint_once_the_reader_has_done_something(reader, host, site):
    page = visit(reader(FAST), host.address + GUIDES["en"])
    demo(page, "attention").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []
    page.keyboard.press("Shift")
    python_is_kept(page, site, "start")


@pytest.mark.parametrize(
    "connection",
    [{"effectiveType": "4g", "saveData": True}, {"effectiveType": "3g"}, {"effectiveType": "slow-2g"}],
    ids=["data is saved", "3g", "slow"],
)
def test_where_bytes_are_dear_there_are_no_hints(reader, host, connection):
    page = visit(reader(connection), host.address + GUIDES["en"])
    page.keyboard.press("Shift")
    hover(page)
    demo(page, "chatbot").locator("button[data-action=start]").focus()
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []


def test_a_reader_who_saves_data_is_sent_only_what_she_asked_for(reader, host, site):
    page = visit(reader({"effectiveType": "4g", "saveData": True}), host.address + GUIDES["en"])
    page.wait_for_load_state("networkidle")
    assert not [path for path, _ in host.log if "sw.js" in path or path.startswith("/guides/")]
    start(page, "attention")
    python_is_kept(page, site)
    controlled(page)
    page.wait_for_load_state("networkidle")
    assert not [path for path, _ in host.log if path.startswith("/guides/")]


def test_a_connection_that_tells_nothing_of_itself_gets_hints_by_pointer_alone(reader, host, site):
    context = reader()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'connection', {get: () => undefined})")
    page = visit(context, host.address + GUIDES["en"])
    demo(page, "attention").scroll_into_view_if_needed()
    page.keyboard.press("Shift")
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []
    hover(page)
    python_is_kept(page, site, "start")


@both_languages
def test_the_site_can_be_installed(browser, host, tmp_path, language):
    # A profile of its own: nothing is installed from a private window, which the other tests' are.
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=chromium.find(), args=chromium.FLAGS)
    page = controlled(visit(context, host.address + HOMES[language]))
    cdp = context.new_cdp_session(page)
    found = cdp.send("Page.getAppManifest")
    assert found["errors"] == []
    assert cdp.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["lang"], manifest["dir"], manifest["name"]) == {"ar": ("ar", "rtl", "فاهم"), "en": ("en", "ltr", "Fahem")}[language]
    assert found["url"] == f"{host.address}{HOMES[language]}manifest.webmanifest"
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    context.close()


def test_the_page_for_no_network_is_no_part_of_the_navigation_or_the_sitemap(site):
    assert "offline" not in (site / "sitemap.xml").read_text("utf-8")
    for page in site.rglob("index.html"):
        links = BeautifulSoup(page.read_text("utf-8"), "html.parser").select("a[href]")
        assert not [link for link in links if "offline" in link["href"]], page


def test_what_browsers_keep_for_good_is_named_by_its_content_or_version(site):
    told = json.loads((site / "sw.js").read_text("utf-8").partition("self.site = ")[2].partition(";\nimportScripts")[0])
    for entry in told["shell"]:
        named = re.search(r"-[0-9a-f]{12}/|\.[0-9a-f]{8}\.min\.|/[a-z-]+-\d+\.\d+\.\d+/", entry["url"])
        assert bool(named) == (entry["revision"] is None), entry
    assert not [file for folder in ("javascripts", "stylesheets") for file in (site / "assets" / folder).glob("*.*") if ".min." not in file.name]
