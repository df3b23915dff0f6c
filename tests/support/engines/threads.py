"""How much the threads of a browser have computed, as Linux counts it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _fields(path: Path) -> list[str]:
    """Return the fields of a `stat` file from the third on; the second, a name, may hold anything (man 5 proc_pid_stat)."""
    return path.read_text("utf-8", "replace").rpartition(")")[2].split()


def cpu_seconds(process: int) -> dict[Path, float]:
    """Return {thread: the seconds it has computed} of a process and all that descend from it."""
    children, found = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(_fields(stat)[1]), []).append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue  # It has just ended.
    family = [process]
    for member in family:
        family += children.get(member, [])
        for thread in Path(f"/proc/{member}/task").glob("*"):
            seconds = thread_seconds(thread)
            if seconds is not None:
                found[thread] = seconds
    return found


def thread_seconds(thread: Path) -> float | None:
    """Return the seconds that a thread has computed, or None if it has ended."""
    try:
        fields = _fields(thread / "stat")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return (int(fields[11]) + int(fields[12])) / TICKS
