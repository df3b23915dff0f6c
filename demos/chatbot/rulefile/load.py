"""load_rules: the text of a rule file becomes Rules, or one clear RulesError.

FORMAT.md says how a rule file is written.
"""

from demos.chatbot.eliza.rules import Decomposition, Memory, Rules
from demos.chatbot.eliza.substitute import swap
from demos.chatbot.eliza.tokenizer import Reader
from demos.chatbot.rulefile.goto_cycles import check_gotos
from demos.chatbot.rulefile.keywords import decomposition, keyword, spellings, tagged
from demos.chatbot.rulefile.parse_toml import parse
from demos.chatbot.rulefile.positions import Cursor
from demos.chatbot.rulefile.reassembly import reassembly
from demos.chatbot.rulefile.settings import settings


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
    keys = reader.keys
    spelt = spellings(whole["keywords"], reader, cursor.start("keywords"))
    tags = tagged(whole, reader, spelt)
    cursor.start("keywords")
    keywords = {}
    for word, table in whole["keywords"].items():
        read = keyword(word, table, (keys, tags, spelt[word]), cursor)
        keywords.update(dict.fromkeys(spelt[word], read))
    check_gotos(keywords)
    plain = {
        key: _plain(key, whole[key] or whole["none"], keys, cursor.start(key))
        for key in ("none", "silence", "too_long")
    }
    return Rules(
        name=name,
        keywords=keywords,
        vocabulary=_vocabulary(keywords, tags),
        delimiters=frozenset(keys(" ".join(whole["delimiters"]))),
        memory=_memory(whole["memory"], (keys, tags, spelt), cursor.start("memory")),
        reader=reader,
        prefixes=tuple(keys(" ".join(whole["prefixes"]))),
        before=_swap("before", whole, keys, tags, cursor),
        after=_swap("after", whole, keys, tags, cursor),
        no_match=tuple(whole["no_match"]),
        greeting=whole["greeting"],
        case=whole["case"],
        longest_message=whole["longest_message"],
        **plain,
    )


def _reader(whole):
    marks = "".join(mark for mark in whole["delimiters"] if len(mark) == 1 and not mark.isalnum())
    return Reader(marks=marks, **whole["normalise"])


def _vocabulary(keywords, tags):
    rules = (rule for found in keywords.values() for rule in found.decompositions)
    parts = (part for rule in rules for part in rule.pattern if isinstance(part, frozenset))
    return frozenset().union(keywords, *tags.values(), *parts)


def _swap(name, whole, keys, tags, cursor):
    left = whole["unchanged"] if name == "after" else []
    try:
        return swap(whole[name], left, whole["prefixes"], keys, tags)
    except KeyError as error:
        tag = error.args[0]
        words = next(words for words in whole[name] if f"{{{tag}}}" in words)
        raise cursor.start(name).to(words).error("tag", tag=tag) from None


def _plain(key, answers, keys, cursor):
    """Return a list of answers to any message as a Decomposition; slot 1 is the message."""
    line, made = cursor.place[0], []
    for answer in answers:
        made.append(reassembly(answer, 1, keys, cursor.to(answer)))
        if made[-1].kind != "say":
            raise cursor.error("only_text", key=key)
    return Decomposition(key, line, (0,), tuple(made))


def _memory(table, reading, cursor):
    keys, tags, spelt = reading
    words = frozenset(keys(" ".join(table["keywords"])))
    own = frozenset().union(*(spelling for spelling in spelt.values() if spelling & words))
    for word in table["keywords"]:
        if not own.issuperset(keys(word)):
            raise cursor.to("keywords").to(word).error("goto", word=word)
    rules = []
    cursor.to("rules")
    for pair in table["rules"]:
        if len(pair) != 2:
            raise cursor.error("type", key="rules", expected="pairs")
        rules.append(decomposition(pair[0], [pair[1]], (keys, tags, own), cursor))
        if rules[-1].reassemblies[0].kind != "say":
            raise cursor.error("only_text", key="memory")
    return Memory(own if rules else frozenset(), tuple(rules), table["every"])
