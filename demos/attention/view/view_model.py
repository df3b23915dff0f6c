"""Everything one picture needs, worked out from the state once."""

from dataclasses import dataclass

from demos.attention import reader_code
from demos.attention.model.pretrained import trained
from demos.attention.model.tokenizer import referring
from demos.attention.training import live
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS, Shown, direction, plain, shown


@dataclass(frozen=True)
class Scene:
    words: list[Shown]   # T of them
    cut: bool            # was there more text than is shown?
    direction: str       # "rtl" or "ltr": the sentence's, which need not be the page's
    layers: list[dict]   # what Model.encode kept: q, k, v, scores, weights, output of every head
    layer: int
    head: int
    answers: list        # (T, T) shares: row refers to column
    pronouns: list[int]  # the words that refer to another, the surest answer first
    chosen: int          # the word whose look is shown
    error: reader_code.ErrorReport | None  # what went wrong with the reader's code, if she changed it

    @property
    def weights(self):
        """(T, T) array: the chosen head's; row = who looks, column = at whom."""
        return self.layers[self.layer]["weights"][self.head]

    def referent(self, row):
        """Return the word that this one refers to, as the model thinks."""
        return max(range(len(self.words)), key=lambda column: round(self.answers[row][column], 6))


def read(state, language):
    """Return the Scene of a state, or None if its sentence has no word."""
    text = state["sentence"]
    model = live.model(state) or trained()
    words = model.words(text)
    if not words:
        return None
    placed, _ = shown(text, words[:MAX_WORDS])
    kept, error = reader_code.encode(model, words[:MAX_WORDS], state)
    answers = kept["answers"].tolist()
    pronouns = sorted(referring(words[:MAX_WORDS]), key=lambda row: (_sureness(answers, row), row), reverse=True)
    layer, head = live.head(state) or (state["layer"], state["head"])
    return Scene(
        words=placed,
        cut=len(words) > MAX_WORDS or len(text) >= MAX_TEXT,
        direction=direction(plain(text)) or ("rtl" if language == "ar" else "ltr"),
        layers=kept["layers"],
        layer=min(layer, model.shape.layers - 1),
        head=min(head, model.shape.heads - 1),
        answers=answers,
        pronouns=pronouns,
        chosen=_chosen(state["word"], pronouns, len(placed)),
        error=error,
    )


def _sureness(answers, row):
    """How surely does this word refer to another one?"""
    others = [share for column, share in enumerate(answers[row]) if column != row]
    return round(max(others, default=0), 3)


def _chosen(word, pronouns, count):
    if word is not None and word < count:
        return word
    return pronouns[0] if pronouns else 0
