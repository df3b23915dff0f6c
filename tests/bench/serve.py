"""python -m tests.bench.serve [pairs]: seconds from saving a file to seeing the change in the browser, under make serve."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.support import chromium, many_guides
from tests.support.project import environment

PORT = 9437
TIMES = 5
# What changes: (file, text in it, what takes the text's place, page that shows it). WORD is another word each time.
FILES = {
    "template": ("overrides/guide.html", 'class="guide-header', 'class="WORD guide-header', "guides/many-1/"),
    "style sheet": ("overrides/assets/stylesheets/site.css", "", ":root { --seen: WORD }\n", "guides/many-1/"),
    "interface strings": ("overrides/strings/ar.toml", 'footer_about = "', 'footer_about = "WORD ', "guides/many-1/"),
    "glossary": ("docs/glossary.toml", 'means = "', 'means = "WORD ', "glossary/"),
    "a demo's strings": ("demos/strings/ar.toml", 'label = "', 'label = "WORD ', "guides/many-1/"),
    "a demo's Python": ("demos/chatbot/view/page.py", 'class_="chat', 'class_="WORD chat', "guides/many-1/"),
    "a hook's Python": ("overrides/hooks/markdown/arabic_article.py", "return ", 'return "<!--WORD-->" + ', "guides/many-1/"),
}
# Whether a page shows a word, in its HTML or as the value of a style.
SHOWS = """word => document.documentElement.outerHTML.includes(word)
    || getComputedStyle(document.documentElement).getPropertyValue("--seen").includes(word)"""


def main():
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with TemporaryDirectory() as folder:
        project = many_guides.project(Path(folder), pairs)
        variables = environment(project)
        if os.path.isdir("/dev/shm") and shutil.disk_usage("/dev/shm").free > 1e9:  # as make serve does
            variables["TMPDIR"] = "/dev/shm"
        command = [sys.executable, "-m", "overrides.hooks", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{PORT}"]
        server = subprocess.Popen(command, cwd=project, env=variables, stderr=subprocess.DEVNULL)
        try:
            _measure(project, pairs)
        finally:
            server.terminate()
            server.wait()


def _measure(project, pairs):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        started = time.perf_counter()
        for language, prefix in ("ar", ""), ("en", "en/"):
            page = browser.new_page()
            _open(page, f"http://127.0.0.1:{PORT}/{prefix}guides/many-1/")
            print(f"{pairs} pairs, {language}: open after {time.perf_counter() - started:.1f} s")
            source = project / f"docs/guides/many-1.{language}.md"
            for what, change in ("text", _write_more), ("title", _retitle):
                taken = [_change(page, source, change, f"{what}-{number}") for number in range(TIMES)]
                print(f"  {what} saved to seen: median {statistics.median(taken):.2f} s, worst {max(taken):.2f} s of {TIMES}", flush=True)
            page.close()
        page = browser.new_page()
        for what, (file, old, new, address) in FILES.items():
            page.goto(f"http://127.0.0.1:{PORT}/{address}")
            taken = [_replace(page, project / file, old, new, f"word-{number}") for number in range(TIMES)]
            print(f"  {what} saved to seen: median {statistics.median(taken):.2f} s, worst {max(taken):.2f} s of {TIMES}", flush=True)
        browser.close()


def _open(page, address):
    """Wait for the first build: until then nobody answers."""
    while True:
        try:
            page.goto(address)
            return
        except Exception:
            time.sleep(0.5)


def _write_more(text, word):
    return f"{text}\n{word}\n"


def _retitle(text, word):
    """A title is shown by every list that names the guide, and by its neighbours."""
    return re.sub(r"^title: .*", f'title: "{word}"', text, count=1, flags=re.M)


def _change(page, source, change, word):
    text = source.read_text("utf-8")
    started = time.perf_counter()
    source.write_text(change(text, word), "utf-8")
    page.locator("article, h1").get_by_text(word, exact=True).first.wait_for(timeout=120_000)
    return time.perf_counter() - started


def _replace(page, source, old, new, word):
    text = source.read_text("utf-8")
    assert old in text
    started = time.perf_counter()
    source.write_text(text.replace(old, new.replace("WORD", word), 1), "utf-8")
    page.wait_for_function(SHOWS, arg=word, timeout=120_000)
    taken = time.perf_counter() - started
    source.write_text(text, "utf-8")
    page.wait_for_function(f"word => !({SHOWS})(word)", arg=word, timeout=120_000)
    return taken


if __name__ == "__main__":
    main()
