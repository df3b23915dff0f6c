"""`make bench`: every figure that this project claims, in one run on one machine.

python -m tests.bench [start] [lines] [demo] [lessons] [engines] [building] [search] [--runs 7] [--sizes 10,100,1000] [--pairs 1000] [--no-peers]

Milliseconds depend on the machine; ratios, both sides of which are measured here, do so less.
A table goes to the screen, everything to .cache/bench.json.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from overrides.hooks import cache
from overrides.hooks.delivery.precompress import compress
from tests.bench import building, demo, engines, host, lessons, peers, search, start
from tests.support import chromium
from tests.support.project import ROOT, build

PARTS = ("start", "lines", "demo", "lessons", "engines", "building", "search")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all without")
    asked.add_argument("--runs", type=int, default=7, help="starts of each contender")
    asked.add_argument("--sizes", default="10,100,1000", help="pairs of guides to build")
    asked.add_argument("--pairs", type=int, default=1000, help="pairs of guides to search")
    asked.add_argument("--no-peers", action="store_true", help="leave out what others make")
    options = asked.parse_args()
    parts = options.parts or PARTS
    if wrong := set(parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(wrong)}")
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if set(parts) - {"building", "search"}:
            figures |= in_browser(scratch, parts, options)
        if "building" in parts:
            figures["building"] = building.measure([int(size) for size in options.sizes.split(",")], scratch)
        if "search" in parts:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
                figures["search"] = search.measure(browser, options.pairs, scratch)
                browser.close()
    show(figures)
    target = cache.folder() / "bench.json"
    target.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(f"\nall of it: {target.relative_to(ROOT) if target.is_relative_to(ROOT) else target}")


def in_browser(scratch, parts, options):
    site = scratch / "site"
    done = build(ROOT, site)
    if done.returncode:
        sys.exit(done.stderr)
    compress(site)
    bare = site / "bench" / "bare"
    bare.mkdir(parents=True)
    # Bare Pyodide looks for its files in one folder; the site has each in a folder named by its hash.
    for file in [*site.glob("assets/runtime/*/*"), *site.glob("assets/runtime/*.*")]:
        shutil.copyfile(file, bare / file.name)
    (bare / "index.html").write_text("<!doctype html><title>bare</title>", "utf-8")
    figures = {}

    @contextmanager
    def open_browser(profile):
        """Open a browser that keeps what one of a reader keeps: the code that it compiles is not kept in a private window."""
        # Without a renderer in reserve, whose memory would be counted.
        flags = [*chromium.FLAGS, "--disable-features=SpareRendererForSitePerProcess"]
        context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium.find(), args=flags)
        yield context
        context.close()

    with sync_playwright() as playwright, host.serve(site) as served:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        if "start" in parts:
            others, absent = ([], {}) if options.no_peers else peers.stage(site, scratch)
            measured = start.measure(open_browser, served, [*start.OWN, *others], options.runs)
            ours, peer = measured["ours, cold"], measured["bare Pyodide + numpy"]
            figures["ours_to_bare"] = ours["ms"] / peer["ms"]
            # Each start beside the bare one that followed it: what the machine did meanwhile cancels out.
            pairs = zip(ours["ms_all"], peer["ms_all"], strict=True)
            figures["ours_to_bare_in_pairs"] = statistics.median(one / other for one, other in pairs)
            figures |= {"runs": options.runs, "start": measured, "not_measured": absent}
        if "lines" in parts:
            figures["lines"] = start.on_lines(open_browser, served, min(options.runs, 3))
        if "demo" in parts:
            figures["demo"] = demo.measure(browser, served.address)
        if "lessons" in parts:
            figures["lessons"] = lessons.measure(browser, served.address)
        browser.close()
        if "engines" in parts:
            [wheel] = (path.relative_to(site).as_posix() for path in site.glob("assets/demos/*/demos-*.whl"))
            figures["engines"], figures["engines_not_measured"] = engines.measure(served.address, wheel, min(options.runs, 3))
    return figures


def show(figures):
    if "start" in figures:
        print(f"\nFrom Start to the first live heatmap: {figures['ours_to_bare']:.2f} of bare Pyodide + numpy", end=" ")
        print(f"(in pairs: {figures['ours_to_bare_in_pairs']:.2f}); medians of {figures['runs']}, cold caches\n")
        bare = figures["start"]["bare Pyodide + numpy"]["ms"]
        print(f"{'':<28}{'ms':>8}{'of bare':>9}{'MB fetched':>12}{'longest task, ms':>18}{'memory, MB':>12}")
        for name, one in figures["start"].items():
            memory = "" if one["memory_bytes"] is None else f"{one['memory_bytes'] / 1e6:.0f}"
            print(f"{name:<28}{one['ms']:>8.0f}{one['ms'] / bare:>9.2f}{one['bytes'] / 1e6:>12.2f}{one['longest_task_ms']:>18.0f}{memory:>12}")
        for name, why in figures["not_measured"].items():
            print(f"{name:<28}not measured: {why}")
    if "lines" in figures:
        print("\nFrom Start to the first live heatmap over slower lines: ms, and of bare Pyodide + numpy over the same line")
        for megabits, measured in figures["lines"].items():
            bare = measured["bare Pyodide + numpy"]["ms"]
            print(f"{megabits} Mbit/s")
            for name, one in measured.items():
                print(f"  {name:<26}{one['ms']:>8.0f}{one['ms'] / bare:>9.2f}")
    if "demo" in figures:
        print("\nThe attention demo, live")
        for name, value in figures["demo"].items():
            shown = ", ".join(f"{key}: {part:.2f}" for key, part in value.items()) if isinstance(value, dict) else f"{value:.2f}"
            print(f"{name:<28}{shown}")
    if "lessons" in figures:
        print("\nThe lessons of the language model and of the pictures demo, trained in Chromium: seconds, and the most they may take; redraws a second; memory, MB; loss on held-out names")
        for name, one in figures["lessons"].items():
            megabytes = one["memory_bytes"] and one["memory_bytes"] / 1e6
            values = ((one["seconds"], ".1f"), (one["bound"], ""), (one["redraws_per_second"], ".1f"), (megabytes, ".0f"), (one["held_out"], ".2f"))
            print(f"{name:<28}" + "".join(f"{'' if value is None else format(value, form):>8}" for value, form in values))
    if "engines" in figures:
        print("\nThe attention demo beside bare Pyodide in the same browser: ms, ms of bare, ratio")
        for name, one in figures["engines"].items():
            for part in ("start", "keystroke", "tick"):
                print(f"{name + ', ' + part:<28}{one[f'{part}_ms']:>8.0f}{one[f'bare_{part}_ms']:>8.0f}{one[f'{part}_to_bare']:>8.2f}")
        for name, why in figures["engines_not_measured"].items():
            print(f"{name:<28}not measured: {why}")
    if "building" in figures:
        print(f"\n{'pairs of guides':<28}{'ours, s':>10}{'plain Material, s':>20}{'ratio':>8}{'ours, MB':>11}{'plain, MB':>11}")
        for pairs, one in figures["building"].items():
            print(f"{pairs:<28}{one['ours_s']:>10.1f}{one['plain_s']:>20.1f}{one['ratio']:>8.2f}{one['ours_mb']:>11.0f}{one['plain_mb']:>11.0f}")
    if "search" in figures:
        one = figures["search"]
        print(f"\nThe search on {one['pairs']} pairs of guides: the site built in {one['site_built_s']:.0f} s, its index in {one['index_built_s']:.1f} s")
        print(f"{one['files']} files: {one['pages']} pages, {one['social_cards']} cards, {one['search_files']} of the search; with .gz and .br {one['files_with_compressed']}")
        print(f"{'':<28}{'median, ms':>12}{'p95, ms':>10}{'first, KB':>12}{'later, KB':>12}{'most, KB':>10}")
        for language in ("ar", "en"):
            of = one[language]
            sizes = (of["first_bytes"], of["later_median_bytes"], of["later_most_bytes"])
            print(f"{language:<28}{of['median_ms']:>12.0f}{of['p95_ms']:>10.0f}" + "".join(f"{size / 1000:>{width}.0f}" for size, width in zip(sizes, (12, 12, 10), strict=True)))


if __name__ == "__main__":
    main()
