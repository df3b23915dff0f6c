"""`make raise`: newer versions of what pins.toml pins, with their hashes, once they were checked.

python -m overrides.hooks.pyodide.upgrade [NAME=VERSION …]    pyodide, or a package of npm; latest is a version

An npm package's files get the hashes of the archive that npm gives, which npm itself checks.
Pyodide's files have to be those of the official release: the core as npm's `pyodide` holds it,
numpy by the hash in that release's own pyodide-lock.json. Folders named by a version follow it
wherever our templates, style sheets and modules name them. Nothing is written unless all went well.
"""

import hashlib
import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from overrides.hooks.pyodide.pins import PINS, Group, read
from overrides.hooks.pyodide.sources import Npm, Outside, Source, Unavailable, Url

ROOT = Path(__file__).resolve().parents[3]
_WRITTEN = re.compile(r'(\{ name = "(?P<name>[^"]+)".*?)size = \d+, sha256 = "[0-9a-f]{64}"')


def raise_pins(wanted: dict[str, str], root: Path = ROOT, fetch=None) -> list[str]:
    """Rewrite pins.toml, and whoever names its folders; return what was changed, a line each.

    wanted  {npm package or "pyodide": version or "latest"}
    fetch   (source, member) -> bytes; by default from the registries
    Raises Unavailable, naming the package and the file, if something is not there or not as released.
    """
    path = root / PINS.relative_to(ROOT)
    text, pins = path.read_text("utf-8"), read(path)
    with TemporaryDirectory() as scratch:
        fetch = fetch or _fetcher(Outside(Path(scratch), pins.node, pinned=Path))
        renamed: dict[str, str] = {}
        said = []
        for package, version in wanted.items():
            if package == "pyodide":
                text, line = _pyodide(text, pins, version, fetch)
            else:
                text, line, folder = _package(text, pins.group, package, version, fetch)
                renamed |= folder
            said.append(line)
    for file in [*root.glob("overrides/**/*.html"), *root.glob("overrides/assets/**/*.*s"), *root.glob("overrides/hooks/**/*.ts")]:
        before = after = file.read_text("utf-8")
        for old, new in renamed.items():
            after = after.replace(f"{old}/", f"{new}/")
        if after != before:
            file.write_text(after, "utf-8")
    path.write_text(text, "utf-8")
    return said


def _package(text: str, groups: list[Group], package: str, version: str, fetch):
    old = next((source.npm for group in groups for source in group.sources if isinstance(source, Npm) and source.npm.rpartition("@")[0] == package), None)
    if old is None:
        raise Unavailable(f"{package}: pins.toml has no such package of npm")
    new = json.loads(fetch(Npm(npm=f"{package}@{version}"), "package/package.json"))["version"]
    short = package.rpartition("/")[2]
    folder = {f"{short}-{old.rpartition('@')[2]}": f"{short}-{new}"}
    for group in groups:
        for source in group.sources:
            if isinstance(source, Npm) and source.npm == old:
                for pin in group.files:
                    text = _write(text, pin.name, fetch(Npm(npm=f"{package}@{new}"), source.folder + (pin.member or pin.name)))
    for before, after in {old: f"{package}@{new}", **{f"{a}/": f"{b}/" for a, b in folder.items()}}.items():
        text = text.replace(before, after)
    return text, f"{package}: {old.rpartition('@')[2]} -> {new}", folder


def _pyodide(text: str, pins, version: str, fetch):
    release = Npm(npm=f"pyodide@{version}")
    new = json.loads(fetch(release, "package/package.json"))["version"]
    official = json.loads(fetch(release, "package/pyodide-lock.json"))
    [group] = [group for group in pins.group if group.folder == "runtime"]
    [address] = [source.url for source in group.sources if isinstance(source, Url)]
    old = address.split("/v")[1].split("/")[0]
    for pin in group.files:
        if pin.name.endswith(".whl"):
            numpy = official["packages"]["numpy"]
            places = [Url(url=address.replace(old, new)), *(source for source in group.sources if not isinstance(source, Url))]
            wheel = _as_released(numpy["file_name"], numpy["sha256"], places, fetch)
            text = _write(text, pin.name, wheel).replace(pin.name, numpy["file_name"])
            text = text.replace(f'version = "{pins.lock["packages"]["numpy"]["version"]}"', f'version = "{numpy["version"]}"')
        else:
            text = _write(text, pin.name, fetch(release, f"package/{pin.name}"))
    for key, value in official["info"].items():
        text = re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', text, flags=re.M)
    return text.replace(old, new), f"pyodide: {old} -> {new}"


def _as_released(name: str, sha256: str, places, fetch) -> bytes:
    """Return the file from the first place that has it with this hash."""
    reasons = []
    for place in places:
        try:
            data = fetch(place, name)
        except Unavailable as failure:
            reasons.append(str(failure))
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            return data
        reasons.append(f"{place}: {name}: not what Pyodide's lock names (SHA-256 {sha256})")
    raise Unavailable("; ".join(reasons))


def _write(text: str, name: str, data: bytes) -> str:
    """Return pins.toml with the size and hash of one file."""
    pinned = f'size = {len(data)}, sha256 = "{hashlib.sha256(data).hexdigest()}"'
    return _WRITTEN.sub(lambda found: found[1] + pinned if found["name"] == name else found[0], text)


def _fetcher(outside: Outside):
    def fetch(source: Source, member: str) -> bytes:
        target = outside.folder() / "file"
        try:
            source.save(member, target, outside)
        except Unavailable as failure:
            raise Unavailable(f"{source}: {member}: {failure}") from None
        return target.read_bytes()

    return fetch


def main() -> int:
    given = dict(argument.partition("=")[::2] for argument in sys.argv[1:])
    packages = {source.npm.rpartition("@")[0] for group in read().group for source in group.sources if isinstance(source, Npm)}
    try:
        for line in raise_pins(given or dict.fromkeys(["pyodide", *sorted(packages)], "latest")):
            print(line)
    except Unavailable as failure:
        print(f"nothing was changed: {failure}", file=sys.stderr)
        return 1
    print("Now look at git diff, and run make test.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
