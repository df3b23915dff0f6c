"""The policy of every page, which allows what the page itself has, and the headers that hosts add."""

import base64
import hashlib

from tests.support import header_host
from tests.support.built_pages import read


def policy_of(page):
    content = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    return {directive.split()[0]: directive.split()[1:] for directive in content.split(";")}


def test_every_page_says_its_policy_before_anything_is_loaded(site):
    for path in site.rglob("*.html"):
        page = read(path)
        policy = policy_of(page)
        assert policy["default-src"] == ["'none'"], path
        assert not [source for sources in policy.values() for source in sources if "://" in source or source == "*"], path
        assert "'unsafe-inline'" not in policy["script-src"] and "'unsafe-eval'" not in policy["script-src"], path
        before = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}).find_all_previous(["script", "link", "style"])
        assert not before, path


def test_every_script_inside_a_page_is_named_by_its_hash(site):
    listed = set(header_host.rules((site / "_headers").read_text("utf-8"))["/*"]["Content-Security-Policy"].replace(";", " ").split())
    for path in site.rglob("*.html"):
        page = read(path)
        scripts = [script.string.encode() for script in page.find_all("script", src=False) if script.get("type") in (None, "module")]
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts}
        assert {source for source in policy_of(page)["script-src"] if source.startswith("'sha256-")} == hashes, path
        # The header lists the scripts of all pages, a page only its own.
        assert hashes <= listed, path


def test_no_page_has_a_script_in_an_attribute(site):
    for path in site.rglob("*.html"):
        page = read(path)
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], (path, tag)
            assert not str(tag.get("href", "")).lower().startswith("javascript:"), (path, tag)


def test_hosts_take_the_headers_file(site):
    text = (site / "_headers").read_text("utf-8")
    found = header_host.rules(text)
    # Cloudflare Pages reads no more.
    assert len(found) <= 100 and max(map(len, text.splitlines())) <= 2000
    for path in site.rglob("*"):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        names = [name for name, _ in header_host.headers_for(address, found)]
        # The values of two rules for one header would be joined with a comma.
        assert len(names) == len(set(names)), (address, names)


def test_browsers_revalidate_pages_and_never_ask_again_for_files_named_by_their_hash(site):
    found = header_host.rules((site / "_headers").read_text("utf-8"))
    for page in ("/", "/en/", "/guides/generative-ai/", "/en/guides/generative-ai/", "/404.html"):
        assert dict(header_host.headers_for(page, found))["Cache-Control"] == "no-cache"
    for file in [*site.glob("assets/demos/*/*.whl"), *site.glob("assets/runtime/*/*")]:
        address = f"/{file.relative_to(site).as_posix()}"
        assert "immutable" in dict(header_host.headers_for(address, found))["Cache-Control"], address
    for asset in ("/assets/stylesheets/site.css", "/assets/javascripts/python/loader.js", "/assets/runtime/pyodide.mjs"):
        assert "Cache-Control" not in dict(header_host.headers_for(asset, found)), asset
