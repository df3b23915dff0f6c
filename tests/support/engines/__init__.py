"""Three browser engines behind one interface (page.py), so that a journey is written once."""

from tests.support.engines import chromium, firefox, webkit
from tests.support.engines.page import Engine, Page, ScriptError

__all__ = ["ENGINES", "Engine", "Page", "ScriptError", "launch"]

# {name: (its class, whether it is on this machine)}
ENGINES = {
    "chromium": (chromium.Chromium, chromium.available),
    "firefox": (firefox.Firefox, firefox.available),
    "webkit": (webkit.WebKit, webkit.available),
}


def launch(name: str) -> Engine | None:
    """Start a browser, or return None if this machine has none of that engine."""
    make, available = ENGINES[name]
    return make() if available() else None
