"""The settings of a rule file: their names, types and default values."""

from demos.chatbot.rulefile.errors import RulesError

FILE = {
    "greeting": "",
    "case": "as_written",
    "longest_message": 500,
    # The paper names the comma and the period; the published program also has "but".
    "delimiters": [",", ".", "but"],
    "prefixes": [],
    "unchanged": [],
    "none": [],
    "otherwise": "",
    "silence": [],
    "too_long": [],
    "no_match": [],
    "normalise": {},
    "before": {},
    "after": {},
    "tags": {},
    "memory": {},
    "urgent": {},
    "urgent_file": "",
    "forms": {},
    "question": {},
    "keywords": {},
}
NORMALISE = {
    "letters": {"’": "'", "‘": "'"},
    "remove": "",
    "space": "?!:;\"“”«»()[]{}<>…|\\/~`^,.،؟؛",
    "repeat": 1000,
}
MEMORY = {"keywords": [], "every": 4, "rules": []}
FORMS: dict[str, list] = {"first": [], "second": []}
QUESTION = {"otherwise": "", "also": [], "unless": []}
KEYWORD = {"rank": 0, "become": "", "goto": "", "also": [], "tags": []}
CASES = ("as_written", "sentence", "upper")


def complete_settings(document, root):
    """Return the document with the default value of every missing setting. Checks all types.

    root  the Entry of the file
    Raises RulesError.
    """
    settings = _with_defaults(document, FILE, root)
    for key in ("keywords", "none"):
        if not settings[key]:
            raise RulesError("missing", key=key)
    settings["normalise"] = _with_defaults(settings["normalise"], NORMALISE, root.at("normalise"))
    settings["memory"] = _with_defaults(settings["memory"], MEMORY, root.at("memory"))
    settings["question"] = _with_defaults(settings["question"], QUESTION, root.at("question"))
    settings["forms"] = _with_defaults(settings["forms"], FORMS, root.at("forms"))
    for table, kind in (("before", str), ("after", str), ("tags", list), ("urgent", list), ("keywords", dict)):
        for key, value in settings[table].items():
            expect_type(value, kind, root.at(table, key))
    if settings["case"] not in CASES:
        raise root.at("case").error("value", key="case")
    for *parent, key in (("longest_message",), ("memory", "every"), ("normalise", "repeat")):
        if (settings[parent[0]] if parent else settings)[key] < 1:
            raise root.at(*parent, key).error("value", key=key)
    return settings


def _with_defaults(table, defaults, entry):
    """Return defaults, updated with table. Each value must have the type of its default."""
    for key, value in table.items():
        if key not in defaults:
            raise entry.at(key).error("setting", key=key)
        expect_type(value, type(defaults[key]), entry.at(key))
    return {**defaults, **table}


def expect_type(value, kind, entry):
    """Raise RulesError at the entry if value is not a `kind`.

    A list must contain only strings, and the rules of [memory] only pairs of strings.
    """
    expected = "pairs" if entry.path == ("memory", "rules") else kind.__name__
    right = isinstance(value, kind) and not isinstance(value, bool)
    if right and expected == "pairs":
        right = all(_is_list_of_strings(pair) and len(pair) == 2 for pair in value)
    elif right and expected == "list":
        right = _is_list_of_strings(value)
    if not right:
        raise entry.error("type", key=entry.path[-1], expected=expected)


def _is_list_of_strings(value):
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
