"""The Content-Security-Policy: what a page may load and run, which is nothing from elsewhere.

It stands in every page as a <meta>, so that it holds on any static host, and in site/_headers
for hosts that read it (headers.py), where it also covers the workers.
"""

import base64
import hashlib
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

# Stands in a page in place of the policy until the whole page is known.
PLACEHOLDER = "content-security-policy"

# Types of <script> that hold data, which no browser runs.
_DATA = ("application/json", "application/ld+json")

_ALLOWED = {
    "default-src": "'none'",
    # Pyodide compiles WebAssembly; that permits no eval().
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'self'",
    # Material draws its icons as SVG in its style sheets, as data: addresses.
    "img-src": "'self' data:",
    # Demos hand numbers to their style sheets as style="--w:0.26", hundreds a page and new ones
    # with every drawing: no list of hashes can name them. Styles run nothing, and what they load
    # is held by img-src and font-src.
    "style-src": "'self' 'unsafe-inline'",
    "media-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def inline_scripts(html: str) -> set[str]:
    """Return the sources, such as 'sha256-…', of the scripts that stand in a page itself."""
    scripts = LexborHTMLParser(html).css("script:not([src])")
    return {_source(script.text()) for script in scripts if script.attributes.get("type") not in _DATA}


def policy(scripts: Iterable[str], *, framed: bool = True) -> str:
    """Return the policy as one line.

    scripts  what inline_scripts() found, of one page or of many
    framed   False adds frame-ancestors, which a <meta> must not hold
    """
    allowed = dict(_ALLOWED)
    allowed["script-src"] = " ".join([allowed["script-src"], *sorted(scripts)])
    if not framed:
        allowed["frame-ancestors"] = "'none'"
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def guard(html: str, scripts: Iterable[str]) -> str:
    """Return the page with its policy where the template left the place for it."""
    return html.replace(f'content="{PLACEHOLDER}"', f'content="{policy(scripts)}"', 1)


def _source(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
