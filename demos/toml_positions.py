"""The line and column of each key and value in a TOML text.

tomllib returns values without their positions. This module reads the text a second time, only to
find where the keys and values start. It expects text that tomllib.loads() accepted.
"""

import bisect
import re
import tomllib
from typing import Any

# One part of a dotted key, and what follows it. A quoted key is always in one line.
_KEY_PART = re.compile(r"""[ \t]*(?P<key>"(?:\\.|[^"\\\n])*" | '[^'\n]*' | [\w-]+)[ \t]*(?P<after>\.|=|\]\]?)""", re.VERBOSE)
# A value that is no array or table. A string is matched whole, with the brackets, commas and # inside it.
_SCALAR = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5}   # strings over several lines
      | "(?:\\.|[^"\\\n])*" | '[^'\n]*'                # strings in one line
      | [^,\]}\n\#]+                                   # numbers, dates and Booleans""",
    re.VERBOSE | re.DOTALL,
)
# What can be between two entries of a table or two items of an array.
_GAP = re.compile(r"[\s,]*(?:#[^\n]*[\s,]*)*")
_ERROR_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def error_position(error, text=None):
    """Return the (line, column), counted from 1, that a tomllib error names in its message.

    tomllib may name no position, or only "end of document". Then the result is None; but if the
    text is given, "end of document" is the position after its last character.
    """
    found = _ERROR_POSITION.search(str(error))
    if found and found[1]:
        return int(found[1]), int(found[2])
    if found and text is not None:
        return text.count("\n") + 1, len(text) - text.rfind("\n")
    return None


class Positions:
    """Where the keys and values of a TOML text start.

    An entry is named by its path, the keys and indices that lead to it in the dict that
    tomllib.loads() returns: ("topic", 0, "names", 2).

    >>> positions = Positions('[a]\\nb = [1, 2]')
    >>> positions.key("a", "b"), positions.value("a", "b"), positions.key("a", "b", 1)
    ((2, 1), (2, 5), (2, 9))
    """

    def __init__(self, text):
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._keys, self._values = {}, {}
        for path, key, value in _entries(text):
            # A table can be named several times, as in [a] and [a.b]: its first name counts.
            self._keys.setdefault(path, key)
            self._values.setdefault(path, value)

    def key(self, *path):
        """Return (line, column), from 1, of the entry's key, of the item of an array, or of the `[[` of
        an item that is a table. None if the text has no such entry.
        """
        return self._position(self._keys.get(path))

    def value(self, *path):
        """Return (line, column), from 1, of the entry's value; for a table with a header, of its key."""
        return self._position(self._values.get(path))

    def _position(self, offset):
        if offset is None:
            return None
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def _entries(text):
    """Yield (path, offset of its key, offset of its value) for every entry, in the order of the text."""
    table: tuple = ()             # the path of the last header
    lengths: dict = {}            # {path of an array of tables: how many tables it has so far}
    containers: list[list] = []   # the open arrays and inline tables: [path, index of the next item, or None for a table]
    at = _end(_GAP, text, 0)
    while at < len(text):
        if not containers and text[at] == "[":
            entries, at = _header(text, at, lengths)
            yield from entries
            table = entries[-1][0]
        elif containers and text[at] in "]}":
            containers.pop()
            at += 1
        else:
            path, index = containers[-1] if containers else (table, None)
            if index is None:
                keys, at = _dotted_key(text, at)
                for key, offset in keys[:-1]:
                    path = (*path, key)
                    yield path, offset, offset
                key, offset = keys[-1]
                at = _end(_GAP, text, at)
            else:
                key, offset = index, at
                containers[-1][1] += 1
            path = (*path, key)
            yield path, offset, at
            if text[at] in "[{":
                containers.append([path, 0 if text[at] == "[" else None])
                at += 1
            else:
                at = _end(_SCALAR, text, at)
        at = _end(_GAP, text, at)


def _header(text, at, lengths):
    """Return (the entries of a header [a.b] or [[a.b]], as _entries() yields them, the offset after it).

    The last entry is the table that the following lines belong to. Counts in `lengths`.
    """
    is_array = text.startswith("[[", at)
    keys, end = _dotted_key(text, at + 1 + is_array)
    entries: list = []
    path: tuple = ()
    for number, (key, offset) in enumerate(keys, 1):
        path = (*path, key)
        entries.append((path, offset, offset))
        # [a.b] after [[a]]: b belongs to the last of the tables in a.
        if number < len(keys) and path in lengths:
            path = (*path, lengths[path] - 1)
    if is_array:
        index = lengths.get(path, 0)
        lengths[path] = index + 1
        entries.append(((*path, index), at, at))
    return entries, end


def _dotted_key(text, at):
    """Return ([(key, offset), ...], the offset after the `=` or `]` that ends a dotted key)."""
    keys = []
    while True:
        part: Any = _KEY_PART.match(text, at)
        keys.append((_unquoted(part["key"]), part.start("key")))
        at = part.end()
        if part["after"] != ".":
            return keys, at


def _end(pattern, text, at):
    return pattern.match(text, at).end()


def _unquoted(key):
    if key[0] == '"' and "\\" in key:
        return tomllib.loads(f"key = {key}")["key"]
    return key[1:-1] if key[0] in "\"'" else key
