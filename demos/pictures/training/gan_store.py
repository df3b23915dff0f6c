"""python -m demos.pictures.training.gan_store: play the game that a page shows first, and store it. It takes some seconds."""

import argparse
from pathlib import Path

import numpy as np

from demos.pictures.data import shapes
from demos.pictures.training.gan_run import HANDICAPS, STORED, Run, plan_of, to_store


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=STORED)
    run = Run(plan_of(shapes.points_of(shapes.new_drawing(shapes.READY[0])), "none"))
    while run.steps < HANDICAPS["none"].rounds:
        run.advance()
    np.savez(parser.parse_args().output, **to_store(run))


if __name__ == "__main__":
    main()
