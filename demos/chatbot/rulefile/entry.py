"""An entry of a rule file, with its position.

The explanation of an answer names the line of its rule, and an error names its line and column.
So each function that builds a part of the Rules receives the entry it builds from.
"""

from dataclasses import dataclass, replace

from demos.chatbot.rulefile.errors import RulesError
from demos.toml_positions import Positions


@dataclass(frozen=True)
class Entry:
    """A key or an array item of a rule file.

    positions  of the whole file
    path       the keys and indices that lead to the entry; () is the file itself
    of_value   whether `position` is that of the entry's value, instead of its key
    """

    positions: Positions
    path: tuple[str | int, ...] = ()
    of_value: bool = False

    def at(self, *path):
        """Return an entry inside this one."""
        return Entry(self.positions, (*self.path, *path))

    def value(self):
        """Return the same entry with the position of its value."""
        return replace(self, of_value=True)

    @property
    def position(self):
        """(line, column), from 1; None if the file has no such entry."""
        return (self.positions.value if self.of_value else self.positions.key)(*self.path)

    @property
    def line(self):
        """The line of the entry, from 1; 0 if the file has no such entry."""
        return self.position[0] if self.position else 0

    def error(self, kind, shift=0, **data):
        """Return a RulesError at this entry, or `shift` characters after its start."""
        line, column = self.position or (None, None)
        return RulesError(kind, line, column and column + shift, **data)
