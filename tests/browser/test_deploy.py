"""A deploy while readers have pages open: the new build is seen at once, and never mixed with the old one."""

import pytest
from playwright.sync_api import expect

from tests.support import small_project
from tests.support.live_demos import GUIDES, PATIENCE, demo, start
from tests.support.project import append, build_or_fail
from tests.support.returning_reader import (
    CACHES,
    VERSION,
    controlled,
    open_page,
    python_requests,
    taken_over,
    versions_of,
    wait_until,
    wait_until_python_is_cached,
    wait_until_search_is_cached,
)


@pytest.fixture(scope="module")
def next_site(tmp_path_factory):
    """The site after a deploy that changed a text, a script, a style sheet and a demo.

    Its guide has only the demos that are started here: where a demo has changed, a build computes all that its pages show of it.
    """
    project = small_project.make(tmp_path_factory.mktemp("next") / "project")
    for language in GUIDES:
        body = "```demo chatbot\n```\n\n```demo attention\n```\n\nA SENTENCE OF THE NEXT BUILD"
        small_project.write_guide(project, f"guides/generative-ai.{language}.md", "Next", body)
    append(project / "overrides/assets/javascripts/python/interpreter.js", "\nglobalThis.nextBuild = true;\n")
    append(project / "overrides/assets/stylesheets/site.css", "\nbody { --next-build: yes; }\n")
    append(project / "demos/chatbot/__init__.py", "\nNEXT_BUILD = True\n")
    return build_or_fail(project, project / "site")


def test_a_deploy_is_seen_at_once_and_never_mixed(reader, host, next_site):
    [before], [after] = (VERSION.findall("/" + next(folder.glob("assets/javascripts-*/python/loader.js")).relative_to(folder).as_posix()) for folder in (host.folder, next_site))
    assert before != after
    context = reader()
    old = controlled(open_page(context, host.address + GUIDES["en"]))
    start(old, "attention")
    wait_until_python_is_cached(old, host.folder)
    # A worker that is still fetching would not go when its last page does.
    wait_until_search_is_cached(old, host.folder)
    open_page(context, host.address + "en/about/").close()

    host.folder = next_site
    new = open_page(context, host.address + GUIDES["en"])
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
    wait_until(new, "(await navigator.serviceWorker.getRegistration()).waiting")
    with taken_over(context):
        old.close()
        new.close()
    host.online = False
    for path in (GUIDES["en"], "en/about/"):
        page = open_page(context, host.address + path)
        assert versions_of(page) == {after}, path
    wait_until(page, f"!JSON.stringify(await ({CACHES})()).includes('{before}')")
    start(open_page(context, host.address + GUIDES["en"]), "chatbot")


def stop_python(page):
    page.evaluate("import(document.querySelector('script[src*=live-demo]').src.replace('demo/live-demo', 'python/interpreter')).then(({interpreter}) => interpreter.stop())")


@pytest.mark.parametrize("workers", ["allow", "block"])
def test_retry_on_a_page_of_an_older_build_loads_the_new_one(browser, host, next_site, workers):
    with browser.new_context(service_workers=workers) as context:
        page = open_page(context, host.address + GUIDES["en"])
        if workers == "allow":
            controlled(page)
        host.folder = next_site
        attention = demo(page, "attention")
        attention.locator("button[data-action=start]").click()
        expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
        attention.locator("button[data-action=retry]").click()
        expect(page.get_by_text("A SENTENCE OF THE NEXT BUILD")).to_be_visible(timeout=PATIENCE)
        start(page, "attention")
