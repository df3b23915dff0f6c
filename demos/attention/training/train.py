"""python -m demos.attention.training.train: from nothing to weights.npz, with its figures. Seeded; about three minutes."""

import argparse
import time
from pathlib import Path

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import Shape
from demos.attention.model.model import Model
from demos.attention.training.evaluate import figures
from demos.attention.training.trainer import Trainer, vocabulary

WEIGHTS = Path(__file__).parents[1] / "model/weights.npz"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--sentences", type=int, default=90000, help="a language")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    asked = parser.parse_args()

    start = time.perf_counter()
    corpora = [Corpus(language) for language in ("ar", "en")]
    stems, affixes = vocabulary(corpora)
    model = Model.random(Shape(), stems, affixes, seed=asked.seed)
    sentences = [sentence for corpus in corpora for sentence in stream(corpus, asked.sentences, asked.seed)]
    trainer = Trainer(model, sentences, steps=asked.steps, seed=asked.seed)
    while not trainer.done:
        trainer.step()
        if trainer.taken % 1000 == 0:
            print(
                f"step {trainer.taken:6}  loss {sum(trainer.history[-500:]) / 500:.3f}  {time.perf_counter() - start:.0f} s",
                flush=True,
            )
    model.save(asked.output)

    model = Model.load(asked.output)  # what is shipped is rounded to half precision: measure that
    found = figures(model)
    print(f"best head: layer {found['head'][0] + 1}, head {found['head'][1] + 1}")
    for language in ("ar", "en"):
        for test, result in found[language].items():
            print(
                f"{language}  unseen {test:6}  accuracy {result['accuracy']:.1%}  best head looks at the referent {result['looks']:.1%}  (of {result['count']})"
            )
    print(
        f"{sum(w.size for w in model.weights.values())} numbers, {asked.output.stat().st_size / 1000:.0f} kB, {time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
