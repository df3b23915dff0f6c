"""pins.toml, read and checked."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from overrides.hooks.pyodide.sources import Source

PINS = Path(__file__).with_name("pins.toml")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pin(_Table):
    """One file: its name here, and in its sources where that differs (`member`)."""

    name: str = Field(pattern=r"^[\w.-]+(/[\w.-]+)*$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int
    member: str | None = None


class Group(_Table):
    """Files that land in one folder of site/assets and come from the same sources."""

    folder: str = Field(pattern=r"^[a-z]+$")
    sources: list[Source]
    files: list[Pin]


class Pins(_Table):
    """node: what pip installs where there is none. lock: the fixed part of pyodide-lock.json.

    start: the bytes of a first start, as most hosts send them.
    """

    node: str
    start: int = 0
    group: list[Group]
    lock: dict[str, dict]


def read(path: Path = PINS) -> Pins:
    """Raises pydantic.ValidationError, naming the field, if something is not as it should be."""
    return Pins.model_validate(tomllib.loads(path.read_text("utf-8")))
