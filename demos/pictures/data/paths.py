"""Points and lines of the plane as the `d` of an SVG path: short, and ready to be drawn."""

from functools import lru_cache


def dots(points):
    """Return points (N, 2) of the plane as the `d` of a path: with round caps, a line without a length is a dot.

    Relative moves with one digit after the point are short: 500 points are about 6 kB.
    """
    pieces, x, y = [], 0, 0
    for across, down in (10 * points).round().astype(int).tolist():
        pieces.append(f"m{(across - x) / 10} {(down - y) / 10}h0")
        x, y = across, down
    return "".join(pieces)


def outline(lines):
    """Return a shape's lines as the `d` of a path."""
    return _outline(tuple(tuple(map(tuple, line)) for line in lines))


@lru_cache(maxsize=16)
def _outline(lines):
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + ("h0" if len(line) == 1 else "") for line in lines)
