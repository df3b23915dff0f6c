"""The record of how an answer was made, for the explanation below the answer.

It is saved with the conversation as JSON, and the names of its fields are the keys of that JSON.
"""

from dataclasses import asdict, dataclass, field


@dataclass
class Step:
    """One attempt to answer with one keyword.

    outcome   the kind of the Reassembly ("say", "goto", "pre", "newkey"); if no decomposition
              fitted, "goto" if the keyword names another one to try, otherwise "no_match"
    slots     the text that each numbered slot took, in the reader's spelling
    turn      number of the reassembly, from 1, of the `turns` that the decomposition has
    goto      the keyword to try next, if any
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
    def matched(cls, keyword, decomposition, slots, reassembly, turn):
        """Return the Step of a decomposition that fits. Here, turn is counted from 0."""
        return cls(
            keyword=keyword.word,
            line=keyword.line,
            outcome=reassembly.kind,
            decomposition=decomposition.text,
            decomposition_line=decomposition.line,
            slots=[" ".join(word.text for word in slot) for slot in slots],
            reassembly=reassembly.text,
            reassembly_line=reassembly.position[0],
            turn=turn + 1,
            turns=len(decomposition.reassemblies),
            goto=reassembly.goto,
        )


@dataclass
class Trace:
    """Everything that led to one answer.

    source     "keyword", "memory", "none", "no_match", "silence" or "too_long"
    heard      the words of the message, as the reader typed them
    read       the words of the clause that was worked on, after substitution
    dropped    the words of the other clauses
    keywords   [{"word", "keyword", "rank", "line", "fate"}] in the order of the message;
               fate is "chosen" (led to the answer), "tried" (gave no answer) or "passed" (was not tried)
    steps      the Steps, in order; the last one made the answer if source is "keyword"
    urgent     {"pattern", "file", "line"}: the urgent pattern that fitted the whole message
    stored     {"text", "line"}: the memory that was stored during this answer
    recalled   {"text", "line"}: the memory that is the answer
    count      the memory's count at this answer
    line       the line of the answer in the rule file
    """

    source: str = "none"
    heard: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    keywords: list[dict] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    urgent: dict | None = None
    stored: dict | None = None
    recalled: dict | None = None
    count: int = 0
    line: int = 0

    def as_json(self):
        """Return the trace as dicts and lists."""
        return asdict(self)
