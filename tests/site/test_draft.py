"""A draft is seen in `make serve` and nowhere on the published site."""

import subprocess
import sys

import pytest

from tests.support import small_project
from tests.support.built_pages import read
from tests.support.project import build_or_fail, environment

DRAFT = {"draft": "true", "tags": '["secret-tag"]', "featured": "true"}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    project = small_project.make(tmp_path_factory.mktemp("draft") / "project")
    small_project.write_guide(project, "guides/open.ar.md", "مفتوح", "كلام.", tags='["open-tag"]', featured="true")
    small_project.write_guide(project, "guides/open.en.md", "Unfinished", "Half of it. [x](nowhere.md)", **DRAFT)
    small_project.write_guide(project, "guides/hidden.ar.md", "مسودة-سرية", "سر.", **DRAFT)
    small_project.write_guide(project, "guides/hidden.en.md", "Hidden", "Secret.", **DRAFT)
    return build_or_fail(project, project / "site")


def test_a_draft_is_in_no_file_of_the_site(published):
    assert not list(published.rglob("hidden*"))
    texts = {path.relative_to(published).as_posix(): path.read_text("utf-8") for path in published.rglob("*") if path.suffix in (".html", ".xml", ".txt", ".md")}
    for secret in ("guides/hidden", "مسودة-سرية", "Unfinished", "secret-tag"):
        assert [file for file, text in texts.items() if secret in text] == [], secret


def test_a_draft_of_a_translation_leaves_the_page_untranslated(published):
    page = read(published / "en/guides/open/index.html")
    assert page.select_one(".fallback") and page.h1.text == "مفتوح"
    assert not read(published / "guides/open/index.html").select("link[hreflang=en]")


# What `make serve` builds: worker.py gives the build its session in this way.
SERVED = """
import sys
from overrides.hooks.framework import build, load_config
from overrides.hooks.serve.session import Session

config = load_config("mkdocs.yml", site_dir=sys.argv[1])
vars(config)["session"] = Session()
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


def test_serve_shows_it_with_a_notice(tmp_path):
    project = small_project.make(tmp_path / "project")
    small_project.write_guide(project, "guides/hidden.en.md", "Hidden", "Secret.", **DRAFT)
    command = [sys.executable, "-c", SERVED, tmp_path / "site"]
    done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = read(tmp_path / "site/en/guides/hidden/index.html")
    assert "make serve" in page.select_one("aside.draft").text and "Secret." in page.article.text
