"""What a browser's pages take, as Linux counts it; nothing elsewhere."""

from pathlib import Path


def renderers() -> set[Path]:
    """Return the renderer processes there are; none where there is no /proc."""
    return {process for process in Path("/proc").glob("[0-9]*") if b"--type=renderer" in _read(process / "cmdline")}


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
