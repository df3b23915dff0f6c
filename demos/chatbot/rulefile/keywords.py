"""Read [keywords] of a rule file: spellings, tags, and the decompositions with their reassemblies."""

from demos.chatbot.eliza.rules import Decomposition, Keyword
from demos.chatbot.rulefile.alternatives import expand
from demos.chatbot.rulefile.pattern import PatternError, parse_pattern
from demos.chatbot.rulefile.reassembly import parse_reassembly
from demos.chatbot.rulefile.settings import KEYWORD, expect_type

NOTHING = range(1)  # as an element of a pattern: at most no word
ASKED = {" ?": True, " ؟": True, " .": False}  # the end of a decomposition for questions only, or for statements only


def read_spellings(keywords, tokenizer, entry):
    """Return {keyword: its keys}, of the keyword itself and of `also`. Two keywords may not share a key.

    entry  [keywords]
    """
    owner, spellings = {}, {}
    for word, table in keywords.items():
        for setting in filter(KEYWORD.__contains__, table):
            expect_type(table[setting], type(KEYWORD[setting]), entry.at(word, setting))
        spellings[word] = set()
        also = []
        for index, text in enumerate(table.get("also", ())):
            also += [(one, ("also", index)) for one in _expand(text, entry.at(word, "also", index))]
        for text, path in [(word, ()), *also]:
            keys = tokenizer.keys(text)
            if len(keys) != 1:
                raise entry.at(word, *path).error("one_word", word=text)
            if owner.setdefault(keys[0], word) != word:
                raise entry.at(word, *path).error("duplicate_keyword", word=text)
            spellings[word].add(keys[0])
    return spellings


def read_tags(table, keys, entry):
    """Return {tag: keys of all words that have it}, as the table [tags] says.

    keys   Tokenizer.keys
    entry  [tags]
    """
    tags = {}
    for tag, words in table.items():
        spelled = [one for index, text in enumerate(words) for one in _expand(text, entry.at(tag, index))]
        tags[tag] = frozenset(keys(" ".join(spelled)))
    return tags


def add_keyword_tags(tags, keywords, spellings):
    """Add the keys of the keywords that have `tags`."""
    for word, table in keywords.items():
        for tag in table.get("tags", ()):
            tags[tag] = tags.get(tag, frozenset()) | spellings[word]


def _expand(text, entry):
    try:
        return expand(text)
    except ValueError:
        raise entry.error("value", key=text) from None


def read_keyword(word, table, notation, entry):
    """Return the table of a keyword as a Keyword. Raises RulesError."""
    goto, decompositions = None, []
    for text, value in table.items():
        if text == "goto":
            goto = parse_reassembly(f"={value}", 0, notation.keys, entry.at(text).value())
        elif text not in KEYWORD:
            decompositions.append(_read_decomposition(text, value, notation, entry.at(text)))
    become = table.get("become") or None
    return Keyword(word, entry.line, table.get("rank", 0), become, tuple(decompositions), goto)


def _read_decomposition(text, answers, notation, entry):
    if len(text.split()) == 1 and text.isidentifier():
        raise entry.error("setting", key=text)  # a setting with a mistake in its name: `rnak = 3`
    asked = ASKED.get(text[-2:])
    pattern = read_pattern(text if asked is None else text[:-2], notation, entry)
    expect_type(answers, list, entry)
    if not answers:
        raise entry.error("no_answer", text=text)
    reassemblies = tuple(
        parse_reassembly(answer, len(pattern), notation.keys, entry.at(index)) for index, answer in enumerate(answers)
    )
    return Decomposition(text, entry.line, pattern, reassemblies, asked)


def read_pattern(text, notation, entry):
    """Return a pattern as decompose() takes it. Raises RulesError at the entry, which is the pattern's text."""
    try:
        return parse_pattern(text, notation)
    except PatternError as error:
        # 1 for the quotation mark before the pattern
        raise entry.error(error.kind, 1 + error.index, **error.data) from None


def read_anywhere(texts, notation, entry):
    """Return patterns that may fit anywhere in a message as Decompositions without reassemblies.

    A pattern that starts with ^ fits only at the start of a message, and one that ends with $ only at its end.
    """
    patterns = []
    for index, text in enumerate(texts):
        inside = text.removeprefix("^ ").removesuffix(" $")
        before = NOTHING if text.startswith("^ ") else 0
        after = NOTHING if text.endswith(" $") else 0
        pattern = (before, *read_pattern(inside, notation, entry.at(index)), after)
        patterns.append(Decomposition(text, entry.at(index).line, pattern, ()))
    return patterns
