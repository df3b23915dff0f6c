"""Write site/sw.js: the data of this build for the service worker.

The worker itself is in overrides/assets/javascripts/offline. sw.js is a few lines that
import it, with a list of files and their hashes. Any change of the site changes sw.js, and that
tells browsers that there is a new version.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from html import escape
from pathlib import Path

from overrides.hooks.content.site_languages import direction

# The shell: the files that every page needs. Workbox compares each with its hash.
SHELL = (
    "assets/javascripts-*/*",
    "assets/stylesheets-*/*",
    "assets/javascripts/bundle.*.min.js",
    "assets/stylesheets/*.min.css",
    "assets/vendor/*",
    "assets/fonts/*",
    "assets/images/logo.svg",
    "assets/images/favicon.svg",
)
# The worker's own scripts: browsers store these together with sw.js.
WORKBOX = "assets/vendor/workbox-*"
# The font of mathematical signs that few pages have. Browsers cache it when a page needs it.
RARE = "assets/fonts/stix-two-math-*/math-400.woff2"
# Each script needs those before it.
WORKER = ("listed-files.js", "service-worker.js", "new-build.js")
NOT_SHELL = (WORKBOX, *(f"*/offline/{name}" for name in WORKER), RARE)
# Folders that scripts fetch data from.
DATA = ("assets/search/",)
# Bytes on disk: the worker does not fetch more than this in advance.
LIBRARY_LIMIT = 4_000_000

# Shown without a network where a browser has deleted the cached offline page: one file, in the system's own face.
_OFFLINE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>:root {{ color-scheme: light dark }} body {{ max-width: 34rem; margin: 20vh auto; padding: 0 1rem; font: 1.1rem/1.8 system-ui }}</style>
<h1>{title}</h1>
<p>{text}</p>
<p><a href="">{retry}</a></p>
</html>
"""


def write(
    site: Path,
    version: str,
    *,
    root: str,
    policy: str,
    framed: Iterable[str],
    languages: dict[str, str],
    strings: dict[str, dict[str, str]],
    library: Iterable[str],
) -> None:
    """Write site/sw.js. Afterwards add only files that sw.js need not list: redirects, social cards, _headers, compressed copies.

    version    of our scripts and styles, from fingerprint.stamp()
    root       the path of the site on its host: /, /repo/
    policy     the Content-Security-Policy that all pages share, for pages that come from a cache
    framed     the addresses of the pages that other sites may show in a frame, from the site's root
    languages  {language: prefix of its pages}, such as {"ar": "", "en": "en/"}
    strings    {language: interface strings}: section [site]
    library    patterns of what browsers cache in advance, to be read offline; without the prefix
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    files = {path: file for path, file in files.items() if path != "sw.js" and file.suffix not in (".gz", ".br", ".map")}
    hashes = {path: hashlib.sha256(file.read_bytes()).digest() for path, file in files.items()}
    offline = [
        {"start": start, "page": f"{start}offline.html", "html": _offline(language, strings[language])}
        for language, start in sorted(languages.items(), key=lambda item: item[1], reverse=True)
    ]
    shell = [path for path in files if _fits(path, SHELL) and not _fits(path, NOT_SHELL)]
    [manifest] = (file for path, file in files.items() if fnmatchcase(path, "assets/javascripts-*/manifest.json"))
    patterns = [start + pattern for pattern in library for start in languages.values()]
    advance = _library({path: file for path, file in files.items() if path not in shell}, patterns)
    rare = [path for path in files if _fits(path, (RARE,))]
    data = {
        "build": hashlib.sha256(b"".join(path.encode() + digest for path, digest in hashes.items())).hexdigest()[:12],
        "version": version,
        "root": root,
        "policy": policy,
        "framed": list(framed),
        "shell": [_entry(path, hashes[path]) for path in [*shell, *(entry["page"] for entry in offline)]],
        "runtime": [f"assets/{file['path']}?sha256={file['sha256']}" for file in json.loads(manifest.read_text("utf-8"))["files"]],
        "library": [_address(path) for path in advance],
        "hashes": {_address(path): hashes[path].hex()[:32] for path in [*advance, *rare]},
        "data": list(DATA),
        "offline": offline,
    }
    workbox = [path for path in files if _fits(path, (WORKBOX,))]
    # Each module needs the one before it.
    order = ("core", "routing", "strategies", "precaching")
    scripts = sorted(workbox, key=lambda path: order.index(path.rpartition("-")[2].removesuffix(".js")))
    scripts += [f"assets/javascripts-{version}/offline/{name}" for name in WORKER]
    # Hosts that send our headers require trusted types in the worker, too: only the scripts of this list are let through.
    trusted_types = 'self.trustedTypes?.createPolicy("default", { createScriptURL: (url) => (scripts.includes(url) ? url : null) });'
    text = f"const scripts = {json.dumps(scripts)};\n{trusted_types}\nself.site = {json.dumps(data, indent=1)};\nimportScripts(...scripts);\n"
    (site / "sw.js").write_text(text, "utf-8")


def _fits(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def _entry(path: str, digest: bytes) -> dict:
    named = not path.startswith("assets/images/") and not path.endswith(".html")
    return {
        "url": path,
        "revision": None if named else digest.hex()[:12],
        "integrity": f"sha256-{base64.b64encode(digest).decode()}",
    }


def _library(files: dict[str, Path], patterns: list[str]) -> list[str]:
    """Return the files that the patterns name, in the patterns' order, up to the limit."""
    named = dict.fromkeys(path for pattern in patterns for path in files if fnmatchcase(path, pattern))
    found, size = [], 0
    for path in named:
        size += files[path].stat().st_size
        if size > LIBRARY_LIMIT:
            break
        found.append(path)
    return found


def _address(path: str) -> str:
    """Return a file's address from the site's root, such as "en/guides/" for en/guides/index.html."""
    return path.removesuffix("index.html")


def _offline(language: str, strings: dict[str, str]) -> str:
    texts = {name: escape(strings[f"offline_{name}"]) for name in ("title", "text", "retry")}
    return _OFFLINE.format(language=language, direction=direction(language), **texts)
