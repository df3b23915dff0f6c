"""What readers type into the search, and what they mean by it: tests/data."""

import tomllib

from tests.support.project import ROOT

DATA = ROOT / "tests/data"
# Words of one meaning ("alike"), words of other meaning ("apart"), and texts with the words in them ("words").
KEYS = tomllib.loads((DATA / "keys.toml").read_text("utf-8"))
HOME = {"ar": "", "en": "en/"}


def queries(language: str) -> dict[str, list[dict]]:
    """Return {kind: [{"query": what is typed, "finds": [addresses, one of which is meant]}]}."""
    return tomllib.loads((DATA / f"queries.{language}.toml").read_text("utf-8"))
