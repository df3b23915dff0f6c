"""A start from the build's bytecode images: nothing else is fetched, and without an image the demo starts all the same."""

from contextlib import closing
from fnmatch import fnmatchcase

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import (
    ATTENTION,
    CHATBOT,
    CONNECTION_LOST,
    PATIENCE,
    both_languages,
    expect_live,
    is_arabic,
    press_start,
    python_workers,
    replace_code,
    runtime_requests,
    say,
    start,
)
from tests.support.visits import Visits

SECONDS = 5_000  # milliseconds


def names(manifest, when):
    return {file["path"].split("/")[-1] for file in manifest["files"] if file["when"] == when}


def fetched(page):
    return {url.split("?")[0].split("/")[-1] for url in runtime_requests(page)}


def broken(route):
    route.abort("connectionreset")


@pytest.fixture
def visit_host(browser, host):
    """The same as visit(), on a host that can damage a file. It is quicker at that than a route through this process."""
    with closing(Visits(browser, host.address)) as visits:
        yield visits.open
        visits.check()


def path_of(manifest, pattern):
    """Return the path on a host of the one file whose name fits a pattern."""
    [path] = [f"/assets/{file['path']}" for file in manifest["files"] if fnmatchcase(file["path"].split("/")[-1], pattern)]
    return path


def test_a_start_fetches_the_images_and_nothing_else(visit, manifest):
    page = visit(ATTENTION["ar"])
    page.context.route(f"**/{manifest['fast']['parts']['later']}*", broken)  # comes afterwards
    page.expected_errors = ["ERR_CONNECTION_RESET"]
    start(page, "attention")
    assert fetched(page) - names(manifest, "later") == names(manifest, "start")


def test_what_a_start_fetches_is_smaller_than_its_official_files(manifest):
    sizes = {file["path"].split("/")[-1]: file["size"] for file in manifest["files"]}
    official = names(manifest, "ordinary") | {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"}
    assert sum(sizes[name] for name in names(manifest, "start")) < sum(sizes[name] for name in official)


@pytest.mark.parametrize("harm", ["broken", "altered"])
@pytest.mark.parametrize("file", ["boot-*.bin", "python-*.bin", "demos-*.bin", "numpy.linalg*.bin"])
def test_without_one_of_the_images_the_demo_lives_all_the_same(visit_host, host, manifest, file, harm):
    # Without the images, numpy is compiled from its source, so only its own image is tried with a demo that needs it.
    name = "attention" if file.startswith("numpy") else "chatbot"
    page = visit_host(ATTENTION["ar"] if name == "attention" else CHATBOT["ar"])
    page.expected_errors = [""]
    if harm == "broken":
        page.context.route(f"**/{file}*", broken)
    else:
        host.damage(path_of(manifest, file), harm)
    found = start(page, name)
    assert "python_stdlib.zip" in fetched(page)
    if name == "chatbot":
        assert is_arabic(say(found, "واحد اتنين تلاتة").inner_text())
    else:
        found.locator("input[name=sentence]").fill("واحد اتنين تلاتة")
        expect(found.locator("table.heatmap tbody th")).to_have_count(3)


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "pyodide.mjs", "pyodide.asm.mjs", "the worker's script"])
def test_an_altered_file_that_every_start_needs_is_never_run(visit_host, host, manifest, file):
    page = visit_host(ATTENTION["en"])
    page.expected_errors = [""]
    host.damage(path_of(manifest, manifest["worker"] if file.startswith("the") else file), "altered")
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("altered")
    # It is ended by now, but Playwright hears of it a moment later.
    for worker in python_workers(page):
        with worker.expect_event("close", timeout=SECONDS):
            pass
    host.mend()
    attention.locator("button[data-action=retry]").click()
    expect_live(attention)


def test_a_browser_that_cannot_unpack_starts_in_the_ordinary_way(visit, manifest):
    # The loader has globals of its own, so its script is changed.
    def cannot_unpack(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('typeof DecompressionStream==="function"', "false"))

    page = visit(ATTENTION["ar"], before=lambda page: page.context.route("**/loader.js", cannot_unpack))
    start(page, "attention")
    assert fetched(page) & names(manifest, "start") == {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", manifest["worker"]}


@both_languages
def test_if_both_ways_to_start_fail_the_page_says_so_and_the_reader_can_try_again(visit, language):
    page = visit(ATTENTION[language])
    page.expected_errors = [""]
    for files in ("**/python-*.bin*", "**/*.whl*"):
        page.context.route(files, broken)
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text(CONNECTION_LOST[language])
    for files in ("**/python-*.bin*", "**/*.whl*"):
        page.context.unroute(files)
    attention.locator("button[data-action=retry]").click()
    expect_live(attention)


IMPORTS = """    import xml.dom.minidom, sqlite3, numpy.fft, numpy.polynomial
    assert xml.dom.minidom.parseString("<a/>").toxml().endswith("<a/>")
    assert sqlite3.connect(":memory:").execute("select 6 * 7").fetchone() == (42,)
    assert abs(np.fft.fft([1, 2, 3])[0] - 6) < 1e-9 and np.random.default_rng(0).random() < 1
    assert "كلمة".encode("cp1256")
"""


def test_a_readers_code_may_import_what_no_image_holds(visit, manifest):
    page = visit(ATTENTION["en"])
    attention = start(page, "attention")
    before = fetched(page)
    replace_code(page, attention, "    d = q.shape[-1]", IMPORTS + "    d = q.shape[-1]")
    verdict = attention.locator(".verdict")
    expect(verdict).to_have_text("This table is computed with your code.", timeout=PATIENCE)
    expect(attention.locator("[data-error-line]")).to_have_count(0)
    assert fetched(page) - before - names(manifest, "later") == {
        file for file in names(manifest, "ordinary") if file == "python_stdlib.zip" or file.startswith("numpy-")
    }


def test_a_part_that_does_not_arrive_is_an_import_error_and_may_arrive_later(visit):
    page = visit(ATTENTION["en"])
    page.expected_errors = [""]
    attention = start(page, "attention")
    page.context.route("**/python_stdlib.zip*", broken)
    replace_code(page, attention, "    d = q.shape[-1]", "    import sqlite3\n    d = q.shape[-1]")
    verdict = attention.locator("[data-error-line]")
    expect(verdict.locator("pre")).to_contain_text("ImportError: a part of Python (stdlib) could not be fetched", timeout=PATIENCE)
    page.context.unroute("**/python_stdlib.zip*")
    replace_code(page, attention, "    import sqlite3\n", "    import sqlite3, csv\n")
    expect(verdict).to_have_count(0, timeout=PATIENCE)


def test_a_module_that_does_not_exist_is_reported_as_in_any_python(visit):
    page = visit(ATTENTION["en"])
    attention = start(page, "attention")
    before = fetched(page)
    replace_code(page, attention, "    d = q.shape[-1]", "    import nowhere_at_all\n    d = q.shape[-1]")
    expect(attention.locator("[data-error-line] pre")).to_contain_text("No module named 'nowhere_at_all'")
    assert not {name for name in fetched(page) - before if name.endswith((".zip", ".whl"))}
