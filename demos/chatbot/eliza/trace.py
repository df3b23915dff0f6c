"""The record of how an answer was made: JSON, so that it can travel and be shown."""

from dataclasses import asdict, dataclass, field


@dataclass
class Step:
    """One look at one keyword.

    outcome   "say", "goto", "pre", "newkey", or "no_match" where no decomposition fitted
    slots     what each numbered slot took, in the reader's own words
    turn      which of the `turns` answers it was, from 1
    goto      the keyword that was gone to, if any
    """

    keyword: str
    line: int
    outcome: str
    decomposition: str = ""
    decomposition_line: int = 0
    slots: list[str] = field(default_factory=list)
    reassembly: str = ""
    reassembly_line: int = 0
    turn: int = 0
    turns: int = 0
    goto: str | None = None

    @classmethod
    def used(cls, keyword, decomposition, slots, reassembly, turn):
        """Return the Step for a decomposition that fitted; turn is counted from 0."""
        return cls(
            keyword=keyword.word,
            line=keyword.line,
            outcome=reassembly.kind,
            decomposition=decomposition.text,
            decomposition_line=decomposition.line,
            slots=[" ".join(word.text for word in slot) for slot in slots],
            reassembly=reassembly.text,
            reassembly_line=reassembly.place[0],
            turn=turn + 1,
            turns=len(decomposition.reassemblies),
            goto=reassembly.goto,
        )


@dataclass
class Trace:
    """Everything that led to one answer.

    source     "keyword", "memory", "none", "no_match", "silence" or "too_long"
    heard      the message's words, as typed
    read       the words that were worked on: after replacement, of the clause that was kept
    dropped    words of clauses that were let go
    keywords   [{"word", "keyword", "rank", "line", "fate"}] in the order they were met;
               fate is "chosen", "tried" (and given up) or "passed"
    steps      the Steps from the top of the stack to the answer
    stored     {"text", "line"}: what was laid down in memory while answering
    recalled   {"text", "line"}: what came back from it
    count      the memory's count at this answer
    line       the line in the rule file that holds the answer
    """

    source: str = "none"
    heard: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    keywords: list[dict] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    stored: dict | None = None
    recalled: dict | None = None
    count: int = 0
    line: int = 0

    def as_json(self):
        """Return the same as dicts and lists."""
        return asdict(self)
