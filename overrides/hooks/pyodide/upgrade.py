"""`make raise`: put newer versions into pins.toml, with their hashes, after checking the files.

python -m overrides.hooks.pyodide.upgrade [NAME=VERSION …]    NAME: pyodide or an npm package; VERSION may be latest

The files of an npm package get the hashes that they have in the archive, which npm itself verifies.
Pyodide's files have to be those of the official release: the core as it is in npm's `pyodide`,
numpy with the hash in that release's pyodide-lock.json. It is looked for in the folder or host that
SITE_RUNTIME_MIRROR names, in the sources that pins.toml has, and in the newest releases of the packages
among them; if none has it, the message says which file is needed. Where our templates, style sheets and
modules name a folder with a version, they get the new one. Nothing is written if anything fails.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit

from overrides.hooks import ROOT
from overrides.hooks.pyodide.commands import Unavailable, pip_newest
from overrides.hooks.pyodide.pins import PINS, Group, read
from overrides.hooks.pyodide.sources import FetchSession, Npm, Pip, Source, folder_or_url

Fetch = Callable[[Source, str], bytes]
Newest = Callable[[str], str]


def raise_pins(wanted: dict[str, str], root: Path = ROOT, fetch: Fetch | None = None, newest: Newest = pip_newest) -> list[str]:
    """Rewrite pins.toml and every file that names a changed folder; return one line for each package.

    wanted  {npm package or "pyodide": version or "latest"}
    fetch   (source, member) -> bytes; by default from the registries
    newest  (package of pip) -> its newest version; by default from the registry
    raises  Unavailable, which names the package and the file, if a file is missing or is not as released
    """
    path = root / PINS.relative_to(ROOT)
    pins: Any = tomlkit.parse(path.read_text("utf-8"))
    folders: dict[str, str] = {}
    with TemporaryDirectory() as scratch:
        fetch = fetch or _fetcher(FetchSession(Path(scratch), pins["node"]))
        changes = [
            _raise_pyodide(pins, version, fetch, newest) if package == "pyodide" else _raise_package(pins, package, version, folders, fetch)
            for package, version in wanted.items()
        ]
    for file in [*root.glob("overrides/**/*.html"), *root.glob("overrides/assets/**/*.*s"), *root.glob("overrides/hooks/**/*.ts")]:
        before = after = file.read_text("utf-8")
        for old, new in folders.items():
            after = after.replace(old, new)
        if after != before:
            file.write_text(after, "utf-8")
    path.write_text(tomlkit.dumps(pins), "utf-8")
    return changes


def _raise_package(pins: Any, package: str, version: str, folders: dict[str, str], fetch: Fetch) -> str:
    """Change the pins of an npm package, and add {old folder: new folder} to `folders`."""
    found = [(group, source) for group in pins["group"] for source in group["sources"] if _npm_name(source) == package]
    if not found:
        raise Unavailable(f"{package}: pins.toml has no such npm package")
    old = found[0][1]["npm"].rpartition("@")[2]
    new = json.loads(fetch(Npm(npm=f"{package}@{version}"), "package/package.json"))["version"]
    name = package.rpartition("/")[2]
    folder, new_folder = f"{name}-{old}/", f"{name}-{new}/"
    folders[folder] = new_folder
    for group, source in found:
        source["npm"] = f"{package}@{new}"
        for pin in group["files"]:
            _set_hash(pin, fetch(Npm(npm=source["npm"]), source.get("folder", "") + pin.get("member", pin["name"])))
            pin["name"] = pin["name"].replace(folder, new_folder)
    return f"{package}: {old} -> {new}"


def _raise_pyodide(pins: Any, version: str, fetch: Fetch, newest: Newest) -> str:
    release = Npm(npm=f"pyodide@{version}")
    new = json.loads(fetch(release, "package/package.json"))["version"]
    official = json.loads(fetch(release, "package/pyodide-lock.json"))
    [group] = [group for group in pins["group"] if group["folder"] == "runtime"]
    [cdn] = [source for source in group["sources"] if "url" in source]
    [npm] = [source for source in group["sources"] if _npm_name(source) == "pyodide"]
    old = npm["npm"].rpartition("@")[2]
    cdn["url"] = cdn["url"].replace(old, new)
    npm["npm"] = f"pyodide@{new}"
    group.trivia.comment = group.trivia.comment.replace(old, new)
    pins["lock"]["info"].update(official["info"])
    for pin in group["files"]:
        if pin["name"].endswith(".whl"):
            _raise_numpy(pins, group, pin, official["packages"]["numpy"], fetch, newest)
        else:
            _set_hash(pin, fetch(release, f"package/{pin['name']}"))
    return f"pyodide: {old} -> {new}"


def _raise_numpy(pins: Any, group: Any, pin: Any, official: dict, fetch: Fetch, newest: Newest) -> None:
    name, entry = official["file_name"], pins["lock"]["packages"]["numpy"]
    pip_sources = {source["pip"].partition("==")[0]: source for source in group["sources"] if "pip" in source}

    def sources() -> Iterator[Source]:
        if mirror := os.environ.get("SITE_RUNTIME_MIRROR"):
            yield folder_or_url(mirror)
        yield from Group.model_validate(group.unwrap()).sources
        for package, source in pip_sources.items():
            yield Pip(pip=f"{package}=={newest(package)}", folder=source["folder"])

    source, data = _fetch_released(name, official["sha256"], sources(), fetch)
    if isinstance(source, Pip):
        pip_sources[source.pip.partition("==")[0]]["pip"] = source.pip
    _set_hash(pin, data)
    for other in (source for group in pins["group"] for source in group["sources"] if source.get("inside") == pin["name"]):
        other["inside"] = name
        other["folder"] = other["folder"].replace(entry["version"], official["version"])
    pin["name"] = entry["file_name"] = name
    entry["version"] = official["version"]


def _fetch_released(name: str, sha256: str, sources: Iterable[Source], fetch: Fetch) -> tuple[Source, bytes]:
    """Return the first source that has the file with this hash, and the file. Raises Unavailable."""
    reasons = []
    for source in dict.fromkeys(sources):
        try:
            data = fetch(source, name)
        except Unavailable as failure:
            reasons.append(str(failure))
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            return source, data
        reasons.append(f"{source}: {name}: not what Pyodide's lock names")
    tried = "".join(f"\n  {reason}" for reason in reasons)
    raise Unavailable(
        f"{name} is needed, with the SHA-256 {sha256}, and no source has it:{tried}\n"
        "If you have the file, name its folder: SITE_RUNTIME_MIRROR=folder make raise"
    )


def _npm_name(source: Any) -> str:
    """Return "idiomorph" for { npm = "idiomorph@0.7.4" }, "" for a source of another kind."""
    return source.get("npm", "").rpartition("@")[0]


def _set_hash(pin: Any, data: bytes) -> None:
    pin["size"], pin["sha256"] = len(data), hashlib.sha256(data).hexdigest()


def _fetcher(session: FetchSession) -> Fetch:
    def fetch(source: Source, member: str) -> bytes:
        target = session.new_folder() / "file"
        try:
            source.save(member, target, session)
        except Unavailable as failure:
            raise Unavailable(f"{source}: {member}: {failure}") from None
        return target.read_bytes()

    return fetch


def main() -> int:
    wanted = dict(argument.partition("=")[::2] for argument in sys.argv[1:])
    packages = {_npm_name(source.model_dump()) for group in read().group for source in group.sources if isinstance(source, Npm)}
    try:
        for line in raise_pins(wanted or dict.fromkeys(["pyodide", *sorted(packages)], "latest")):
            print(line)
    except Unavailable as failure:
        print(f"nothing was changed: {failure}", file=sys.stderr)
        return 1
    print("Now look at git diff, and run make test.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
