"""Where a pinned file may come from: a folder, a URL, a package of a registry, another pinned file.

Packages are fetched with pip and npm, so that a maintainer's own settings (index, proxy,
credentials) apply. Nothing is trusted here: stage.py checks the hash of every file.
"""

import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote, urlsplit

import httpx
from pydantic import BaseModel, ConfigDict

from overrides.hooks.pyodide import node
from overrides.hooks.pyodide.commands import Unavailable, pip_download, run

# Seconds. Where a firewall drops packets, the connection fails after 5 s and the next source is tried.
_TIMEOUT = httpx.Timeout(30, connect=5)


class FetchSession:
    """What the sources share during one run: every archive is fetched once, an unreachable host is tried once.

    scratch  an empty folder for archives; the caller removes it
    node     the package that pip installs where npm is missing
    pinned   returns the path of a pinned file by its name (only Inside uses it)
    """

    def __init__(self, scratch: Path, node: str, pinned: Callable[[str], Path] = Path):
        self.scratch = scratch
        self.node = node
        self.pinned = pinned
        self.unreachable: dict[str, str] = {}  # host: the error message
        self._archives: dict[str, Path | Unavailable] = {}

    def archive(self, source: "_Archive") -> Path:
        """Return the source's archive; a second call returns the same path, or raises the same Unavailable."""
        name = str(source)
        if name not in self._archives:
            try:
                self._archives[name] = source.archive(self)
            except Unavailable as failure:
                self._archives[name] = failure
        result = self._archives[name]
        if isinstance(result, Unavailable):
            raise result
        return result

    def new_folder(self) -> Path:
        return Path(mkdtemp(dir=self.scratch))


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def save(self, member: str, target: Path, session: FetchSession) -> None:
        """Write one of the source's files to `target`. Raises Unavailable."""
        raise NotImplementedError


class Folder(_Source):
    path: Path

    def __str__(self):
        return str(self.path)

    def save(self, member, target, session):
        try:
            shutil.copyfile(self.path / member, target)
        except OSError as error:
            raise Unavailable(error.strerror or str(error)) from error


class Url(_Source):
    url: str

    def __str__(self):
        return self.url

    def save(self, member, target, session):
        host = urlsplit(self.url).netloc
        if host in session.unreachable:
            raise Unavailable(session.unreachable[host])
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
                session.unreachable[host] = reason
            raise Unavailable(reason) from error


class _Archive(_Source):
    """A zip or tar file that has the wanted files in `folder`."""

    folder: str = ""

    def archive(self, session: FetchSession) -> Path:
        """Fetch the archive and return its path. Raises Unavailable."""
        raise NotImplementedError

    def save(self, member, target, session):
        archive = session.archive(self)
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

    def archive(self, session):
        folder = session.new_folder()
        pip_download(self.pip, folder)
        return _only_file(folder)


class Npm(_Archive):
    npm: str

    def __str__(self):
        return f"npm pack {self.npm}"

    def archive(self, session):
        folder = session.new_folder()
        run([*node.find_npm(session.node), "pack", "--loglevel=error", "--ignore-scripts", self.npm], folder)
        return _only_file(folder)


class Inside(_Archive):
    """Another pinned file that is an archive, such as a wheel."""

    inside: str

    def __str__(self):
        return self.inside

    def archive(self, session):
        return session.pinned(self.inside)


Source = Folder | Url | Pip | Npm | Inside


def folder_or_url(place: str) -> Source:
    """Return the source that SITE_RUNTIME_MIRROR names."""
    return Url(url=place) if "://" in place else Folder(path=Path(place))


def _read(archive: Path, member: str) -> bytes:
    """Return one file of a zip or tar archive. Raises KeyError if the archive has no such file."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return opened.read(member)
    with tarfile.open(archive) as opened:
        file = opened.extractfile(member)
        if file is None:
            raise KeyError(member)
        return file.read()


def _only_file(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.is_file())
