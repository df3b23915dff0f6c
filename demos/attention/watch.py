"""Learning small enough to watch: one language, two layers, a few shapes, a few seconds."""

from demos.attention.corpus import Corpus, stream
from demos.attention.encoder import Shape
from demos.attention.model import Model
from demos.attention.trainer import Trainer, vocabulary


def watch(language, seed=0, steps=600):
    """Return a Trainer at random weights; 600 steps take it past 95 % on unseen pairs.

    trainer.step() is one batch of 32 sentences, about 10 ms; trainer.model is what it has learned
    so far, ready to encode the reader's sentence; trainer.progress() is JSON for the curve.
    """
    corpus = Corpus(language, simple=True)
    model = Model.random(Shape(layers=2), *vocabulary([corpus], sample=1500), seed=seed)
    unseen = stream(corpus, 200, "test", held_out_pair=True)
    return Trainer(model, stream(corpus, 3000, seed), steps, batch=32, rate=6e-3, seed=seed, tests=unseen)
