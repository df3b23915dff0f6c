"""The reader's own version of the rule file, which replaces the site's.

If the text in the editor is not a valid rule file, the last valid rules stay in use. The
text stays in the editor, with an error message.
"""

from functools import cache, lru_cache
from importlib.resources import files

from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.load import load_rules
from demos.chatbot.rulefile.parse_toml import MAX_CHARACTERS

# The messages that a person should answer, in all languages. Both rule files name it, and the reader's may.
URGENT_FILE = "crisis.toml"
# The part of a conversation's state that is about the reader's rules, before she runs any.
NO_EDIT = {"rules": None, "draft": None, "wrong": None}


@cache
def source(language):
    """Return the text of the site's rule file in a language."""
    return _read(f"rules.{language}.toml")


@cache
def rules(language):
    """Return the site's Rules in a language."""
    return _load(source(language), f"rules.{language}.toml")


def run_edit(state, text):
    """Return the state after the reader ran this text as the rule file.

    state  {"rules": the text of her last valid rules, or None for the site's,
            "draft": the text that was refused after that, or None,
            "wrong": the RulesError of the draft as JSON, or None, ...}
    """
    text = text.replace("\r\n", "\n")
    if text.rstrip("\n") == source(state["language"]).rstrip("\n"):
        return {**state, **NO_EDIT}
    try:
        _reader_rules(text)
    except RulesError as error:
        # A text that is too long to load is also too long for the state.
        draft = text if len(text) <= MAX_CHARACTERS else state["draft"]
        return {**state, "draft": draft, "wrong": error.as_json()}
    return {**state, "rules": text, "draft": None, "wrong": None}


def current_rules(state):
    """Return the Rules in use: the reader's, or the site's.

    Raises RulesError if the reader's rules were saved by an earlier version of the site and this
    version refuses them.
    """
    return rules(state["language"]) if state["rules"] is None else _reader_rules(state["rules"])


def editor_text(state):
    """Return the text in the editor."""
    texts = (state["draft"], state["rules"], source(state["language"]))
    return next(text for text in texts if text is not None)


@lru_cache(maxsize=2)
def _reader_rules(text):
    return _load(text, "rules.toml")


def _load(text, name):
    return load_rules(text, name=name, urgent_files={URGENT_FILE: _read(URGENT_FILE)})


def _read(name):
    return (files(__package__) / name).read_text("utf-8")
