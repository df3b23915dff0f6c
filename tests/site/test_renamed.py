"""A page that was renamed goes on answering at its old addresses."""

import re

import pytest
from bs4 import BeautifulSoup

from overrides.hooks.content import pages
from overrides.hooks.content.reserved import LISTS, OWN, is_in
from overrides.hooks.content.site_languages import LANGUAGES, home_of
from tests.support import small_project, static_host
from tests.support.checked_docs import put, reported
from tests.support.project import build_or_fail

OLD = {
    "old-name/": "new-name/",
    "en/old-name/": "en/new-name/",
    "guides/الاسم-القديم/": "new-name/",
    "en/guides/الاسم-القديم/": "en/new-name/",
    "page.html": "alone/",
    "en/page.html": "en/alone/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with a renamed pair, and a renamed page that has no translation."""
    project = small_project.make(tmp_path_factory.mktemp("renamed") / "project")
    headings = '<a id="old-heading"></a>\n\n## New heading\n\n## Another { #kept }\n'
    small_project.write_page(project, "new-name.ar.md", "الاسم الجديد", "نص.", aliases='["old-name", "guides/الاسم-القديم/"]')
    small_project.write_page(project, "new-name.en.md", "New <name>", headings, aliases="[old-name/]")
    small_project.write_page(project, "alone.ar.md", "لوحدها", "[a](new-name.en.md#old-heading) [b](new-name.en.md#kept)", aliases="[page.html]")
    return build_or_fail(project, project / "site")


def old_page(site, address):
    return BeautifulSoup((site / address / ("" if address.endswith(".html") else "index.html")).read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("address", OLD)
def test_an_old_address_leads_to_the_page_without_a_script(site, browser, address):
    page = old_page(site, address)
    assert not page.select("script") and page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.html["lang"] == ("en" if OLD[address] == "en/new-name/" else "ar")
    context = browser.new_context(java_script_enabled=False)
    with static_host.serve(site) as server:
        tab = context.new_page()
        tab.goto(server + address)
        tab.wait_for_url(server + OLD[address])
        tab.locator("h1").wait_for()
    context.close()


def test_engines_are_sent_to_the_page_itself(site):
    canonical = {address: old_page(site, address).select_one("link[rel=canonical]")["href"].removeprefix("https://fahem.example/") for address in OLD}
    # Under /en/ a page without a translation is shown, and is no page of its own.
    assert canonical == {**OLD, "en/page.html": "alone/"}
    assert old_page(site, "en/old-name/").a.text == "New <name>"


def test_an_old_address_is_in_no_list(site):
    assert "old-name" not in (site / "sitemap.xml").read_text("utf-8")
    listed = [path for path in site.rglob("*.html") if "old-name" in path.read_text("utf-8")]
    assert listed == []
    assert "old-name" not in (site / "sw.js").read_text("utf-8")


def test_the_checker_knows_of_every_page_that_the_build_writes_besides(site):
    """An alias there would overwrite it."""
    found, _ = pages.load(site.parent / "docs")
    written = {f"{home_of(language)}{page.address}" for page in found for language in LANGUAGES}
    built = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    assert written <= built
    assert [address for address in sorted(built - written - set(OLD)) if not is_in(address, (*LISTS, *OWN))] == []


def test_a_renamed_heading_can_keep_its_address(site):
    """The build of `alone` is strict, and links to both."""
    page = BeautifulSoup((site / "en/new-name/index.html").read_text("utf-8"), "html.parser")
    assert page.select_one("a#old-heading") and page.select_one("h2#kept")


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "docs/guides").mkdir(parents=True)
    return tmp_path / "docs"


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("taken/", "`taken/` is the address of docs/taken.ar.md itself"),
        ("taken", "`taken/` is the address of docs/taken.ar.md itself"),
        ("x/", "`x/` is the address of docs/x.en.md itself"),
        ("en/taken/", "`en/taken/` is the address of docs/taken.ar.md itself"),
        ("claimed/", "`claimed/` is also named in docs/taken.ar.md"),
        ("tags/old/", "the build writes files of its own at `tags/old/`"),
        ("demos/attention/", "the build writes files of its own at `demos/attention/`"),
        ("en/demos/attention/", "the build writes files of its own at `en/demos/attention/`"),
        ("offline.html", "the build writes files of its own at `offline.html`"),
        ("en/404.html", "the build writes files of its own at `en/404.html`"),
        ("/old/", "expected a list of old addresses"),
        ("../old/", "expected a list of old addresses"),
        ("https://x.example/old/", "expected a list of old addresses"),
        ("old.md", "expected a list of old addresses"),
        ("old?x", "expected a list of old addresses"),
        ("", "expected a list of old addresses"),
    ],
)
def test_an_alias_that_cannot_be_is_an_error_with_its_line(docs, alias, message):
    put(docs, "taken.ar.md", "", aliases="[claimed]")
    put(docs, "x.en.md", "", aliases=f'["fine/", "{alias}"]')
    [line] = reported(docs, "aliases", "front_matter")
    place = re.match(r"docs/x\.en\.md:(\d+):\d+: error: ", line)
    assert place and message in line
    assert "aliases" in (docs / "x.en.md").read_text("utf-8").splitlines()[int(place[1]) - 1]


def test_both_pages_of_a_pair_may_name_one_alias(docs):
    put(docs, "x.ar.md", "", aliases="[old]")
    put(docs, "x.en.md", "", aliases="[old]")
    assert reported(docs, "aliases", "front_matter") == []
