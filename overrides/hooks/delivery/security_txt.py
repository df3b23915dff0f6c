"""Write .well-known/security.txt (RFC 9116), which says whom to tell about a hole, also as security.txt.

MkDocs leaves out folders whose names begin with a dot, and so do some hosts: the copy at the root is for those.
"""

from datetime import date, timedelta
from pathlib import Path

from overrides.hooks.content.site_languages import LANGUAGES

_LIFETIME = timedelta(days=365)


def write(site: Path, *, contact: str, canonical: str, updated: date) -> None:
    """Write both files.

    contact    an https: or mailto: address
    canonical  the address of .well-known/security.txt
    updated    when the site's text last changed. The file is valid for a year from that day, not from the
               day of the build, so that two builds of one commit give the same bytes.
    """
    expires = updated + _LIFETIME
    text = f"Contact: {contact}\nExpires: {expires.isoformat()}T00:00:00Z\nPreferred-Languages: {', '.join(LANGUAGES)}\nCanonical: {canonical}\n"
    for path in (site / ".well-known" / "security.txt", site / "security.txt"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
