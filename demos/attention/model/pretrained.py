"""The model that the site ships. `make train` writes its parameters to weights.npz, and its metrics to metrics.toml."""

import tomllib
from functools import cache
from pathlib import Path

from demos.attention.model.model import Model

METRICS = Path(__file__).with_name("metrics.toml")


@cache
def pretrained():
    """Return the shipped Model. All callers share it, so its parameters must not be changed."""
    return Model.load(Path(__file__).with_name("weights.npz"))


@cache
def metrics():
    """Return evaluate() of the shipped model, its fractions rounded to 4 decimals.

    It is stored, because it takes seconds to compute and changes only with the model and the sentences; a test compares the two.
    """
    return tomllib.loads(METRICS.read_text("utf-8"))
