"""Self-attention, shown: a sentence of the reader's, and where each of its words looks.

    core.py       equation 1: scaled dot-product attention
    tokens.py     a sentence's words
    signs.py      what a word's spelling gives away
    embedding.py  words to vectors
    head.py       vectors to queries and keys, and so to weights
    heatmap.py    weights to a picture that can be explored without a script
    render.py     the whole demo
"""

from dataclasses import dataclass

from demos.attention.core import scaled_dot_product_attention
from demos.attention.render import render
from demos.attention.tokens import split
from demos.strings import strings
from demos.text import clean

__all__ = ["Options", "render", "scaled_dot_product_attention", "start", "update"]


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    sentence  the sentence at the start; None = the first of the ready ones
    word      the word chosen at the start, as it stands in the sentence; None =
              the first that points back at something, or else the first
    """

    sentence: str | None = None
    word: str | None = None


def start(options, language):
    """Return the first state. Raises ValueError if options.word is not in the sentence."""
    sentence = strings(language)["attention"]["ready_1"]
    if options.sentence is not None:
        sentence = clean(options.sentence)
    word = None
    if options.word is not None:
        shown = [word.text for word in split(sentence)[0]]
        if clean(options.word) not in shown:
            listed = ", ".join(shown)
            raise ValueError(f"word = {options.word!r} is not one of the words shown: {listed}")
        word = shown.index(clean(options.word))
    return {"language": language, "sentence": sentence, "word": word}


def update(state, event):
    """Return the state after an event: "sentence" (its text) or "word" (its index, as text)."""
    name, value = event["name"], str(event["value"])
    if name == "sentence" and value != state["sentence"]:
        return {**state, "sentence": value, "word": None}  # None: render() chooses anew
    if name == "word" and value.isdecimal() and int(value) < len(split(state["sentence"])[0]):
        return {**state, "word": int(value)}
    return state
