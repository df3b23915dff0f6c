"""The lanes: this site, built with what may take the place of MkDocs and of Material. `make lanes` runs them.

A lane is the project with one line of pyproject.toml changed, and a virtual environment in the cache with the packages
that this line asks for. All other packages are those of .ci/site.txt.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from overrides.hooks import cache
from tests.support.project import ROOT, copy_project, environment

# The line on which the switch is made, and what it becomes.
SWITCHES = {
    "properdocs": ('"mkdocs>=1.6,<2"', '"properdocs>=1.6.7,<2"'),
    "materialx": ('"mkdocs-material>=9.7,<10"', '"mkdocs-materialx>=10.2,<11"'),
}


def pins(lane: str) -> str:
    """Return the requirements of a lane, all with their hashes."""
    ours, theirs = (
        {match["name"]: match[0] for match in re.finditer(r"^(?P<name>[\w.-]+)==.*\n(?: .*\n)+", path.read_text("utf-8"), re.M)}
        for path in (ROOT / ".ci/site.txt", Path(__file__).with_name("requirements.txt"))
    )
    if lane == "properdocs":  # Material still asks for MkDocs, which is not used then
        return "".join({**ours, "properdocs": theirs["properdocs"]}.values())
    ours.pop("mkdocs-material")  # MaterialX is in the same folder
    return "".join((ours | theirs).values())


def install(lane: str) -> Path:
    """Return the Python of a lane's environment, which is made if it is not in the cache."""
    requirements = pins(lane)

    def make(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        (folder / "requirements.txt").write_text(requirements, "utf-8")
        command = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--no-compile", "--require-hashes", "-r", folder / "requirements.txt"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"the lane {lane} cannot be installed:\n{done.stderr[-2000:]}", pytrace=False)

    return cache.entry("lanes", cache.key(requirements, sys.version), make) / "bin/python"


@pytest.fixture(scope="session")
def build_lane(tmp_path_factory):
    """build_lane(name) returns the folder of the site that a lane builds strictly; beside it is the folder `project`."""

    def build(lane: str) -> Path:
        folder = tmp_path_factory.mktemp(lane)
        project = copy_project(folder / "project")
        old, new = SWITCHES[lane]
        settings = (project / "pyproject.toml").read_text("utf-8")
        assert settings.count(old) == 1
        (project / "pyproject.toml").write_text(settings.replace(old, new), "utf-8")
        python = install(lane)
        # That line asks for nothing else: of all that the project needs, only itself would be installed.
        command = [python, "-m", "pip", "install", "--dry-run", "--no-index", "--no-build-isolation", f"{project}[site]"]
        wanted = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert re.findall(r"^Would install (.*)$", wanted, re.M) == ["demos-1.0.0"]
        command = [python, "-m", "overrides.hooks", "build", "--strict", "--site-dir", folder / "site"]
        done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr
        return folder / "site"

    return build
