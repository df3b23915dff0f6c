"""The [keywords] of a rule file: their spellings and tags, and what each of them can say."""

from demos.chatbot.eliza.rules import Decomposition, Keyword
from demos.chatbot.rulefile.pattern import PatternError, pattern
from demos.chatbot.rulefile.reassembly import reassembly
from demos.chatbot.rulefile.settings import KEYWORD, expect


def spellings(keywords, reader, cursor):
    """Return {keyword: its keys}, of itself and of `also`. No two keywords may share one."""
    owner, spelt = {}, {}
    for word, table in keywords.items():
        cursor.to(word)
        for setting in filter(KEYWORD.__contains__, table):
            expect(table[setting], type(KEYWORD[setting]), setting, cursor.to(setting))
        spelt[word] = set()
        for text in (word, *table.get("also", ())):
            at = cursor if text == word else cursor.to(text)
            keys = reader.keys(text)
            if len(keys) != 1:
                raise at.error("one_word", word=text)
            if owner.setdefault(keys[0], word) != word:
                raise at.error("duplicate_keyword", word=text)
            spelt[word].add(keys[0])
    return spelt


def tagged(whole, reader, spelt):
    """Return {tag: keys of all words that have it}, by [tags] or by a keyword's `tags`."""
    tags = {tag: set(reader.keys(" ".join(words))) for tag, words in whole["tags"].items()}
    for word, table in whole["keywords"].items():
        for tag in table.get("tags", ()):
            tags.setdefault(tag, set()).update(spelt[word])
    return tags


def keyword(word, table, reading, cursor):
    """Return a keyword's table as a Keyword.

    reading  (keys, tags, own): Reader.keys, {tag: keys}, and the keys that @ stands for
    """
    line = cursor.to(word).place[0]
    goto, decompositions = None, []
    for text, value in table.items():
        if text == "goto":
            goto = reassembly(f"={value}", 0, reading[0], cursor.to(text).to(value))
        elif text not in KEYWORD:
            decompositions.append(decomposition(text, value, reading, cursor))
    become = table.get("become") or None
    return Keyword(word, line, table.get("rank", 0), become, tuple(decompositions), goto)


def decomposition(text, answers, reading, cursor):
    """Return a pattern and its answers as a Decomposition; `reading` as keyword() has it."""
    keys, tags, own = reading
    line = cursor.to(text).place[0]
    if len(text.split()) == 1 and text.isidentifier():
        raise cursor.error("setting", key=text)  # `rnak = 3` is no pattern
    expect(answers, list, text, cursor)
    try:
        parts = pattern(text, keys=keys, tags=tags, own=own)
    except PatternError as error:
        raise cursor.error(error.kind, 1 + error.index, **error.data) from None
    if not answers:
        raise cursor.error("no_answer", text=text)
    made = tuple(reassembly(answer, len(parts), keys, cursor.to(answer)) for answer in answers)
    return Decomposition(text, line, parts, made)
