"""A rule file in memory: what load_rules() returns and Chatbot works from.

Rules > Keyword > Decomposition > Reassembly, each with the line it was read from.
Nothing here changes while the chatbot talks; what does change is Chatbot.state.
"""

from dataclasses import dataclass

from demos.chatbot.eliza.affix_pattern import Stem
from demos.chatbot.eliza.substitute import Swap
from demos.chatbot.eliza.tokenizer import Reader


@dataclass(frozen=True)
class Reassembly:
    """One answer of a decomposition.

    kind   "say"     the template is the answer
           "goto"    try the keyword `goto` next, with the same words
           "pre"     the template becomes the message, then try `goto`
           "newkey"  give up this keyword, and try the next on the stack
    place  (line, column) in the rule file
    """

    text: str
    place: tuple[int, int]
    kind: str
    parts: tuple[str | int, ...] = ()
    goto: str | None = None


@dataclass(frozen=True)
class Decomposition:
    """A pattern, as demos.chatbot.eliza.decompose takes it, and the answers that take turns after it."""

    text: str
    line: int
    pattern: tuple[int | frozenset[str] | Stem, ...]
    reassemblies: tuple[Reassembly, ...]


@dataclass(frozen=True)
class Keyword:
    """What to do when a word is met.

    word      as the rule file spells it
    rank      higher is looked at earlier
    become    what takes the word's place in the message; None keeps it
    goto      keyword to try if no decomposition fits
    """

    word: str
    line: int
    rank: int
    become: str | None
    decompositions: tuple[Decomposition, ...]
    goto: Reassembly | None

    @property
    def transforms(self):
        """Whether it can answer; else it only takes part as a replacement or a tag."""
        return bool(self.decompositions or self.goto)


@dataclass(frozen=True)
class Memory:
    """What is kept of a message under one keyword, and when it comes back.

    keywords  keys of the words that lay a memory down, in all their spellings
    rules     decompositions with one answer each; a hash of the last word chooses
    every     length of the count: an answer is number 2, 3, …, every, 1, 2, …, and a memory
              comes back only at number `every`, when a message holds no keyword
    """

    keywords: frozenset[str]
    rules: tuple[Decomposition, ...]
    every: int


@dataclass(frozen=True)
class Rules:
    """A whole rule file.

    keywords    every spelling of every keyword, by its key
    vocabulary  keys of all words that keywords, tags and patterns speak of
    The other names are those of FORMAT.md.
    """

    name: str
    keywords: dict[str, Keyword]
    delimiters: frozenset[str]
    memory: Memory
    none: Decomposition
    silence: Decomposition
    too_long: Decomposition
    no_match: tuple[str, ...]
    greeting: str
    case: str
    longest_message: int
    prefixes: tuple[str, ...]
    vocabulary: frozenset[str]
    reader: Reader
    before: Swap
    after: Swap

    def known(self, word):
        """Return a word of a message under the key that the rules know it by.

        A joined prefix (و, "and") is looked past only where the whole word is unknown.
        """
        for prefix in ("", *self.prefixes):
            key = word.key.removeprefix(prefix)
            if word.key.startswith(prefix) and key in self.vocabulary:
                return word.known_as(key)
        return word
