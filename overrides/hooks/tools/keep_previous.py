"""`python -m overrides.hooks.tools.keep_previous SITE PREVIOUS`: keep the files of earlier deploys beside a new build.

A page in an open tab, in a browser's cache or at a host's edge asks for the scripts, styles and Python of the
build that it belongs to. These lie in folders named by their contents, so the folders of several builds can lie
beside each other: this copies those of earlier deploys into SITE, after checking each file's hash.

SITE      a built site, about to be published
PREVIOUS  what is published now: a folder, or the address of the live site

SITE/deploys.json lists what every deploy had in such folders, the newest first: {"deploys": [{"date": …,
"files": {path: SHA-256}}, …]}. The deploy just before is always kept; older ones up to MAX_DEPLOYS and MAX_DAYS.
If PREVIOUS has no such list, or does not answer, a line says so and SITE has only its own files.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx

from overrides.hooks.delivery.fingerprint import HASHED_FOLDERS

LIST = "deploys.json"
MAX_DEPLOYS = 10  # besides the new one
MAX_DAYS = 30

Read = Callable[[str], bytes]


class Unreadable(Exception):
    """The previous deploy does not have a file, or does not answer."""


def keep(site: Path, read: Read, today: date) -> tuple[int, int]:
    """Copy earlier deploys' files into a site and write its list; return (deploys, files) that were added.

    read    path -> bytes of the file in the previous deploy; raises Unreadable
    raises  Unreadable if the previous deploy has no list of files
    """
    deploys = [{"date": today.isoformat(), "files": _hashed_files(site)}]
    (site / LIST).write_text(_as_json(deploys), "utf-8")
    kept = _recent(json.loads(read(LIST))["deploys"], today)
    added = 0
    for deploy in kept:
        present = {}
        for path, digest in deploy["files"].items():
            if not _is_hashed(path) or "\\" in path or ".." in path.split("/"):
                continue
            target = site / path
            if not target.exists():
                data = _checked(read, path, digest)
                if data is None:
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                added += 1
            present[path] = digest
        deploys.append({"date": deploy["date"], "files": present})
    (site / LIST).write_text(_as_json(deploys), "utf-8")
    return len(kept), added


def _checked(read: Read, path: str, digest: str) -> bytes | None:
    """Return a file of the previous deploy; None if it is missing there or has other bytes than listed."""
    try:
        data = read(path)
    except Unreadable:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _is_hashed(path: str) -> bool:
    return any(fnmatchcase(path, f"assets/{folder}/?*") for folder in HASHED_FOLDERS)


def _hashed_files(site: Path) -> dict[str, str]:
    paths = {file.relative_to(site).as_posix(): file for file in sorted((site / "assets").rglob("*")) if file.is_file()}
    found = {path: file for path, file in paths.items() if _is_hashed(path) and file.suffix not in (".gz", ".br")}
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in found.items()}


def _recent(deploys: list[dict], today: date) -> list[dict]:
    """Return the deploy before and those that were replaced in the last MAX_DAYS days, at most MAX_DEPLOYS."""
    oldest = today - timedelta(days=MAX_DAYS)
    # A deploy was live until the one before it in the list, which is newer, replaced it.
    replaced = [today, *(date.fromisoformat(deploy["date"]) for deploy in deploys)]
    return [deploy for deploy, until in zip(deploys, replaced, strict=False) if until >= oldest][:MAX_DEPLOYS]


def _as_json(deploys: list[dict]) -> str:
    return json.dumps({"deploys": deploys}, indent=1) + "\n"


def from_folder(folder: Path) -> Read:
    def read(path: str) -> bytes:
        try:
            return (folder / path).read_bytes()
        except OSError as error:
            raise Unreadable(str(error)) from None

    return read


def from_address(address: str, client: httpx.Client) -> Read:
    """Return a reader of a live site; `address` ends with /."""

    def read(path: str) -> bytes:
        try:
            return client.get(urljoin(address, quote(path))).raise_for_status().content
        except httpx.HTTPError as error:
            raise Unreadable(str(error)) from None

    return read


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not Path(arguments[0], "index.html").exists():
        print("give the folder of a built site, and the folder or address of what is published now", file=sys.stderr)
        return 2
    site, previous = Path(arguments[0]), arguments[1]
    with httpx.Client(timeout=60, follow_redirects=True) as client:
        read = from_address(previous.rstrip("/") + "/", client) if "://" in previous else from_folder(Path(previous))
        try:
            deploys, files = keep(site, read, datetime.now(UTC).date())
        except (Unreadable, ValueError, KeyError, TypeError) as error:
            print(f"nothing of an earlier deploy is kept: {previous} has no list of its files ({error})")
        else:
            print(f"kept of {deploys} earlier deploys: {files} files that this build does not have")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
