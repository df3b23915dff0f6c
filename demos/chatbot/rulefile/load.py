"""load_rules: build Rules from the text of a rule file, or raise one RulesError.

FORMAT.md describes how a rule file is written.
"""

from dataclasses import replace

from demos.chatbot.eliza.forms import FORMS
from demos.chatbot.eliza.rules import Decomposition, Memory, Question, Rules, Urgent
from demos.chatbot.eliza.tokenizer import Tokenizer
from demos.chatbot.rulefile.entry import Entry
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.goto_cycles import check_gotos, goto_target
from demos.chatbot.rulefile.keywords import add_keyword_tags, read_anywhere, read_keyword, read_pattern, read_spellings, read_tags
from demos.chatbot.rulefile.parse_toml import parse_toml
from demos.chatbot.rulefile.pattern import Notation
from demos.chatbot.rulefile.reassembly import parse_reassembly
from demos.chatbot.rulefile.settings import complete_settings
from demos.chatbot.rulefile.substitutions import read_substitutions
from demos.chatbot.rulefile.urgent import read_urgent, read_urgent_file
from demos.toml_positions import Positions


def load_rules(text, *, name, urgent_files=None):
    """Return the Rules in a rule file.

    text          the file: TOML, as FORMAT.md describes
    name          a name for it, such as "rules.ar.toml"
    urgent_files  {name: text} of the files that `urgent_file` may name
    Raises RulesError for the first mistake, with the name, and with its line and column if it has a single position.
    """
    try:
        return _load_rules(text, name, urgent_files or {})
    except RulesError as error:
        error.name = error.name or name
        raise


def _load_rules(text, name, urgent_files):
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document = parse_toml(text)
    root = Entry(Positions(text))
    settings = complete_settings(document, root)
    tokenizer = _tokenizer(settings)
    keys = tokenizer.keys
    spellings = read_spellings(settings["keywords"], tokenizer, root.at("keywords"))
    tags = read_tags(settings["tags"], keys, root.at("tags"))
    add_keyword_tags(tags, settings["keywords"], spellings)
    notation = Notation(keys, tags)
    keywords = {}
    for word, table in settings["keywords"].items():
        own = replace(notation, own=frozenset(spellings[word]))
        keyword = read_keyword(word, table, own, root.at("keywords", word))
        keywords.update(dict.fromkeys(spellings[word], keyword))
    check_gotos(keywords)
    prefixes = settings["prefixes"]
    urgent = read_urgent(settings["urgent"], notation, keywords, root.at("urgent"), name)
    more_tags, more = read_urgent_file(settings["urgent_file"], urgent_files, notation, keywords, root.at("urgent_file"))
    urgent = Urgent(urgent.rules + more.rules, urgent.idioms + more.idioms)
    forms = _read_forms(settings["forms"], notation, root.at("forms"))
    question = _read_question(settings["question"], notation, keywords, root.at("question"))
    whole_message = [pattern for *_, pattern in (*urgent.rules, *forms)]
    whole_message += [*urgent.idioms, *question.also, *question.unless]
    unchanged = _read_unchanged(settings["unchanged"], notation, root.at("unchanged"))
    after = [
        read_substitutions(settings["after"], unchanged, prefixes, notation, root.at("after"), form) for form in range(FORMS)
    ]
    return Rules(
        name=name,
        keywords=keywords,
        vocabulary=_vocabulary(keywords, [*tags.values(), *more_tags.values()], whole_message),
        delimiters=frozenset(keys(" ".join(settings["delimiters"]))),
        memory=_read_memory(settings["memory"], notation, spellings, root.at("memory")),
        urgent=urgent,
        forms=forms,
        question=question,
        tokenizer=tokenizer,
        prefixes=tuple(keys(" ".join(prefixes))),
        before=read_substitutions(settings["before"], [], prefixes, notation, root.at("before")),
        after=tuple(after),
        none=_read_answers("none", settings, keys, root),
        otherwise=_read_otherwise(settings["otherwise"], keywords, keys, root.at("otherwise")),
        silence=_read_answers("silence", settings, keys, root),
        too_long=_read_answers("too_long", settings, keys, root),
        no_match=tuple(settings["no_match"]),
        greeting=settings["greeting"],
        case=settings["case"],
        longest_message=settings["longest_message"],
    )


def _tokenizer(settings):
    marks = "".join(mark for mark in settings["delimiters"] if len(mark) == 1 and not mark.isalnum())
    return Tokenizer(marks=marks, **settings["normalise"])


def _vocabulary(keywords, tags, whole_message):
    """Return the keys of all words in keywords, tags and patterns.

    tags           the keys of each tag
    whole_message  the Decompositions of [urgent], [forms] and [question]
    """
    decompositions = [rule for keyword in keywords.values() for rule in keyword.decompositions] + whole_message
    classes = {words for rule in decompositions for words in rule.classes}  # many patterns share one
    return frozenset().union(keywords, *tags, *classes)


def _read_answers(name, settings, keys, root):
    """Return a list of answers that suit every message as a Decomposition, whose slot 1 is the message.

    An empty list is replaced by `none`.
    """
    entry = root.at(name if settings[name] else "none")
    reassemblies = []
    for index, answer in enumerate(settings[name] or settings["none"]):
        reassembly = parse_reassembly(answer, 1, keys, entry.at(index))
        if reassembly.kind != "say":
            raise entry.at(index).error("only_text", key=name)
        reassemblies.append(reassembly)
    return Decomposition(name, entry.line, (0,), tuple(reassemblies))


def _read_otherwise(word, keywords, keys, entry):
    """Return the key of the keyword for messages that no other keyword answers, or "" if the file names none."""
    if not word:
        return ""
    goto = parse_reassembly(f"={word}", 0, keys, entry)
    goto_target(goto, keywords)
    return goto.goto


def _read_forms(table, notation, entry):
    """Return ((form, Decomposition), ...). The last in the file is tried first: `second` before `first`."""
    forms = []
    for form, name in enumerate(("first", "second")):
        forms += [(form, pattern) for pattern in read_anywhere(table[name], notation, entry.at(name))]
    return tuple(forms[::-1])


def _read_question(table, notation, keywords, entry):
    otherwise = _read_otherwise(table["otherwise"], keywords, notation.keys, entry.at("otherwise"))
    also, unless = (read_anywhere(table[name], notation, entry.at(name)) for name in ("also", "unless"))
    return Question(otherwise, tuple(also), tuple(unless))


def _read_unchanged(texts, notation, entry):
    """Return the keys of the words in `unchanged`, and of the words that have the tags in it."""
    words = [read_pattern(text, notation, entry.at(index)) for index, text in enumerate(texts) if "(" in text]
    plain = notation.keys(" ".join(text for text in texts if "(" not in text))
    return frozenset(plain).union(*(part for pattern in words for part in pattern))


def _read_memory(table, notation, spellings, entry):
    words = frozenset(notation.keys(" ".join(table["keywords"])))
    own = frozenset().union(*(keys for keys in spellings.values() if keys & words))
    for index, word in enumerate(table["keywords"]):
        if not own.issuperset(notation.keys(word)):
            raise entry.at("keywords", index).error("goto", word=word)
    rules = []
    for index, (text, answer) in enumerate(table["rules"]):
        rule = entry.at("rules", index)
        pattern = read_pattern(text, replace(notation, own=own), rule.at(0))
        reassembly = parse_reassembly(answer, len(pattern), notation.keys, rule.at(1))
        if reassembly.kind != "say":
            raise rule.at(1).error("only_text", key="memory")
        rules.append(Decomposition(text, rule.at(0).line, pattern, (reassembly,)))
    return Memory(own if rules else frozenset(), tuple(rules), table["every"])
