"""python -m demos.attention.training.train: train the model and write weights.npz.

Several processes train the same model, each on sentences of its own; every ROUND steps all of them go on from the mean
of their parameters (local SGD: Stich 2019, arXiv:1805.09767). All random choices come from the seed, and the number of
processes is always the same. It takes between four and five minutes on two idle processors.
"""

import argparse
import time
from multiprocessing import Pipe, Process
from pathlib import Path

import numpy as np

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import Hyperparameters
from demos.attention.model.model import Model
from demos.attention.training.examples import build_vocabulary
from demos.attention.training.trainer import Trainer

# An Arabic sentence has nearly twice as many pronouns as an English one: verbs and adjectives count, too.
PART = {"ar": 0.9, "en": 1.1}
PROCESSES, ROUND = 2, 50
WEIGHTS = Path(__file__).parents[1] / "model/weights.npz"


def train(connection, process, arguments):
    """Train in one process the model that comes first: after each round send (parameters, mean loss), and go on with the parameters that come back."""
    seed, count = f"{arguments.seed} {process}", arguments.sentences / PROCESSES
    sentences = [one for language, part in PART.items() for one in stream(Corpus(language), int(part * count), seed)]
    model = connection.recv()
    trainer = Trainer(model, sentences, arguments.steps, seed=(arguments.seed, process))
    while not trainer.done:
        loss = np.mean([trainer.step() for _ in range(ROUND)])
        connection.send((model.parameters, loss))
        model.parameters.update(connection.recv())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=11500, help=f"of each process, in rounds of {ROUND}")
    parser.add_argument("--sentences", type=int, default=440000, help="for each language, more or less, see PART")
    parser.add_argument("--seed", type=int, default=3, help="the best of six, by the development lists and the sentences of the pages")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()

    start, connections = time.monotonic(), []
    for process in range(PROCESSES):
        ours, theirs = Pipe()
        Process(target=train, args=(theirs, process, arguments), daemon=True).start()
        theirs.close()  # so that recv() raises EOFError if the process ends too early
        connections.append(ours)
    vocabulary, affixes = build_vocabulary([Corpus(language) for language in PART], sample=20000)
    model = Model.random(Hyperparameters(), vocabulary, affixes, seed=arguments.seed)
    for connection in connections:
        connection.send(model)
    for step in range(ROUND, arguments.steps + 1, ROUND):
        results = [connection.recv() for connection in connections]
        for name in model.parameters:
            model.parameters[name] = np.mean([parameters[name] for parameters, _ in results], axis=0)
        for connection in connections:
            connection.send(model.parameters)
        if step % 1000 == 0:
            print(f"step {step:6}  loss {np.mean([loss for _, loss in results]):.3f}  {time.monotonic() - start:.0f} s", flush=True)
    model.save(arguments.output)
    print(
        f"{sum(array.size for array in model.parameters.values())} numbers, {arguments.output.stat().st_size / 1000:.0f} kB, {time.monotonic() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
