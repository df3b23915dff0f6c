"""load_rules: the text of a rule file becomes Rules, or one clear RulesError.

FORMAT.md says how a rule file is written.
"""

from demos.chatbot.goto import check_gotos
from demos.chatbot.pattern import PatternError, pattern
from demos.chatbot.places import Cursor
from demos.chatbot.reassembly import reassembly
from demos.chatbot.rules import Decomposition, Keyword, Memory, Rules
from demos.chatbot.settings import KEYWORD, expect, settings
from demos.chatbot.swap import swap
from demos.chatbot.toml import parse
from demos.chatbot.words import Reader


def load_rules(text, *, name):
    """Return the Rules that a rule file holds.

    text  the file: TOML, as FORMAT.md describes
    name  what to call it, such as "rules.ar.toml"
    Raises RulesError: the first mistake, with its line and column where it has one place.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document = parse(text)
    cursor = Cursor(text)
    whole = settings(document, cursor)
    reader = _reader(whole)
    spelt = _spellings(whole["keywords"], reader, cursor.start("keywords"))
    tags = _tags(whole, reader, spelt)
    cursor.start("keywords")
    keywords = {
        word: _keyword(word, table, (reader.keys, tags, spelt[word]), cursor)
        for word, table in whole["keywords"].items()
    }
    by_key = {key: keywords[word] for word in keywords for key in spelt[word]}
    check_gotos(by_key)
    patterns = [rule.pattern for word in keywords.values() for rule in word.decompositions]
    spoken = [part for parts in patterns for part in parts if isinstance(part, frozenset)]
    plain = {
        key: _plain(key, whole[key] or whole["none"], reader.keys, cursor.start(key))
        for key in ("none", "silence", "too_long")
    }
    return Rules(
        name=name,
        keywords=by_key,
        vocabulary=frozenset().union(by_key, *tags.values(), *spoken),
        delimiters=frozenset(reader.keys(" ".join(whole["delimiters"]))),
        memory=_memory(whole["memory"], (reader.keys, tags, spelt.values()), cursor.start("memory")),
        reader=reader,
        prefixes=tuple(reader.keys(" ".join(whole["prefixes"]))),
        before=_swap("before", whole, reader.keys, tags, cursor),
        after=_swap("after", whole, reader.keys, tags, cursor),
        no_match=tuple(whole["no_match"]),
        greeting=whole["greeting"],
        case=whole["case"],
        longest_message=whole["longest_message"],
        **plain,
    )


def _reader(whole):
    marks = "".join(mark for mark in whole["delimiters"] if len(mark) == 1 and not mark.isalnum())
    return Reader(marks=marks, **whole["normalise"])


def _spellings(keywords, reader, cursor):
    """Return {keyword: its keys}: itself and `also`. No two keywords may share one."""
    owner, spelt = {}, {}
    for word, table in keywords.items():
        cursor.to(word)
        for key in filter(KEYWORD.__contains__, table):
            expect(table[key], type(KEYWORD[key]), key, cursor.to(key))
        spelt[word] = set()
        for text in (word, *table.get("also", ())):
            keys = reader.keys(text)
            if len(keys) != 1:
                raise cursor.error("one_word", word=text)
            if owner.setdefault(keys[0], word) != word:
                raise (cursor if text == word else cursor.to(text)).error("duplicate_keyword", word=text)
            spelt[word].add(keys[0])
    return spelt


def _tags(whole, reader, spelt):
    """Return {tag: keys of all words that have it}."""
    tags = {tag: set(reader.keys(" ".join(words))) for tag, words in whole["tags"].items()}
    for word, table in whole["keywords"].items():
        for tag in table.get("tags", ()):
            tags.setdefault(tag, set()).update(spelt[word])
    return tags


def _swap(name, whole, keys, tags, cursor):
    left = whole["unchanged"] if name == "after" else []
    try:
        return swap(whole[name], left, whole["prefixes"], keys, tags)
    except KeyError as error:
        tag = error.args[0]
        line = next(words for words in whole[name] if f"{{{tag}}}" in words)
        raise cursor.start(name).to(line).error("tag", tag=tag) from None


def _keyword(word, table, reading, cursor):
    line = cursor.to(word).place[0]
    goto, decompositions = None, []
    for text, value in table.items():
        if text == "goto":
            goto = reassembly(f"={value}", 0, reading[0], cursor.to(text).to(value))
        elif text not in KEYWORD:
            decompositions.append(_decomposition(text, value, reading, cursor))
    become = table.get("become") or None
    return Keyword(word, line, table.get("rank", 0), become, tuple(decompositions), goto)


def _decomposition(text, answers, reading, cursor):
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


def _plain(key, answers, keys, cursor):
    """Return a list of answers to any message as a Decomposition; slot 1 is the message."""
    made = []
    line = cursor.place[0]
    for answer in answers:
        made.append(reassembly(answer, 1, keys, cursor.to(answer)))
        if made[-1].kind != "say":
            raise cursor.error("only_text", key=key)
    return Decomposition(key, line, (0,), tuple(made))


def _memory(table, reading, cursor):
    keys, tags, spelt = reading
    words = frozenset(keys(" ".join(table["keywords"])))
    own = frozenset().union(*(spellings for spellings in spelt if spellings & words))
    for word in table["keywords"]:
        if not own.issuperset(keys(word)):
            raise cursor.to("keywords").to(word).error("goto", word=word)
    rules = []
    cursor.to("rules")
    for pair in table["rules"]:
        if len(pair) != 2:
            raise cursor.error("type", key="rules", expected="pairs")
        rules.append(_decomposition(pair[0], [pair[1]], (keys, tags, own), cursor))
        if rules[-1].reassemblies[0].kind != "say":
            raise cursor.error("only_text", key="memory")
    return Memory(own if rules else frozenset(), tuple(rules), table["every"])
