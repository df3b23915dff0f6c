"""A rebuild while serving takes what did not change from memory, and makes the site that a fresh build makes."""

import subprocess
import sys

import pytest

from tests.support.project import copy_project, environment

# Runs in a project: after every step, the site that is rebuilt from memory must equal the one that a fresh build makes.
SCRIPT = """
import logging
import sys
from dataclasses import replace
from pathlib import Path

from overrides.hooks.framework import PROGRAM, build, load_config

from overrides.hooks.serve import memory, worker
from overrides.hooks.serve.session import Session

logging.basicConfig(level=logging.WARNING)

def partial(target, session, pages):
    request = {"config_file": "mkdocs.yml", "options": {"site_dir": str(target)}, "site_url": "http://127.0.0.1:8000/", "partial": pages}
    assert worker._build(request, session) == {}
    return files(target)

def built(target, session):
    config = load_config("mkdocs.yml", site_dir=str(target), site_url="http://127.0.0.1:8000/")
    vars(config)["session"] = session
    build(config, serve_url=config.site_url)
    return files(target)

def files(target):
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

session = Session()
out = Path(sys.argv[1])
# The first build is a fresh one too: that of the steps after which every source is as it was.
unchanged = built(out / "remembered", session)
rendered = []
store = memory.LanguageMemory.store_page
def watched(self, page, html):
    rendered.append(page.file.src_uri)
    store(self, page, html)

memory.LanguageMemory.store_page = watched
for name, change in steps():
    change()
    rendered.clear()
    remembered = built(out / "remembered", session)
    count = len(rendered)
    fresh = unchanged if name in ("nothing", "back again") else built(out / "fresh", Session())
    differ = sorted(str(path) for path in remembered.keys() | fresh.keys() if remembered.get(path) != fresh.get(path))
    print(name, count, " ".join(differ), sep="|")

logging.getLogger(f"{PROGRAM}.commands.build").addFilter(worker.is_no_warning_of_a_dirty_build)
about, style = Path("docs/about.ar.md"), Path("overrides/assets/stylesheets/site.css")
about.write_text(about.read_text("utf-8").replace('title: "', 'title: "يا '), "utf-8")
style.write_text(style.read_text("utf-8") + "/* changed */", "utf-8")
rendered.clear()
remembered = partial(out / "remembered", session, ["about/index.html"])
count = len(rendered)
fresh = built(out / "fresh", Session())
shown = [path for path in fresh if path == Path("about/index.html") or path.parent.name.startswith("stylesheets-")]
print("in a hurry", count, " ".join(str(path) for path in shown if remembered[path] != fresh[path]), len(shown), sep="|")
"""


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """{what changed: (number of pages rendered, files that differ from a fresh build's)}"""
    project = copy_project(tmp_path_factory.mktemp("rebuilt") / "project")
    command = [sys.executable, "-c", SCRIPT, project.parent / "out"]
    done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    lines = (line.split("|") for line in done.stdout.splitlines())
    return {name: (int(count), differ) for name, count, differ, *_ in lines}


def test_a_partial_build_makes_its_pages_and_styles_as_a_fresh_build_does(rebuilt):
    assert rebuilt["in a hurry"] == (1, "")


def test_a_rebuild_is_the_site_that_a_fresh_build_makes(rebuilt):
    assert len(rebuilt) == 8
    assert {name: differ for name, (_, differ) in rebuilt.items() if differ} == {}


def test_only_what_a_change_touches_is_rendered(rebuilt):
    assert rebuilt["nothing"][0] == 0
    # The page, its translation (which is behind now) and the status page in both languages.
    assert rebuilt["a page's words"][0] <= 6
    assert rebuilt["its title"][0] > 10
