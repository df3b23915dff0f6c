"""python -m demos.language.lessons.store: train what a page asks before the reader has trained anything, and store it.

That is the first training of "capitals", in every language. It takes a second.
"""

import argparse
from pathlib import Path

import numpy as np

from demos import LANGUAGES
from demos.language.lessons.capitals import STEPS, base_plan
from demos.language.training.run import STORED, Run
from demos.training_runs import stored_name


def trained(language):
    """Return the name of the language's run and the Run itself, trained now."""
    run = Run(base_plan(language))
    for _ in range(STEPS["base"]):
        run.advance()
    return f"{stored_name(run.plan)}/{run.steps}", run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=STORED)
    runs = dict(map(trained, LANGUAGES))
    arrays = {f"{key}/{name}": array.astype(np.float32) for key, run in runs.items() for name, array in run.parameters.items()}
    np.savez(parser.parse_args().output, **arrays)


if __name__ == "__main__":
    main()
