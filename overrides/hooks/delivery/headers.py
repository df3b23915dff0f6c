"""site/_headers: what a host is to say with every file (Netlify, Cloudflare Pages and others read it).

    /path/*
      Name: value

Where several rules fit an address their values are joined, so no two rules here give the
same header to one address.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from overrides.hooks.delivery.csp import policy

# Cloudflare Pages takes no longer line and no more rules.
LONGEST_LINE, MOST_RULES = 2000, 100

_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_ASK_AGAIN = {"Cache-Control": "no-cache"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}

# bundle.0d1b3f2a.min.js, demos-1.0.0-0h3f2ab90c1d2e-py3-none-any.whl: other bytes, another name.
_NAMED_BY_HASH = re.compile(r"[.-](0h)?[0-9a-f]{8,64}[.-]")
# Folders all of whose files are named so, or that are so themselves: javascripts-0d1b3f2a4c5e.
_HASHED_FOLDERS = ("social", "*-" + 12 * "[0-9a-f]")


def headers(site: Path, scripts: Iterable[str]) -> str:
    """Return the text of _headers for a built site, whose pages hold these inline scripts."""
    everywhere = {"Content-Security-Policy": policy(scripts, framed=False), **_EVERYWHERE}
    rules = {"/*": everywhere} | _caching(site)
    return "".join(f"{path}\n{_lines(fields)}" for path, fields in rules.items())


def _lines(fields):
    return "".join(f"  {name}: {value}\n" for name, value in fields.items())


def _caching(site):
    """Return the rules for caches. What none of them names is asked for again by these hosts anyway."""
    top = sorted(path for path in site.iterdir() if path.name != "assets" and not path.name.startswith((".", "_")))
    rules = {"/": _ASK_AGAIN} | {f"/{path.name}/*" if path.is_dir() else f"/{path.name}": _ASK_AGAIN for path in top}
    folders = [path.relative_to(site).as_posix() for pattern in _HASHED_FOLDERS for path in sorted((site / "assets").glob(pattern))]
    rules |= {f"/{folder}/*": _FOR_EVER for folder in folders}
    files = sorted(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*.*"))
    for file in files:
        if _NAMED_BY_HASH.search(file.rpartition("/")[2]) and not file.startswith(tuple(f"{folder}/" for folder in folders)):
            rules[f"/{file}"] = _FOR_EVER
    return rules
