"""The model that the site ships. `make train` writes its parameters to weights.npz."""

from functools import cache
from pathlib import Path

from demos.attention.model.model import Model


@cache
def pretrained():
    """Return the shipped Model. All callers share it, so its parameters must not be changed."""
    return Model.load(Path(__file__).parent / "weights.npz")
