"""Three browser engines behind one interface (page.py), so that a journey is written once."""

from tests.support.engines import firefox, webkit
from tests.support.engines.page import Engine, Page, ScriptError, UnavailableError

__all__ = ["ENGINES", "Engine", "Page", "ScriptError", "UnavailableError", "launch"]

# {name: (its class, whether it is on this machine)} of those that launch() starts; Chromium has a fixture
ENGINES = {
    "firefox": (firefox.Firefox, firefox.available),
    "webkit": (webkit.WebKit, webkit.available),
}


def launch(name: str) -> Engine:
    """Start a browser. Raises UnavailableError if this machine has none of that engine, or if it does not start."""
    make, available = ENGINES[name]
    if not available():
        raise UnavailableError(f"no {name} here; as root, `python -m tests.support.browsers` installs one")
    return make()
