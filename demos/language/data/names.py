"""Lists of names: the site's own, and one that the reader pastes."""

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np

from demos.language.data import table
from demos.language.model.tokens import vocabulary
from demos.text import JOINERS, clean, visible

MIN_NAMES, MAX_NAMES = 20, 5000
MAX_NAME = 30          # letters; a longer line is left out
MAX_LETTERS = 300      # different ones; names with rarer letters are left out, because each makes the model larger
MAX_PASTED = 600_000   # characters; a longer text is cut


class Names:
    """Groups of names, a tenth of each held out. Names are tuples of letters only when they are learnt.

    groups  {"girls": [name, ...], "boys": [...]}, or a single group
    """

    def __init__(self, groups):
        rng = np.random.default_rng(0)
        shuffled = {group: [names[i] for i in rng.permutation(len(names))] for group, names in groups.items()}
        self.held_out = {group: tuple(names[: max(2, len(names) // 10)]) for group, names in shuffled.items()}
        self._trained = {group: tuple(names[len(self.held_out[group]) :]) for group, names in shuffled.items()}
        both = [name for names in self._trained.values() for name in names]
        self._trained["both"] = tuple(both[i] for i in rng.permutation(len(both)))

    def trained(self, kind, size):
        """Return the names to train on: of one group or of "both", the first `size` of them, or all if size is 0."""
        names = self._trained[kind]
        return names[:size] if size else names

    @cached_property
    def real(self):
        """Every name of the list, as a set."""
        return frozenset(chain(*self._trained.values(), *self.held_out.values()))

    @cached_property
    def vocabulary(self):
        """The letters of all names, also of those held out: the model needs a row for each."""
        return vocabulary(self.real)


@lru_cache
def site_names(language):
    """Return the site's Names of a language, in lower case. A name that is in both groups is in neither."""
    lists = table("names", language)
    girls, boys = ({clean(name).lower() for name in lists[group]} for group in ("girls", "boys"))
    return Names({"girls": sorted(girls - boys), "boys": sorted(boys - girls)})


@lru_cache(maxsize=2)
def pasted_names(names):
    """Return the Names of a reader's list, a tuple."""
    return Names({"pasted": names})


def parse(text):
    """Return (names, left_out): the names in a reader's text, one a line, and how many lines have none that can be used.

    Names are in lower case, in the order of the text, each once. Lines after MAX_NAMES names are left out.
    """
    lines = [line for line in map(_name, text[:MAX_PASTED].splitlines()) if line]
    short = [line for line in lines if len(line) <= MAX_NAME]
    letters = Counter(chain.from_iterable(short)).most_common(MAX_LETTERS)
    common = {letter for letter, _ in letters}
    usable = [line for line in short if common.issuperset(line)]
    names = list(dict.fromkeys(usable))[:MAX_NAMES]
    return names, len(lines) - len(names)


def display(name):
    """Return a name as people write it: the model knows no capital letters."""
    return name[:1].upper() + name[1:]


def _name(line):
    """Return a line without what cannot be seen, and with single spaces."""
    return re.sub(r"\s+", " ", visible(clean(line))).strip(" " + JOINERS).lower()
