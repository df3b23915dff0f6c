"""`python -m overrides.hooks.tools.advisories`: look up known advisories for the pinned Python and JavaScript.

pip-audit looks up .ci/requirements.txt, audit the npm packages of pins.toml and Pyodide.
The exit status is 1 if one of them names an advisory. Where its registry does not answer, as on a machine without
the internet, one line says so, and the status is 0; with --must-answer it is 1.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from overrides.hooks import ROOT
from overrides.hooks.pyodide import node
from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import Pins, read
from overrides.hooks.pyodide.sources import Npm, Url
from overrides.hooks.tools.typecheck.__main__ import PACKAGE as TYPESCRIPT

REQUIREMENTS = ROOT / ".ci" / "requirements.txt"
TIMEOUT = 180  # seconds, for each program


def python_advisories(requirements: Path = REQUIREMENTS) -> list[str]:
    """Return a line for each advisory. Raises Unavailable."""
    settings = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--timeout=10", "--format=json"]
    found = _json([sys.executable, "-m", "pip_audit", *settings, "--requirement", str(requirements)], "dependencies")
    if skipped := [package["skip_reason"] for package in found if "skip_reason" in package]:
        if len(skipped) == len(found):
            raise Unavailable(skipped[0])
        print(f"advisories for Python: {len(skipped)} of {len(found)} packages were not looked up: {skipped[0]}", file=sys.stderr)
    return [
        f"{package['name']} {package['version']}: {advisory['id']}, mended in {', '.join(advisory['fix_versions']) or 'no version yet'}"
        for package in found
        for advisory in package.get("vulns", [])
    ]


def npm_advisories(pins: Pins) -> list[str]:
    """Return a line for each advisory. Raises Unavailable."""
    npm = [*node.find_npm(pins.node), "--silent", "--no-fund"]
    with TemporaryDirectory() as scratch:
        package = {"name": "advisories", "version": "1.0.0", "private": True, "dependencies": npm_packages(pins)}
        Path(scratch, "package.json").write_text(json.dumps(package), "utf-8")
        _run([*npm, "install", "--package-lock-only", "--ignore-scripts", "--no-audit"], Path(scratch))
        found = _json([*npm, "audit", "--json"], "vulnerabilities", Path(scratch))
    return [f"{name}: {advisory['severity']}, in {advisory['range']}" for name, advisory in found.items()]


def npm_packages(pins: Pins) -> dict[str, str]:
    """Return {package: version} of what pages load, of Pyodide, and of the type checker."""
    sources = [source for group in pins.group for source in group.sources]
    names = [source.npm for source in sources if isinstance(source, Npm)]
    releases = [source.url.split("/v")[1].split("/")[0] for source in sources if isinstance(source, Url) and "/pyodide/v" in source.url]
    found = [name.rpartition("@") for name in (*names, TYPESCRIPT, *(f"pyodide@{release}" for release in releases))]
    return {name: version for name, _, version in found}


def _json(command: list[str], key: str, folder: Path | None = None):
    """Return the value of a key in what a program prints as JSON. These end with 1 if they find something."""
    done = _run(command, folder)
    try:
        return json.loads(done.stdout)[key]
    except (ValueError, KeyError):
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no output"]
        said = next((line for line in lines if "message" in line or "Error" in line or "error" in line), lines[-1])
        raise Unavailable(said.rpartition('": "')[2].strip(' ",')) from None


def _run(command: list[str], folder: Path | None) -> subprocess.CompletedProcess:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error


def main(arguments: list[str]) -> int:
    pins, status = read(), 0
    for name, look_up in (("Python", python_advisories), ("JavaScript", lambda: npm_advisories(pins))):
        try:
            found = look_up()
        except Unavailable as error:
            print(f"advisories for {name}: not looked up, because no registry answered: {error}", file=sys.stderr)
            status = max(status, int("--must-answer" in arguments))
        else:
            for line in found:
                print(f"advisory for {line}")
            status = max(status, int(bool(found)))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
