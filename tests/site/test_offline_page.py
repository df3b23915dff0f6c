"""The page for no network, and the list of files that the service worker caches."""

import json
import re

from tests.support.built_pages import read


def test_the_page_for_no_network_is_no_part_of_the_navigation_or_the_sitemap(site):
    assert "offline" not in (site / "sitemap.xml").read_text("utf-8")
    for page in site.rglob("index.html"):
        links = read(page).select("a[href]")
        assert not [link for link in links if "offline" in link["href"]], page


def test_what_browsers_keep_for_good_is_named_by_its_content_or_version(site):
    told = json.loads((site / "sw.js").read_text("utf-8").partition("self.site = ")[2].partition(";\nimportScripts")[0])
    for entry in told["shell"]:
        named = re.search(r"-[0-9a-f]{12}/|\.[0-9a-f]{8}\.min\.|/[a-z-]+-\d+\.\d+\.\d+/", entry["url"])
        assert bool(named) == (entry["revision"] is None), entry
    assert not [file for folder in ("javascripts", "stylesheets") for file in (site / "assets" / folder).glob("*.*") if ".min." not in file.name]
