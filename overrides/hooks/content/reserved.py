"""The places below the home page of each language in which the build writes pages of its own."""

from collections.abc import Iterable

from overrides.hooks.content.site_languages import LANGUAGES, home_of

# Lists of guides: docs/ may have a page for one, which the build completes.
LISTS = ("tags/", "authors/")
# What no page of docs/ may replace.
OWN = ("404.html", "offline.html", "assets/", "demos/", "translations/")


def is_in(address: str, places: Iterable[str]) -> bool:
    """Whether an address, from the site's root, is in one of these places of any language."""
    return address.startswith(tuple(home_of(language) + place for language in LANGUAGES for place in places))
