"""How fast the search answers on a site with many guides, what it fetches, and how many files the site has.

`measure` builds our guide many times over, each with words of its own (tests/support/many_guides.py), and types queries
into the dialog of the built site in Chromium.
"""

import random
import statistics
import time
from pathlib import Path

from overrides.hooks.content import glossary
from overrides.hooks.delivery.precompress import compress
from overrides.hooks.search.index import FOLDER, SearchIndex, weights
from tests.bench import host
from tests.support import many_guides
from tests.support.project import ROOT, build_or_fail
from tests.support.queries import HOME, queries
from tests.support.search_dialog import ASK, open_search

# Queries of each language, half of them from tests/data and half of words that only some guides have.
QUERIES = 40
# Types a query and returns the milliseconds until its results are shown, with the dialog's pause after a letter.
TIMED = f"async ([query]) => {{ const begun = performance.now(); await ({ASK})([query, 0]); return performance.now() - begun; }}"


def measure(browser, pairs: int, scratch: Path) -> dict:
    """Return what is measured of a site with so many pairs of guides besides our own. Times in ms, sizes in bytes."""
    project = many_guides.project(scratch / f"many-{pairs}", pairs)
    begun = time.perf_counter()
    site = build_or_fail(project, project / "site")
    built = time.perf_counter() - begun
    figures = {"pairs": pairs, "site_built_s": built, "index_built_s": _index_s(site, scratch / "index"), **_files(site)}
    compress(site)
    figures["files_with_compressed"] = _count(site)
    with host.serve(site) as served:
        for language in HOME:
            figures[language] = _queries(browser, served, language)
    return figures


def _index_s(site: Path, target: Path) -> float:
    """Return the seconds in which the index of all pages is built: their texts taken out, their words read, the files written."""
    terms = glossary.read(ROOT / "docs")
    index = SearchIndex({language: glossary.alike(terms, language) for language in HOME})
    pages = [(path.relative_to(site).parent.as_posix(), path.read_text("utf-8")) for path in sorted(site.rglob("index.html"))]
    begun = time.perf_counter()
    for path, html in pages:
        language = "en" if path.split("/")[0] == "en" else "ar"
        name = path.removeprefix("en").strip("/")
        source = {"guides": "guides/index.md", "glossary": "glossary.md", "authors": "authors/index.md"}.get(name, f"{name}/")
        index.add(html, url=f"{path}/", language=language, weights=weights(source))
    index.write(target)
    return time.perf_counter() - begun


def _files(site: Path) -> dict:
    kinds = {"search_files": f"{FOLDER}/**/*", "pages": "**/*.html", "social_cards": "assets/social/*"}
    return {"files": _count(site), **{name: _count(site, pattern) for name, pattern in kinds.items()}}


def _count(site: Path, pattern: str = "**/*") -> int:
    return sum(path.is_file() for path in site.glob(pattern))


def _queries(browser, served: host.Host, language: str) -> dict:
    chosen = random.Random(0)
    known = [query["query"] for kind in queries(language).values() for query in kind]
    rare = [" ".join(many_guides.word(int(many_guides.VOCABULARY ** chosen.random()), language) for _ in range(chosen.choice((1, 2, 3)))) for _ in range(QUERIES // 2)]
    asked = [*chosen.sample(known, QUERIES // 2), *rare]
    chosen.shuffle(asked)
    times, sizes = [], []
    # A service worker would fetch the pages of the site meanwhile.
    page = browser.new_page(service_workers="block")
    page.goto(served.address + HOME[language])
    page.wait_for_load_state("networkidle")
    # The bytes of the first query are those of opening the dialog, too.
    before = served.sent
    open_search(page)
    for query in asked:
        times.append(page.evaluate(TIMED, [query]))
        page.wait_for_load_state("networkidle")
        sizes.append(served.sent - before)
        before = served.sent
    page.close()
    return {
        "median_ms": statistics.median(times),
        "p95_ms": statistics.quantiles(times, n=20)[-1],
        "first_bytes": sizes[0],
        "later_median_bytes": statistics.median(sizes[1:]),
        "later_most_bytes": max(sizes[1:]),
    }
