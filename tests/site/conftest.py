"""Built sites, for the tests that read their files."""

from pathlib import Path

import pytest

from tests.site import changed_project
from tests.support import small_project
from tests.support.project import build_or_fail
from tests.support.shared import shared_folder


@pytest.fixture
def small(tmp_path) -> Path:
    """A project with three short pages, for one test to change: its build takes half as long as that of ours."""
    return small_project.make(tmp_path / "project")


@pytest.fixture(scope="session")
def two_builds(tmp_path_factory) -> tuple[Path, Path]:
    """The site of changed_project.py, built twice, once for all workers."""

    def make(target):
        project = changed_project.make(target / "project")
        for name in ("site", "again"):
            build_or_fail(project, target / name)

    made = shared_folder(tmp_path_factory, "changed", make)
    return made / "site", made / "again"


@pytest.fixture(scope="session")
def changed_site(two_builds) -> Path:
    """The site of changed_project.py."""
    return two_builds[0]
