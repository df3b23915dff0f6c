"""What a reader pays before she has pressed anything, in bytes as a host that compresses sends them.

Counted from the built files with gzip, the heaviest encoding that such hosts use; and asked of a
real browser, so that nothing is forgotten.
"""

import gzip
from urllib.parse import unquote, urlsplit

from tests.support.live_demos import GUIDES, both_languages

# Fonts and pictures of dots are compressed already.
COMPRESSED = (".woff2", ".png")


def weight(file):
    data = file.read_bytes()
    return len(data) if file.suffix in COMPRESSED else len(gzip.compress(data, 9, mtime=0))


def report(weights):
    return "\n".join(f"{size:>8} {name}" for name, size in sorted(weights.items(), key=lambda item: -item[1]))


@both_languages
def test_the_guide_before_start_is_light(visit, site, server, language):
    page = visit(GUIDES[language])
    page.wait_for_load_state("networkidle")
    lead = page.locator(".hero img").evaluate("image => image.src")
    weights = {}
    for url in set(page.requested) - {lead}:
        path = unquote(urlsplit(url).path).lstrip("/")
        if url.startswith(server):
            weights[path] = weight(site / path / "index.html" if path.endswith("/") else site / path)
    assert sum(weights.values()) <= 250_000, report(weights)


@both_languages
def test_our_own_javascript_before_start_is_small(visit, site, language):
    page = visit(GUIDES[language])
    page.wait_for_load_state("networkidle")
    paths = [urlsplit(url).path.lstrip("/") for url in page.requested]
    weights = {path: weight(site / path) for path in paths if path.startswith("assets/javascripts-")}
    assert 0 < sum(weights.values()) <= 15_000, report(weights)
