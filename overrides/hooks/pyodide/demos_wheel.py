"""demos/ as a wheel: what the browser's Python installs is this very folder."""

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from flit_core.wheel import make_wheel_in

# Any fixed moment will do, as long as the same files always make the same bytes.
_EPOCH = "1704067200"  # 2024-01-01


def build(project: Path, folder: Path) -> Path:
    """Build the wheel of a project into a folder, and return its path.

    Its build tag is made of its hash (demos-1.0.0-0h3f2ab90c1d2e-py3-none-any.whl): new
    contents have a new address, so no cache can answer with the old ones. Wheels of
    earlier builds are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        made = _make(project, Path(scratch))
        name, version, tags = made.name.split("-", 2)
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        for old in folder.glob(f"{name}-*.whl"):
            old.unlink()
        # A build tag has to start with a digit.
        target = folder / f"{name}-{version}-0h{digest[:12]}-{tags}"
        # flit's own file may be read by its owner only; a web server is somebody else.
        return Path(shutil.copyfile(made, target))


def _make(project: Path, folder: Path) -> Path:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
    try:
        return make_wheel_in(project / "pyproject.toml", folder).file
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
