"""The settings of a rule file: their types, and what holds where the file says nothing."""

from demos.chatbot.rulefile.errors import RulesError

FILE = {
    "greeting": "",
    "case": "as_written",
    "longest_message": 500,
    # The paper names the comma and the period; the published program has "but" as well.
    "delimiters": [",", ".", "but"],
    "prefixes": [],
    "unchanged": [],
    "none": [],
    "silence": [],
    "too_long": [],
    "no_match": [],
    "normalise": {},
    "before": {},
    "after": {},
    "tags": {},
    "memory": {},
    "keywords": {},
}
NORMALISE = {
    "letters": {"’": "'", "‘": "'"},
    "remove": "",
    "space": "?!:;\"“”«»()[]{}<>…|\\/~`^,.،؟؛",
    "repeat": 1000,
}
MEMORY = {"keywords": [], "every": 4, "rules": []}
KEYWORD = {"rank": 0, "become": "", "goto": "", "also": [], "tags": []}
CASES = ("as_written", "sentence", "upper")


def settings(document, cursor):
    """Return the document with every setting there, each of its type. Raises RulesError."""
    whole = filled(document, FILE, cursor)
    for key in ("keywords", "none"):
        if not whole[key]:
            raise RulesError("missing", key=key)
    whole["normalise"] = filled(whole["normalise"], NORMALISE, cursor.start("normalise"))
    whole["memory"] = filled(whole["memory"], MEMORY, cursor.start("memory"))
    for table, kind in (("before", str), ("after", str), ("tags", list), ("keywords", dict)):
        cursor.start(table)
        for key, value in whole[table].items():
            expect(value, kind, key, cursor.to(key))
    if whole["case"] not in CASES:
        raise cursor.start("case").error("value", key="case")
    for table, key in (
        (whole, "longest_message"),
        (whole["memory"], "every"),
        (whole["normalise"], "repeat"),
    ):
        if table[key] < 1:
            raise cursor.start(key).error("value", key=key)
    return whole


def filled(table, defaults, cursor):
    """Return defaults, overlaid with table, whose values must be of the same types."""
    for key, value in table.items():
        cursor.to(key)
        if key not in defaults:
            raise cursor.error("setting", key=key)
        expect(value, type(defaults[key]), key, cursor)
    return {**defaults, **table}


def expect(value, kind, key, cursor):
    """Raise RulesError if value is not a `kind`; a list must be one of strings, or of pairs."""
    right = isinstance(value, kind) and not isinstance(value, bool)
    if right and kind is list:
        texts = [text for item in value for text in (item if key == "rules" else [item])]
        right = all(isinstance(text, str) for text in texts)
    if not right:
        raise cursor.error("type", key=key, expected=kind.__name__)
