"""What make serve keeps from one build to the next is never seen: every rebuild equals a fresh build."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

# Runs in the project: after every step, the site that was kept up to date must be the one that a fresh build makes.
SCRIPT = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
import logging
logging.basicConfig(level=logging.WARNING)
from overrides.hooks.serve import incremental as again

def built(target, serving):
    config = load_config("mkdocs.yml", site_dir=str(target), site_url="http://127.0.0.1:8000/")
    again._serving = serving
    build(config, serve_url=config.site_url if serving else None)
    return {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}

def steps():
    yield "nothing", lambda: None
    about = Path("docs/about.ar.md")
    source = about.read_text("utf-8")
    yield "a page's words", lambda: about.write_text(source + "\\n## جديد\\n\\nسطر.\\n", "utf-8")
    yield "its title", lambda: about.write_text(source.replace('title: "', 'title: "يا '), "utf-8")
    yield "back again", lambda: about.write_text(source, "utf-8")
    guide = Path("docs/guides/another.en.md")
    text = Path("docs/guides/generative-ai.en.md").read_text("utf-8").replace('title: "', 'title: "Another ')
    text = "".join(line for line in text.splitlines(True) if not line.startswith("translated_from"))
    yield "a guide more", lambda: guide.write_text(text, "utf-8")
    yield "a translation less", lambda: Path("docs/notices.en.md").unlink()
    yield "a guide less", guide.unlink

again.start()
out = Path(sys.argv[1])
built(out / "kept", True)
drawn = []
draw = again.Build.keep_output
def watched(self, page, html):
    if page.meta.get("template") != again.KEPT:
        drawn.append(page.file.src_uri)
    return draw(self, page, html)

again.Build.keep_output = watched
for name, change in steps():
    change()
    drawn.clear()
    kept = built(out / "kept", True)
    count = len(drawn)
    fresh = built(out / "fresh", False)
    differ = sorted(str(path) for path in kept.keys() | fresh.keys() if kept.get(path) != fresh.get(path) and path.suffix != ".gz")
    print(name, count, " ".join(differ), sep="|")
"""


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """{what changed: (pages drawn, files that differ from a fresh build's)}"""
    project = tmp_path_factory.mktemp("again") / "project"
    project.mkdir()
    for name in ("docs", "demos", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project / name)
    environment = {**os.environ, "PYTHONPATH": str(project), "SITE_CACHE": str(ROOT / ".cache"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, project.parent / "out"], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    told = (line.split("|") for line in done.stdout.splitlines())
    return {name: (int(count), differ) for name, count, differ in told}


def test_a_rebuild_is_the_site_that_a_fresh_build_makes(rebuilt):
    assert len(rebuilt) == 7
    assert {name: differ for name, (_, differ) in rebuilt.items() if differ} == {}


def test_only_what_a_change_touches_is_drawn(rebuilt):
    assert rebuilt["nothing"][0] == 0
    # The page, its translation (which is behind now) and the status page in both languages.
    assert rebuilt["a page's words"][0] <= 6
    assert rebuilt["its title"][0] > 10
