"""The Content-Security-Policy: a page loads and runs nothing from another host.

Every page has the policy in a <meta>, so that it applies on any static host. Hosts that read
site/_headers (headers.py) also send it as a header, which covers the workers too.
"""

import base64
import hashlib
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

# Templates write this in place of the policy, which needs the hashes of all scripts in the finished page.
PLACEHOLDER = "content-security-policy"

# Types of <script> that contain data; browsers do not run them.
_DATA = ("application/json", "application/ld+json")

_ALLOWED = {
    "default-src": "'none'",
    # Pyodide compiles WebAssembly. This does not permit eval().
    "script-src": "'self' 'wasm-unsafe-eval'",
    # Python's worker comes from a blob:, because such a worker has this policy too, see python/worker-script.js.
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'self'",
    # Material's style sheets contain its icons as SVG, in data: URLs.
    "img-src": "'self' data:",
    # Demos pass numbers to their style sheets as style="--w:0.26", hundreds on a page and others
    # in every new picture, so hashes cannot list them. Styles run no code, and img-src and
    # font-src limit what they load.
    "style-src": "'self' 'unsafe-inline'",
    "media-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    # Strings become HTML or scripts only through these policies: our own (javascripts/trusted-types.js), the one
    # that DOMPurify makes for itself, and the one with which the offline page reads the titles of cached pages.
    "require-trusted-types-for": "'script'",
    "trusted-types": "default dompurify fahem-cached-pages",
}


def inline_scripts(html: str) -> set[str]:
    """Return the hashes ('sha256-…') of the scripts whose code is in the page itself."""
    scripts = LexborHTMLParser(html).css("script:not([src])")
    return {_source(script.text()) for script in scripts if script.attributes.get("type") not in _DATA}


def policy(scripts: Iterable[str]) -> str:
    """Return the policy as one line. It says nothing of who may show the page in a frame, see headers.py.

    scripts  the results of inline_scripts() for one page or many
    """
    allowed = dict(_ALLOWED)
    allowed["script-src"] = " ".join([allowed["script-src"], *sorted(scripts)])
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def insert(html: str, scripts: Iterable[str]) -> str:
    """Return the page with its policy in place of the placeholder."""
    return html.replace(f'content="{PLACEHOLDER}"', f'content="{policy(scripts)}"', 1)


def _source(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
