"""How long the site takes to build, and how much memory, beside plain Material with the same pages."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.support import many_guides
from tests.support.project import ROOT

PLAIN = """
site_name: Plain
site_url: https://plain.example/
theme:
  name: material
  language: ar
  font: false
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - { locale: ar, name: العربية, default: true, build: true }
        - { locale: en, name: English, build: true }
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, pymdownx.arithmatex, pymdownx.details, pymdownx.highlight, pymdownx.superfences]
"""
# What only this site renders.
_OURS = re.compile(r"^([ ]*)```(?:demo|guess|python live).*?^\1```\n", re.M | re.S)


def measure(sizes, scratch: Path):
    """Return {pairs: {"ours_s", "plain_s", "ratio", "ours_mb", "plain_mb"}}: seconds and memory of one build each, with everything downloaded.

    The pages are copies of our first guide with other words; plain Material gets them without demos, cells and guesses.
    """
    found = {}
    for pairs in sizes:
        project = many_guides.project(scratch / f"ours-{pairs}", pairs)
        plain = scratch / f"plain-{pairs}"
        shutil.copytree(project / "docs", plain / "docs")
        for page in plain.rglob("*.md"):
            page.write_text(_OURS.sub("", page.read_text("utf-8")), "utf-8")
        (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
        (ours, ours_mb), (theirs, plain_mb) = _build(project), _build(plain)
        found[pairs] = {"ours_s": ours, "plain_s": theirs, "ratio": ours / theirs, "ours_mb": ours_mb, "plain_mb": plain_mb}
        for folder in (project, plain):
            shutil.rmtree(folder)
    return found


def _build(project):
    """Return how many seconds a build takes, and how many MB at its largest."""
    environment = {**os.environ, "PYTHONPATH": str(project), "SITE_CACHE": str(ROOT / ".cache")}
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said)
    return time.perf_counter() - begun, used.ru_maxrss / 1024
