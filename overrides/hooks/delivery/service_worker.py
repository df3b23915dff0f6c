"""site/sw.js: what the service worker is to know of this build.

The worker itself is overrides/assets/javascripts/offline/service-worker.js; this writes the few lines
that bring it in, with a list of files by hash. Any change of the site changes them, which is
how browsers notice.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

# What every page is made of. Workbox checks each against its hash.
SHELL = (
    "assets/javascripts-*/*",
    "assets/stylesheets-*/*",
    "assets/javascripts/bundle.*.min.js",
    "assets/javascripts/workers/*.min.js",
    "assets/stylesheets/*.min.css",
    "assets/vendor/*",
    "assets/fonts/*",
    "assets/images/logo.svg",
    "assets/images/favicon.svg",
)
# The worker's own: browsers keep these with it.
WORKBOX = "assets/vendor/workbox-*"
# The signs of mathematics that hardly a page has.
RARE = "assets/fonts/stix-two-math-*/math-400.woff2"
NOT_SHELL = (WORKBOX, "*/service-worker.js", RARE)
# What scripts fetch as data, rather than the page as its parts.
DATA = ("assets/search/",)
# Beyond this a reader is not sent what nobody asked for (bytes, as they lie on disk).
LIBRARY_LIMIT = 4_000_000


def write(site: Path, version: str, *, root: str, languages: dict[str, str], library: Iterable[str]) -> None:
    """Write site/sw.js. Nothing in the site may change after that but copies in other encodings.

    version    of our scripts and styles, from versions.stamp()
    root       the path at which the site is to be served: /, /repo/
    languages  {language: prefix of its pages}, such as {"ar": "", "en": "en/"}
    library    patterns of what is kept for readers who showed interest, without the prefix
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    files = {path: file for path, file in files.items() if path != "sw.js" and file.suffix not in (".gz", ".br", ".map")}
    hashes = {path: hashlib.sha256(file.read_bytes()).digest() for path, file in files.items()}
    offline = [{"start": start, "page": f"{start}offline.html"} for start in sorted(languages.values(), reverse=True)]
    shell = [path for path in files if _fits(path, SHELL) and not _fits(path, NOT_SHELL)]
    [manifest] = (file for path, file in files.items() if fnmatchcase(path, "assets/javascripts-*/manifest.json"))
    told = {
        "build": hashlib.sha256(b"".join(path.encode() + digest for path, digest in hashes.items())).hexdigest()[:12],
        "version": version,
        "root": root,
        "shell": [_entry(path, hashes[path]) for path in [*shell, *(entry["page"] for entry in offline)]],
        "runtime": [f"assets/{address}" for address in json.loads(manifest.read_text("utf-8"))["addresses"].values()],
        "library": _library({path: file for path, file in files.items() if path not in shell}, [start + pattern for pattern in library for start in languages.values()]),
        "data": list(DATA),
        "offline": offline,
    }
    workbox = [path for path in files if _fits(path, (WORKBOX,))]
    # Each stands on the one before.
    order = ("core", "routing", "strategies", "precaching")
    scripts = sorted(workbox, key=lambda path: order.index(path.rpartition("-")[2].removesuffix(".js")))
    scripts.append(f"assets/javascripts-{version}/offline/service-worker.js")
    text = f"self.site = {json.dumps(told, indent=1)};\nimportScripts({', '.join(map(json.dumps, scripts))});\n"
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
    """Return the addresses that the patterns name, in the patterns' order, up to the limit."""
    named = dict.fromkeys(path for pattern in patterns for path in files if fnmatchcase(path, pattern))
    addresses, size = [], 0
    for path in named:
        size += files[path].stat().st_size
        if size > LIBRARY_LIMIT:
            break
        addresses.append(path.removesuffix("index.html"))
    return addresses
