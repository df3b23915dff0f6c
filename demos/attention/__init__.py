"""Self-attention, shown: a sentence of the reader's, and where each of its words looks.

What computes:                                What shows it:
    core.py       equation 1                      tokens.py   the words as they were written
    encoder.py    the layers around it            scene.py    all that one picture needs
    model.py      an encoder with its vocabulary  heatmap.py  weights as a table
    pieces.py     words to what they are made of  arcs.py     the same weights as arcs
    corpus.py     sentences to learn from         heads.py    all heads, and the switches
    gradients.py  how to change the weights       look.py     one word's look, step by step
    trainer.py    learning, one batch at a time   lesson.py   learning, watched (learn.py)
    evaluate.py   how good it became              editor.py   the reader's own core.py (edit.py)
    train.py      the command that did it         figures.py  how good it is, said in the page
"""

import math
from dataclasses import dataclass

from demos.attention.model.core import scaled_dot_product_attention
from demos.attention.model.pretrained import trained
from demos.attention.reader_code import MAX_CODE
from demos.attention.training import live
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.attention.view.metrics import measured
from demos.attention.view.page import render
from demos.strings import strings
from demos.text import clean

__all__ = ["Options", "render", "scaled_dot_product_attention", "start", "update"]
COLDEST, HOTTEST = 0.25, 4.0


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    sentence  the sentence at the start; None = the first of the ready ones
    word      the word chosen at the start, as the model reads it; None = the
              pronoun whose referent the model is surest of, or else the first word
    """

    sentence: str | None = None
    word: str | None = None


def start(options, language):
    """Return the first state. Raises ValueError if options.word is not in the sentence."""
    sentence = strings(language)["attention"]["ready_1"]
    if options.sentence is not None:
        sentence = clean(options.sentence)[:MAX_TEXT]
    word = None
    if options.word is not None:
        shown = [word.text for word in _words(sentence)]
        if clean(options.word) not in shown:
            raise ValueError(f"word = {options.word!r} is not one of the words shown: {', '.join(shown)}")
        word = shown.index(clean(options.word))
    found = measured()
    layer, head = found["head"]
    return {
        "language": language, "sentence": sentence, "word": word, "layer": layer, "head": head,
        "causal": False, "temperature": 1.0, "view": "table", "code": None, "training": None, "figures": found,
    }  # fmt: skip


def update(state, event):
    """Return the state after an event; one that makes no sense changes nothing.

    sentence     text, cut at MAX_TEXT           view    "table" or "arcs"
    word         its index, as text              code    the reader's core.py; reset_code: ours again
    layer, head  indices, as text; head "l.h"    train   "start", "pause", "resume" or "reset"
    causal       bool, or "true"                 tick    one tick of training
    temperature  0.25 to 4, as text
    """
    name, value = event["name"], event["value"]
    text = str(value)
    if name == "sentence" and text[:MAX_TEXT] != state["sentence"]:
        return {**state, "sentence": text[:MAX_TEXT], "word": None}  # None: render() chooses anew
    if name == "word" and _index(text, len(_words(state["sentence"]))) is not None:
        return {**state, "word": int(text)}
    if name in ("layer", "head"):
        return _look_through(state, name, text)
    if name == "causal":
        return {**state, "causal": text.lower() == "true"}
    if name == "temperature":
        return {**state, "temperature": _temperature(text, state["temperature"])}
    if name == "view" and text in ("table", "arcs"):
        return {**state, "view": text}
    if name == "code":
        return {**state, "code": text[:MAX_CODE]}
    if name == "reset_code":
        return {**state, "code": None}
    if name == "train":
        return live.update(state, text)
    return live.tick(state) if name == "tick" else state


def _look_through(state, name, text):
    """Choose a layer, a head of it, or both at once ("2.1")."""
    shape = (live.model(state) or trained()).shape
    layer, head = live.head(state) or (state["layer"], state["head"])
    chosen_layer, dot, chosen_head = text.rpartition(".") if name == "head" else (text, ".", str(head))
    layer = _index(chosen_layer, shape.layers) if dot else layer
    head = _index(chosen_head, shape.heads)
    if layer is None or head is None:
        return state
    training = state["training"] and {**state["training"], "picked": True}
    return {**state, "layer": layer, "head": head, "training": training}


def _index(text, count):
    """Return the text as an index below count, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) < count else None


def _temperature(text, otherwise):
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return round(min(max(value, COLDEST), HOTTEST), 2) if math.isfinite(value) else otherwise


def _words(sentence):
    return trained().words(sentence)[:MAX_WORDS]
