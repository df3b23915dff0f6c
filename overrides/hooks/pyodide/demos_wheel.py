"""Build the wheel of demos/, which the browser's Python installs."""

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flit_core.wheel import make_wheel_in

# Seconds since 1970, written into the wheel as the date of every file. It is fixed, so that the same files make the same bytes.
_EPOCH = "1704067200"  # 2024-01-01


def build(project: Path, folder: Path) -> Path:
    """Build the wheel of a project into a folder, and return its path.

    Its build tag contains its hash (demos-1.0.0-0h3f2ab90c1d2e-py3-none-any.whl): new contents
    get a new address, so that no cache serves old ones. Wheels of earlier builds are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # flit takes the date from this variable alone.
    with TemporaryDirectory() as scratch, patch.dict(os.environ, SOURCE_DATE_EPOCH=_EPOCH):
        made = make_wheel_in(project / "pyproject.toml", Path(scratch)).file
        name, version, tags = made.name.split("-", 2)
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        for old in folder.glob(f"{name}-*.whl"):
            old.unlink()
        # "0h", because a build tag has to start with a digit.
        target = folder / f"{name}-{version}-0h{digest[:12]}-{tags}"
        # Only its owner may read flit's file; a copy gets the usual permissions, so that a web server can read it.
        return Path(shutil.copyfile(made, target))


