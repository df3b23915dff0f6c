"""What a browser's pages take, as Linux counts it; nothing elsewhere."""

import os
from pathlib import Path


def renderers() -> set[Path]:
    """Return the renderer processes of this process's browsers; none where there is no /proc."""
    found = {process for process in Path("/proc").glob("[0-9]*") if b"--type=renderer" in _read(process / "cmdline")}
    return {process for process in found if _is_ours(process)}


def _is_ours(process):
    """Was it started by this process, or by one that this process started?"""
    while process.name not in ("0", str(os.getpid())):
        # "1234 (name, which may have a ) in it) S 1200 ...": the last number is that of the process that started it.
        _, _, rest = _read(process / "stat").rpartition(b")")
        process = process.with_name(rest.split()[1].decode() if rest else "0")
    return process.name != "0"


def taken(processes: set[Path]) -> int:
    """Return the bytes that belong to these processes alone (USS)."""
    total = 0
    for process in processes:
        for line in _read(process / "smaps_rollup").decode().splitlines():
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                total += int(line.split()[1]) * 1024
    return total


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""  # it ended while we looked
