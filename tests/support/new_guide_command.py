"""The command behind `make new`."""

import subprocess
import sys
from pathlib import Path

from tests.support.project import environment


def run(project: Path, *flags: str) -> subprocess.CompletedProcess:
    """Run the command in a project, without a terminal."""
    command = [sys.executable, "-m", "overrides.hooks.tools.new_guide", *flags]
    return subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
