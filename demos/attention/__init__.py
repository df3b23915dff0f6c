"""The attention demo: a sentence of the reader, and the attention weights between its words.

    model/          computes: it imports none of the others
        core.py         equation 1, the file that readers see and change
        encoder.py      the layers around it
        tokenizer.py    a text to tokens; affixes.py splits a word into its stem and affixes
        agreement.py    the rule of grammar: which words a pronoun may refer to
        model.py        an encoder with its parameters and vocabulary
        pretrained.py   the model that the site ships: weights.npz; metrics.toml: its metrics
    corpus/         makes the sentences to train on: it imports none of the others
        corpus.py       draws words that fit together; the words are in data/ar.toml, data/en.toml
        templates.py    a template with slots to a sentence
        arabic*.py, english*.py     the grammar of each language
    training/       trains a model: it imports model and corpus
        backprop.py     gradients
        examples.py     sentences as arrays, and the vocabulary
        trainer.py      one training step after another; muon.py: how far each step goes
        evaluate.py     metrics on sentences that were not trained on
        train.py        the command that wrote weights.npz; measure.py wrote metrics.toml; score.py asks a list of sentences
        live.py         training inside the page
    reader_code.py  the reader's own core.py: it imports model
    view/           makes the HTML: it may import all of the above
        page.py             the whole demo
        view_model.py       everything that the page shows of one sentence
        display_words.py    the words as the reader wrote them
        heatmap.py, arcs.py the weights of one head as a table, and as arcs
        heads.py            all heads, and the switches
        step_by_step.py     how one word's weights are computed
        training_panel.py, code_panel.py, metrics.py    the panels below
        captions.py         sentences about the picture
        share_link.py       the link that opens the demo in this state
        tour.py             what the guided tour points at
"""

from dataclasses import dataclass

from demos.attention.model.core import scaled_dot_product_attention
from demos.attention.model.pretrained import metrics, pretrained
from demos.attention.reader_code import MAX_CODE
from demos.attention.training import live
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.attention.view.page import ready_pairs, render
from demos.attention.view.share_link import shared
from demos.attention.view.tour import tour
from demos.strings import strings
from demos.text import clean, number_between, whole_number

__all__ = [
    "EDITED", "PAGES", "REPLACES", "Options", "bar_comes_last", "ready", "render", "scaled_dot_product_attention", "shared", "start", "tour", "update",
]  # fmt: skip
MIN_TEMPERATURE, MAX_TEMPERATURE = 0.25, 4.0
EDITED = ("model/core.py",)
REPLACES = {"sentence": ("sentence", "word")}
# What a short demo shows is in the whole one.
PAGES = {"": {"short": False}}


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    sentence  the sentence at the start; None: the first ready sentence
    word      the word chosen at the start, without vowel signs; None: the pronoun
              whose referent the model is surest of, or else the first word
    short     whether the page shows only the sentence, one pair of ready ones, and the chosen word's attention weights
    """

    sentence: str | None = None
    word: str | None = None
    short: bool = False


def start(options, language):
    """Return the first state. Raises ValueError if options.word is not in the sentence.

    {"language", "sentence", "word": index or None, "layer", "head", "causal", "temperature",
     "view": "table" or "arcs", "code": the reader's core.py or None, "training": see
     training/live.py, "metrics": see model/pretrained.py, "short": see Options}
    """
    sentence = strings(language)["attention"]["ready_1"]
    if options.sentence is not None:
        sentence = clean(options.sentence)[:MAX_TEXT]
    word = None
    if options.word is not None:
        shown = [token.text for token in _tokens(sentence)]
        if clean(options.word) not in shown:
            raise ValueError(f"word = {options.word!r} is not one of the words shown: {', '.join(shown)}")
        word = shown.index(clean(options.word))
    layer, head = metrics()["head"]
    return {
        "language": language, "sentence": sentence, "word": word, "layer": layer, "head": head,
        "causal": False, "temperature": 1.0, "view": "table", "code": None, "training": None, "metrics": metrics(), "short": options.short,
    }  # fmt: skip


def update(state, event):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    sentence     text, cut at MAX_TEXT           view    "table" or "arcs"
    word         its index, as text              code    the reader's core.py; reset_code: back to ours
    layer, head  indices, as text; head "l.h"    train   "start", "pause", "resume" or "reset"
    causal       bool, or "true"                 tick    one tick of training
    temperature  0.25 to 4, as text
    """
    name, value = event["name"], event["value"]
    text = str(value)
    if name == "sentence" and text[:MAX_TEXT] != state["sentence"]:
        return {**state, "sentence": text[:MAX_TEXT], "word": None}  # None: render() chooses the word
    if name == "word" and _index(text, len(_tokens(state["sentence"]))) is not None:
        return {**state, "word": int(text)}
    if name in ("layer", "head"):
        return _choose_head(state, name, text)
    if name == "causal":
        return {**state, "causal": text.lower() == "true"}
    if name == "temperature":
        return {**state, "temperature": number_between(text, MIN_TEMPERATURE, MAX_TEMPERATURE, state["temperature"])}
    if name == "view" and text in ("table", "arcs"):
        return {**state, "view": text}
    if name == "code":
        return {**state, "code": text[:MAX_CODE]}
    if name == "reset_code":
        return {**state, "code": None}
    if name == "train":
        return live.update(state, text)
    return live.tick(state) if name == "tick" else state


def bar_comes_last(state):
    """Return whether the demo is short: it first shows what it does, and the build has its answers."""
    return state["short"]


def ready(state):
    """Return the events that need no Python: a ready sentence, and a head for one of them."""
    sentences = [one for pair in ready_pairs(state, strings(state["language"])["attention"]) for one in pair]
    events = [{"name": "sentence", "value": one} for one in sentences]
    if state["sentence"] in sentences and state["word"] is None and not state["short"]:
        hyperparameters = pretrained().hyperparameters
        heads = [(layer, head) for layer in range(hyperparameters.layers) for head in range(hyperparameters.heads)]
        events += [{"name": "head", "value": f"{layer}.{head}"} for layer, head in heads]
    return events


def _choose_head(state, name, text):
    """Return the state with another layer, another head, or both ("2.1")."""
    hyperparameters = (live.model(state) or pretrained()).hyperparameters
    layer, head = live.head(state) or (state["layer"], state["head"])
    chosen_layer, dot, chosen_head = text.rpartition(".") if name == "head" else (text, ".", str(head))
    layer = _index(chosen_layer, hyperparameters.layers) if dot else layer
    head = _index(chosen_head, hyperparameters.heads)
    if layer is None or head is None:
        return state
    training = state["training"] and {**state["training"], "picked": True}
    return {**state, "layer": layer, "head": head, "training": training}


def _index(text, count):
    """Return the text as an index below count, or None."""
    number = whole_number(text)
    return number if number is not None and number < count else None


def _tokens(sentence):
    return pretrained().tokenize(sentence)[:MAX_WORDS]
