"""Where each word of a TOML text stands.

tomllib gives values without their lines, but an answer should name the very
line that made it, and a mistake its line and column. So the text is cut once
more into its strings and bare words, and a value is looked for from the place
where the value before it was found.
"""

import bisect
import re
import tomllib

from demos.chatbot.rulefile.errors import RulesError

_TOKEN = re.compile(
    r"""\#[^\n]*                                        # a comment: skipped
      | \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5}     # strings over several lines
      | "(?:\\.|[^"\\\n])*" | '[^'\n]*'                 # strings in one line
      | [\w+-]+                                         # bare keys and numbers""",
    re.VERBOSE | re.DOTALL,
)


class Cursor:
    """A place in TOML text that tomllib has already read without complaint; it moves forward."""

    def __init__(self, text):
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._offset = -1
        self._at = {}
        for token in _TOKEN.finditer(text):
            written = token.group()
            if not written.startswith("#"):
                self._at.setdefault(_value(written), []).append(token.start())

    def start(self, value):
        """Go to the first `value` in the text, and return self."""
        self._offset = -1
        return self.to(value)

    def to(self, value):
        """Go to the next `value`, if there is one, and return self."""
        places = self._at.get(value, ())
        index = bisect.bisect_right(places, self._offset)
        if index < len(places):
            self._offset = places[index]
        return self

    @property
    def place(self):
        """(line, column) of the cursor, both counted from 1."""
        offset = max(self._offset, 0)
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def error(self, kind, shift=0, **data):
        """Return a RulesError about this place, or `shift` characters further."""
        line, column = self.place
        return RulesError(kind, line, column + shift, **data)


def _value(written):
    """Return what a token stands for: a string without its quotes and escapes, or itself."""
    if written[0] not in "\"'":
        return written
    if "\\" not in written and not written.startswith(('"""', "'''")):
        return written[1:-1]
    return tomllib.loads(f"value = {written}")["value"]
