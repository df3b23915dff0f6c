"""site/_headers: the HTTP headers of every file. Netlify, Cloudflare Pages and others read this file.

    /path/*
      Name: value

A host joins the values of all rules that match an address, so no two rules here give the
same header for one address. Cloudflare Pages allows 100 rules and 2,000 characters in a line.

Other sites may show some pages in a frame. The policy of /* could not be loosened for these alone, so it says nothing of
frames, and all other pages have X-Frame-Options by rules of their own. An address at which there is nothing has no such rule.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from overrides.hooks.delivery.csp import policy
from overrides.hooks.delivery.fingerprint import HASHED_FOLDERS

_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    # No other site's page can load our files. The services that show a page's card fetch its picture themselves.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_UNFRAMED = {"X-Frame-Options": "DENY"}
_REVALIDATE = {"Cache-Control": "no-cache"}
_IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}

# bundle.0d1b3f2a.min.js, demos-1.0.0-0h3f2ab90c1d2e-py3-none-any.whl: the name changes with the contents.
_NAMED_BY_HASH = re.compile(r"[.-](0h)?[0-9a-f]{8,64}[.-]")
# In the folder of the social cards every file has such a name.
_UNCHANGING_FOLDERS = ("social", *HASHED_FOLDERS)


def headers(site: Path, scripts: Iterable[str], framed: Collection[str]) -> str:
    """Return the text of _headers.

    site     the built site
    scripts  the hashes of the inline scripts of all its pages (csp.inline_scripts)
    framed   the addresses of the pages that other sites may show in a frame, from the site's root
    """
    rules = {"/*": {"Content-Security-Policy": policy(scripts), **_EVERYWHERE}} | _caching(site)
    for path in _unframed(site, site, framed):
        rules[path] = rules.get(path, {}) | _UNFRAMED
    return "".join(f"{path}\n{_lines(fields)}" for path, fields in rules.items())


def _lines(fields: dict[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in fields.items())


def _unframed(folder: Path, site: Path, framed: Collection[str]) -> Iterator[str]:
    """Yield patterns that fit all pages of a folder, but not the framed ones."""
    for path in sorted(folder.iterdir()):
        address = path.relative_to(site).as_posix()
        if path.is_dir() and any(page.startswith(f"{address}/") for page in framed):
            if f"{address}/" not in framed:
                yield from _unframed(path, site, framed)
        elif path.is_dir() and path.name != "assets" and not path.name.startswith("."):
            yield f"/{address}/*"
        elif path.suffix == ".html":
            yield f"/{address}"
            if path.name == "index.html":
                yield f"/{address.removesuffix('index.html')}"


def _caching(site: Path) -> dict[str, dict[str, str]]:
    """Return the rules for caches. For all other files, these hosts let browsers revalidate by default."""
    top = sorted(path for path in site.iterdir() if path.name != "assets" and not path.name.startswith((".", "_")))
    rules = {"/": _REVALIDATE} | {f"/{path.name}/*" if path.is_dir() else f"/{path.name}": _REVALIDATE for path in top}
    folders = [path.relative_to(site).as_posix() for pattern in _UNCHANGING_FOLDERS for path in sorted((site / "assets").glob(pattern))]
    rules |= {f"/{folder}/*": _IMMUTABLE for folder in folders}
    files = sorted(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*.*"))
    for file in files:
        if _NAMED_BY_HASH.search(file.rpartition("/")[2]) and not file.startswith(tuple(f"{folder}/" for folder in folders)):
            rules[f"/{file}"] = _IMMUTABLE
    return rules
