"""Everything that the page shows of one sentence, computed once from the state."""

from dataclasses import dataclass

import numpy as np

from demos.arabic import without_marks
from demos.attention import reader_code
from demos.attention.model.pretrained import pretrained
from demos.attention.model.tokenizer import referring
from demos.attention.training import live
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS, DisplayWord, display_words
from demos.python_error import ErrorReport
from demos.text import direction


@dataclass(frozen=True)
class ViewModel:
    words: list[DisplayWord]         # T of them
    cut: bool                        # is there more text than the page shows?
    direction: str                   # "rtl" or "ltr": of the sentence, not of the page
    layers: list[dict]               # Model.encode(...)["layers"]
    layer: int                       # the chosen layer
    head: int                        # the chosen head of it
    answers: list                    # (T, T) probabilities: row refers to column
    candidates: list[list[int]]      # for each word, the words that grammar lets it refer to, see model/agreement.py
    pronouns: list[int]              # the words that refer to another one, the surest first
    chosen: int                      # the word whose attention weights are shown
    error: ErrorReport | None  # what went wrong in the reader's own core.py

    @property
    def weights(self):
        """(T, T) array of the chosen head: the row's word attends to the column's word."""
        return self.layers[self.layer]["weights"][self.head]

    def referent(self, row):
        """Return the word that this one refers to with the highest probability."""
        return max(range(len(self.words)), key=lambda column: round(self.answers[row][column], 6))


def build(state, language):
    """Return the ViewModel of a state, or None if its sentence has no word."""
    text = state["sentence"]
    model = live.model(state) or pretrained()
    all_tokens = model.tokenize(text)
    if not all_tokens:
        return None
    tokens = all_tokens[:MAX_WORDS]
    words, _ = display_words(text, tokens)
    results, error = reader_code.encode(model, tokens, state)
    answers = results["answers"].tolist()
    pronouns = sorted(referring(tokens), key=lambda row: (_sureness(answers, row), row), reverse=True)
    layer, head = live.head(state) or (state["layer"], state["head"])
    return ViewModel(
        words=words,
        cut=len(all_tokens) > MAX_WORDS or len(text) >= MAX_TEXT,
        direction=direction(without_marks(text)) or ("rtl" if language == "ar" else "ltr"),
        layers=results["layers"],
        layer=min(layer, model.hyperparameters.layers - 1),
        head=min(head, model.hyperparameters.heads - 1),
        answers=answers,
        candidates=[np.flatnonzero(row).tolist() for row in results["candidates"]],
        pronouns=pronouns,
        chosen=_chosen(state["word"], pronouns, len(words)),
        error=error,
    )


def _sureness(answers, row):
    """Return the highest probability that this word refers to another one."""
    others = [probability for column, probability in enumerate(answers[row]) if column != row]
    return round(max(others, default=0), 3)


def _chosen(word, pronouns, count):
    """Return the reader's word if the sentence has it, else the surest pronoun, else the first word."""
    if word is not None and word < count:
        return word
    return pronouns[0] if pronouns else 0
