"""What a host is given beside the pages: headers, security.txt; and what a maintainer is told of a wrong address."""

import re
from datetime import timedelta

import pytest

from overrides.hooks.content import pages
from overrides.hooks.content.front_matter import GuideMatter
from tests.support import header_host
from tests.support.built_pages import is_bare, read
from tests.support.project import ROOT, build


def directives(policy):
    return {name: set(sources.split()) for name, _, sources in (part.partition(" ") for part in policy.split("; "))}


def test_pages_have_one_policy_by_meta_and_by_header(site):
    everywhere = header_host.rules((site / "_headers").read_text("utf-8"))["/*"]
    header = directives(everywhere["Content-Security-Policy"])
    for path in site.rglob("*.html"):
        meta = directives(read(path).find("meta", {"http-equiv": "Content-Security-Policy"})["content"])
        assert {name: {source for source in found if not source.startswith("'sha256-")} for name, found in meta.items()} == {
            name: {source for source in found if not source.startswith("'sha256-")} for name, found in header.items()
        }, path


def test_other_sites_may_show_the_demos_own_pages_in_a_frame_and_no_other(site):
    found = header_host.rules((site / "_headers").read_text("utf-8"))
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix()
        for spelling in {address, address.removesuffix("index.html")}:
            sent = dict(header_host.headers_for(f"/{spelling}", found))
            assert sent.get("X-Frame-Options") == (None if is_bare(address) else "DENY"), spelling
            assert "frame-ancestors" not in sent["Content-Security-Policy"]


def test_no_other_site_can_load_our_files(site):
    everywhere = header_host.rules((site / "_headers").read_text("utf-8"))["/*"]
    assert everywhere["Cross-Origin-Resource-Policy"] == everywhere["Cross-Origin-Opener-Policy"] == "same-origin"


def test_security_txt_says_whom_to_tell_and_until_when_it_holds(site):
    text = (site / ".well-known/security.txt").read_text("utf-8")
    assert text == (site / "security.txt").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert re.match(r"https://|mailto:", fields["Contact"])
    newest = max(page.matter.updatedAt for page in pages.load(ROOT / "docs")[0] if isinstance(page.matter, GuideMatter))
    assert fields["Expires"] == f"{newest + timedelta(days=365)}T00:00:00Z"
    assert fields["Canonical"] == "https://fahem.example/.well-known/security.txt"


@pytest.mark.parametrize("line", ["", "site_url:\n", 'site_url: ""\n'])
def test_a_site_without_an_address_is_one_plain_sentence(small, tmp_path, line):
    config = (small / "mkdocs.yml").read_text("utf-8")
    (small / "mkdocs.yml").write_text(re.sub(r"(?m)^site_url:.*\n", line, config), "utf-8")
    done = build(small, tmp_path / "site")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    [error] = [found for found in done.stderr.splitlines() if ": error: " in found]
    assert re.match(r"mkdocs\.yml:\d+:1: error: site_url is empty.*SITE_URL=", error)


def test_the_address_of_the_example_is_a_warning_and_one_of_your_own_is_none(small, tmp_path, monkeypatch):
    # The fixture `site` is such a build, and strict; it passed.
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    found = build(small, tmp_path / "site")
    assert found.returncode == 0 and "mkdocs.yml:5:1: warning: https://other.example/ is the address" in found.stderr
    monkeypatch.setenv("SITE_URL", "https://guides.test/")
    found = build(small, tmp_path / "site")
    assert found.returncode == 0 and "site_url" not in found.stderr
