"""Read and check pins.toml."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from overrides.hooks.pyodide.sources import Source

PINS = Path(__file__).with_name("pins.toml")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pin(_Table):
    """One file: its name in the site, and `member`, its name in the sources, if that is another one."""

    name: str = Field(pattern=r"^[\w.-]+(/[\w.-]+)*$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int  # bytes
    member: str | None = None


class Group(_Table):
    """Files that go into one folder of site/assets and come from the same sources."""

    folder: str = Field(pattern=r"^[a-z]+$")
    sources: list[Source]
    files: list[Pin]


class Pins(_Table):
    """All of pins.toml.

    node   what pip installs on a machine without Node or npm, with its hashes
    start  bytes that a first start of a demo downloads, compressed as most hosts compress
    lock   the part of pyodide-lock.json that is the same in every build
    """

    node: str
    start: int = 0
    group: list[Group]
    lock: dict[str, dict]


def read(path: Path = PINS) -> Pins:
    """Raises pydantic.ValidationError, which names the wrong field."""
    return Pins.model_validate(tomllib.loads(path.read_text("utf-8")))
