"""The rules of a chatbot, as load_rules() returns them and Chatbot uses them.

Rules contain Keywords, a Keyword contains Decompositions, and a Decomposition contains
Reassemblies. Each of these has its line in the rule file. Rules do not change during a
conversation; everything that changes is in Chatbot.state.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from demos.chatbot.eliza.affix_pattern import AffixPattern
from demos.chatbot.eliza.substitute import Substitutions
from demos.chatbot.eliza.tokenizer import Tokenizer


@dataclass(frozen=True)
class Reassembly:
    """One answer of a decomposition, or what to do instead of answering.

    text      as the rule file writes it
    position  (line, column) in the rule file
    kind      "say"     the template is the answer
              "goto"    try the keyword `goto` next, with the same words
              "pre"     the template becomes the message, then try the keyword `goto`
              "newkey"  give up this keyword, and try the next one on the stack
    templates texts and placeholders (see assemble.py), once for each form (see forms.py)
    goto      key of a keyword
    """

    text: str
    position: tuple[int, int]
    kind: str
    templates: tuple[tuple[str | int, ...], ...] = ()
    goto: str | None = None


@dataclass(frozen=True)
class Decomposition:
    """A pattern, as decompose() takes it, and the reassemblies that take turns after it.

    asked  True if it fits only a message with a question, False if only one without, None if both
    """

    text: str
    line: int
    pattern: tuple[int | range | frozenset[str] | AffixPattern, ...]
    reassemblies: tuple[Reassembly, ...]
    asked: bool | None = None

    @cached_property
    def classes(self):
        """The elements that need one of certain words in the message."""
        return tuple(element for element in self.pattern if isinstance(element, frozenset))


@dataclass(frozen=True)
class Keyword:
    """What to do when a word is found in a message.

    word      as the rule file spells it
    rank      keywords with a higher rank are tried first
    become    the text that is substituted for the word in the message; None leaves the word
    goto      the keyword to try if no decomposition fits
    """

    word: str
    line: int
    rank: int
    become: str | None
    decompositions: tuple[Decomposition, ...]
    goto: Reassembly | None

    @property
    def can_answer(self):
        """Whether the keyword goes on the stack. Without this it is only substituted, or has tags."""
        return bool(self.decompositions or self.goto)


@dataclass(frozen=True)
class Memory:
    """What is stored of a message with certain keywords, and when it is recalled.

    keywords  keys of the words that store a memory, in all their spellings
    rules     Decompositions with one reassembly each; a hash of the last word selects one
    every     the count of answers goes 2, 3, …, every, 1, 2, …; a memory is recalled only
              when the count is `every` and the message has no keyword
    """

    keywords: frozenset[str]
    rules: tuple[Decomposition, ...]
    every: int


@dataclass(frozen=True)
class Urgent:
    """What is looked for in the whole message, before anything else; see whole_message.py.

    rules   ((key of the keyword that answers, name of the file, Decomposition without reassemblies), ...)
    idioms  Decompositions without reassemblies: what they take is not looked at
    """

    rules: tuple[tuple[str, str, Decomposition], ...]
    idioms: tuple[Decomposition, ...]

    @cached_property
    def by_word(self):
        """{key of a word: the indices of the rules that need it, or another of its class, in a message}.

        A message is compared with these rules only: with some dozen instead of 1,200. None has the rules that need
        no particular word.
        """
        rules = defaultdict(list)
        for index, (_, _, rule) in enumerate(self.rules):
            for key in min(rule.classes, key=len, default=[None]):
                rules[key].append(index)
        return rules


@dataclass(frozen=True)
class Question:
    """What [question] says; see question.py. Without `otherwise`, no question is looked for.

    otherwise  key of the keyword to try in a message with a question, instead of Rules.otherwise
    also       Decompositions without reassemblies: sentences that are questions without a question mark
    unless     Decompositions without reassemblies: messages that are read whole
    """

    otherwise: str = ""
    also: tuple[Decomposition, ...] = ()
    unless: tuple[Decomposition, ...] = ()


@dataclass(frozen=True)
class Rules:
    """A whole rule file.

    keywords    {key: Keyword}, with a key for every spelling of every keyword
    vocabulary  keys of all words in keywords, tags and patterns
    before      what is substituted in a message
    after       what is substituted in the words that an answer repeats, once for each form
    forms       ((form, Decomposition without reassemblies), ...): the messages that select a form
    FORMAT.md describes the other fields.
    """

    name: str
    keywords: dict[str, Keyword]
    delimiters: frozenset[str]
    memory: Memory
    urgent: Urgent
    forms: tuple[tuple[int, Decomposition], ...]
    question: Question
    none: Decomposition
    otherwise: str
    silence: Decomposition
    too_long: Decomposition
    no_match: tuple[str, ...]
    greeting: str
    case: str
    longest_message: int
    prefixes: tuple[str, ...]
    vocabulary: frozenset[str]
    tokenizer: Tokenizer
    before: Substitutions
    after: tuple[Substitutions, ...]

    def with_known_key(self, word):
        """Return a Word of a message with the key that the vocabulary has for it.

        If the vocabulary has only the word without a joined prefix (و, "and"), the key loses the prefix.
        """
        for prefix in ("", *self.prefixes):
            key = word.key.removeprefix(prefix)
            if word.key.startswith(prefix) and key in self.vocabulary:
                return word.with_key_end(key)
        return word
