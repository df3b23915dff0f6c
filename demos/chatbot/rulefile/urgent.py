"""Read [urgent] of a rule file, and the file that the setting `urgent_file` names."""

from demos.chatbot.eliza.rules import Urgent
from demos.chatbot.rulefile.entry import Entry
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.keywords import read_anywhere, read_tags
from demos.chatbot.rulefile.parse_toml import parse_toml
from demos.chatbot.rulefile.pattern import Notation
from demos.toml_positions import Positions


def read_urgent(table, notation, keywords, entry, file, setting=None):
    """Return the table [urgent] as an Urgent. Raises RulesError.

    entry    [urgent]
    file     the name of the file, for the explanation of an answer
    setting  `urgent_file`, if that names this file: a keyword that is missing is reported there
    """
    rules, idioms = [], []
    for word, texts in table.items():
        patterns = read_anywhere(texts, notation, entry.at(word))
        if word == "except":
            idioms = patterns
        else:
            key = _answering_key(word, notation, keywords, setting or entry.at(word))
            rules += [(key, file, pattern) for pattern in patterns]
    return Urgent(tuple(rules), tuple(idioms))


def read_urgent_file(name, files, notation, keywords, entry):
    """Return (the tags, the Urgent) of a second file. It has the tables [tags] and [urgent].

    files  {name: text} of all files that may be named; "" names none
    entry  the setting `urgent_file`
    """
    if not name:
        return {}, Urgent((), ())
    if name not in files:
        raise entry.error("value", key="urgent_file")
    try:
        document, root = parse_toml(files[name]), Entry(Positions(files[name]))
        tags = read_tags(document["tags"], notation.keys, root.at("tags"))
        urgent = read_urgent(document["urgent"], Notation(notation.keys, tags), keywords, root.at("urgent"), name, entry)
    except RulesError as error:
        if error.kind != "goto":  # a keyword that the rule file itself does not have
            error.name = name
        raise
    return tags, urgent


def _answering_key(word, notation, keywords, entry):
    """Return the key of a keyword that has an answer of its own to every message. Raises RulesError.

    Its decompositions are only "0", with texts.
    """
    key = "".join(notation.keys(word))
    decompositions = keywords[key].decompositions if key in keywords else ()
    answers = [answer for rule in decompositions for answer in rule.reassemblies]
    if not answers or any(rule.pattern != (0,) for rule in decompositions) or any(answer.kind != "say" for answer in answers):
        raise entry.error("goto", word=word)
    return key
