"""A text that waits to be read again, compressed: a build of a thousand guides holds a text of every page."""

import zlib


class Packed:
    """A text; str() returns it."""

    __slots__ = ("_bytes",)

    def __init__(self, text: str) -> None:
        self._bytes = zlib.compress(text.encode(), 1)

    def __str__(self) -> str:
        return zlib.decompress(self._bytes).decode()
