"""python -m demos.pictures.training.store: train what a page shows first, and store it. It takes a second."""

import argparse
from pathlib import Path

import numpy as np

from demos.pictures.data import shapes
from demos.pictures.training.run import STEPS, STORED, Run, plan_of, stored_name


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=STORED)
    learnt = shapes.points_of(shapes.new_drawing(shapes.READY[0]))
    run = Run(plan_of(learnt))
    for _ in range(STEPS):
        run.advance()
    np.savez(parser.parse_args().output, **{f"{stored_name(run.plan)}/{name}": array for name, array in run.parameters.items()})


if __name__ == "__main__":
    main()
