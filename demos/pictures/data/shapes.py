"""Shapes of the plane: ready ones, and what the reader draws.

The plane is PLANE units wide and high, as the page draws it, with y downward. A network sees it in units of
SCALE, around the middle, where noise is at home. A shape is a list of lines, and a line a list of [x, y] in the
plane's units; a line of one point is a dot.

A drawing is the part of a state that says which shape is learnt:

    {"shape"   a key of READY, or "own"
     "lines"   the reader's lines
     "cursor"  [x, y]: where the arrow keys have moved to, or None before the first one
     "pen"     whether the next placed point is joined to the one before
     "notice"  the key of a message about the last stroke, or None}
"""

import itertools
import math
from functools import lru_cache

import numpy as np

PLANE, SCALE = 200, 50
NEAR = 0.12        # a point is on the shape if it is nearer than that, in the network's units
LEARNT = 400       # points of a shape that a network learns from
MAX_POINTS = 600   # points of a drawing; a longer stroke is drawn through fewer points
MAX_STROKE = 12 * 60_000  # characters of a stroke; a longer one is cut
STEP = 10          # how far an arrow key moves the cursor
LINKED = 150       # points of a drawing in a link: its address must not be too long
LEAST = 16         # a drawing that is less wide and less high than that is no shape
READY = ("heart", "crescent", "ain", "ring")
MOVES = {"left": (-STEP, 0), "right": (STEP, 0), "up": (0, -STEP), "down": (0, STEP)}
# The letter ع, drawn with one line: its head from right to left, then its bowl.
_AIN = [(118, 40), (103, 31), (85, 34), (75, 47), (80, 61), (98, 66), (124, 62), (98, 69), (72, 82), (56, 104), (56, 131), (74, 153), (104, 161), (132, 154), (147, 143)]


@lru_cache(maxsize=len(READY))
def ready(shape):
    """Return the lines of a ready shape, as tuples."""
    turns = [2 * math.pi * n / 120 for n in range(121)]
    if shape == "ring":
        line = [(100 + 62 * math.cos(a), 100 + 62 * math.sin(a)) for a in turns]
    elif shape == "heart":
        # One of the curves of "Heart Curve", MathWorld: x = 16 sin³ t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t; 135 wide
        line = [(100 + 67.5 * math.sin(a) ** 3, 92 - 4.22 * (13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a))) for a in turns]
    elif shape == "crescent":
        # The outer arc, and back to its beginning on a circle through both tips.
        outer = [(92 + 66 * math.cos(a), 100 + 66 * math.sin(a)) for a in np.linspace(0.6, 2 * math.pi - 0.6, 80).tolist()]
        radius, half = math.dist(outer[0], (120, 100)), math.atan2(outer[0][1] - 100, outer[0][0] - 120)
        inner = [(120 + radius * math.cos(a), 100 + radius * math.sin(a)) for a in np.linspace(2 * math.pi - half, half, 80).tolist()]
        line = [*outer, *inner]
    else:
        line = _smooth(_AIN)
    return (tuple(line),)


def new_drawing(shape):
    """Return the drawing of a ready shape."""
    return {"shape": shape, "lines": [], "cursor": None, "pen": False, "notice": None}


def lines_of(drawing):
    """Return the lines that are to be learnt."""
    return drawing["lines"] if drawing["shape"] == "own" else ready(drawing["shape"])


def changed(drawing, name, text):
    """Return the drawing after an event, or the same object if the event is not about it.

    shape   a ready one, or "own": the reader's drawing so far
    stroke  "x,y x,y": a line of the reader's; "left", "right", "up", "down": move the cursor; "place": a point at it
    clear   an empty drawing
    """
    if name == "shape" and text in (*READY, "own"):
        return {**drawing, "shape": text, "notice": None, "pen": False}
    if name == "clear":
        return {**drawing, "shape": "own", "lines": [], "notice": None, "pen": False}
    if name != "stroke":
        return drawing
    if text in MOVES:
        x, y = drawing["cursor"] or (PLANE / 2, PLANE / 2)
        across, down = MOVES[text]
        return {**drawing, "cursor": [min(max(x + across, 0), PLANE), min(max(y + down, 0), PLANE)], "notice": None}
    if text == "place":
        return _placed(drawing)
    return _stroked(drawing, text)


def linked(drawing):
    """Return a drawing as the text in a link: a ready shape's name, or "x-y_x-y~x-y": lines of points."""
    if drawing["shape"] != "own":
        return drawing["shape"]
    count = sum(map(len, drawing["lines"]))
    lines = (_thinned(line, max(1, min(LINKED, count) * len(line) // count)) for line in drawing["lines"])
    return "~".join("_".join(f"{x:.0f}-{y:.0f}" for x, y in line) for line in lines)


def opened(text):
    """Return the drawing in a link, which anybody may have written; None if it is no shape."""
    drawing = new_drawing(text if text in READY else "own")
    if text not in READY:
        for line in text[:MAX_STROKE].split("~"):
            drawing = _stroked(drawing, line.replace("-", ",").replace("_", " "))
    return drawing if is_shape(drawing) else None


def is_shape(drawing):
    """Is there enough of a drawing to learn from?"""
    points = np.array([point for line in lines_of(drawing) for point in line]).reshape(-1, 2)
    return len(points) > 1 and bool(np.ptp(points, axis=0).max() >= LEAST)


@lru_cache(maxsize=16)
def _points(lines):
    lengths = [sum(math.dist(a, b) for a, b in itertools.pairwise(line)) for line in lines]
    spacing = max(sum(lengths), 1) / LEARNT
    points = [point for line, length in zip(lines, lengths, strict=True) for point in _along(line, max(1, round(length / spacing)))]
    return to_model(np.array(points)).astype(np.float32)


def points_of(drawing):
    """Return some LEARNT points, evenly spaced along the lines of a drawing, in the network's units: (N, 2)."""
    return _points(tuple(tuple(map(tuple, line)) for line in lines_of(drawing)))


def to_model(points):
    """Return points of the plane in the network's units, y upward."""
    return (points - PLANE / 2) / (SCALE, -SCALE)


def to_plane(points):
    """Return points in the network's units in those of the plane."""
    return points * (SCALE, -SCALE) + PLANE / 2


def near(points, shape):
    """Return which of the points (N, 2) are nearer than NEAR to which of the shape's points (M, 2): (N, M) of bool."""
    # By the square of a difference: a matrix product is quicker than N M differences.
    return (points**2).sum(axis=1)[:, None] - 2 * points @ shape.T + (shape**2).sum(axis=1) < NEAR**2


def share_near(points, shape):
    """Return the share of points that are near one of the shape's points."""
    return float(near(points, shape).any(axis=1).mean())


def _stroked(drawing, text):
    """Return the drawing with one more line, or with a notice if nothing of it is on the plane."""
    read = [point for pair in text[:MAX_STROKE].split() if (point := _point(pair))]
    parts, inside = [[]], 0
    for point in read:
        if all(0 <= number <= PLANE for number in point):
            inside += 1
            if not parts[-1] or parts[-1][-1] != point:
                parts[-1].append(point)
        elif parts[-1]:
            parts.append([])
    parts = [part for part in parts if part]
    if not parts:
        return {**drawing, "notice": "draw_off" if read else "draw_nothing"}
    room = MAX_POINTS - sum(map(len, drawing["lines"]))
    count = sum(map(len, parts))
    if room < len(parts):
        return {**drawing, "notice": "draw_full"}
    if count > room:
        parts = [_thinned(part, max(1, room * len(part) // count)) for part in parts]
    notice = "draw_many" if count > room else "draw_partly" if inside < len(read) else None
    return _judged({**drawing, "shape": "own", "lines": [*drawing["lines"], *parts], "pen": False, "notice": notice})


def _point(pair):
    """Return "x,y" as [x, y], or None if these are no numbers."""
    x, _, y = pair.partition(",")
    try:
        return [float(x), float(y)]
    except ValueError:
        return None


def _placed(drawing):
    """Return the drawing with a point at the cursor, joined to the one before. A second one at the same place ends the line."""
    point = list(drawing["cursor"] or (PLANE / 2, PLANE / 2))
    lines = drawing["lines"]
    if sum(map(len, lines)) >= MAX_POINTS:
        return {**drawing, "notice": "draw_full"}
    joined = drawing["pen"] and lines
    if joined and lines[-1][-1] == point:
        return {**drawing, "pen": False}
    lines = [*lines[:-1], [*lines[-1], point]] if joined else [*lines, [point]]
    return _judged({**drawing, "shape": "own", "lines": lines, "cursor": point, "pen": True, "notice": None})


def _judged(drawing):
    return drawing if drawing["notice"] or is_shape(drawing) else {**drawing, "notice": "draw_dot"}


def _thinned(line, count):
    """Return count of the line's points, from its first to its last."""
    return [line[round(n * (len(line) - 1) / max(1, count - 1))] for n in range(count)]


def _along(line, count):
    """Return count points, evenly spaced along a line."""
    line = np.array(line, float)
    if len(line) == 1:
        return [line[0]] * count
    steps = np.hypot(*np.diff(line, axis=0).T)
    places = np.concatenate([[0], steps.cumsum()])
    wanted = (np.arange(count) + 0.5) / count * places[-1]
    return list(np.column_stack([np.interp(wanted, places, line[:, axis]) for axis in (0, 1)]))


def _smooth(corners, pieces=8):
    """Return a Catmull-Rom spline through the corners."""
    p = np.array([corners[0], *corners, corners[-1]], float)
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None]
    curve = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return [tuple(point) for point in np.concatenate([*curve, p[-1:]]).tolist()]
