"""The reader's own version of the rule file, used in place of ours.

A version that cannot be used changes nothing but what she is told: the last one that could
be goes on answering, and hers stays in the editor.
"""

from functools import cache, lru_cache
from importlib.resources import files

from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.load import load_rules
from demos.chatbot.rulefile.parse_toml import LONGEST

# What a conversation holds of an edit, before there is one.
UNTOUCHED = {"rules": None, "draft": None, "wrong": None}


@cache
def source(language):
    """Return the text of the site's own rule file in a language."""
    return (files(__package__) / f"rules.{language}.toml").read_text("utf-8")


@cache
def rules(language):
    """Return the site's own Rules in a language."""
    return load_rules(source(language), name=f"rules.{language}.toml")


def edited(state, text):
    """Return the state after the reader ran this text as the rule file.

    state  {"rules": the last text of hers that could be used, or None: ours,
            "draft": a later one that could not, or None,
            "wrong": what is wrong with that, a RulesError as JSON, or None, ...}
    """
    text = text.replace("\r\n", "\n")
    if text.rstrip("\n") == source(state["language"]).rstrip("\n"):
        return {**state, **UNTOUCHED}
    try:
        _own(text)
    except RulesError as error:
        # What is too long to read is too long to carry to and fro as well.
        draft = text if len(text) <= LONGEST else state["draft"]
        return {**state, "draft": draft, "wrong": error.as_json()}
    return {**state, "rules": text, "draft": None, "wrong": None}


def in_use(state):
    """Return the Rules that answer: the reader's, or ours.

    Raises RulesError if what an earlier edition of this site took is refused by this one.
    """
    return rules(state["language"]) if state["rules"] is None else _own(state["rules"])


def text(state):
    """Return what stands in the editor."""
    written = (state["draft"], state["rules"], source(state["language"]))
    return next(text for text in written if text is not None)


@lru_cache(maxsize=2)
def _own(text):
    return load_rules(text, name="rules.toml")
