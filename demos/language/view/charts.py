"""Small line charts as inline SVG, from left to right in both languages, as figures and formulas are."""

import math

from demos.markup import element

WIDTH, HEIGHT = 170, 120
LEFT, BOTTOM, TOP, RIGHT = 22, 20, 8, 12  # margins for the numbers at the axes


def losses(curve, bigram, target, texts, *more):
    """Return the losses after each step, of trained and of held-out names, and the loss of counting pairs as a line.

    curve  {"step": [...], "trained": [...], "held_out": [...]}
    more   what is added to the legend
    """
    known = [*curve["trained"], *curve["held_out"], bigram]
    low, high = math.floor(min(known)), math.ceil(max(known))
    x, y = _linear(0, target, LEFT, WIDTH - RIGHT), _linear(low, high, HEIGHT - BOTTOM, TOP)
    lines = [
        _line([(LEFT, y(bigram)), (WIDTH - RIGHT, y(bigram))], "bigram"),
        *(_line([(x(step), y(loss)) for step, loss in zip(curve["step"], curve[name], strict=True)], name) for name in ("trained", "held_out")),
    ]
    axes = _axes({tick: x(tick) for tick in (0, target // 2, target)}, {tick: y(tick) for tick in range(low, high + 1)})
    last = {"trained": curve["trained"][-1], "held_out": curve["held_out"][-1], "bigram": bigram}
    legend = [element("span", texts[f"curve_{name}"], " ", element("b", f"{loss:.2f}", dir="ltr"), class_=name) for name, loss in last.items()]
    return _figure("curve", axes, lines, texts["curve"], texts["curve_about"], [*legend, *more])


def scaling(points, texts, caption):
    """Return held-out loss against number of names, both on logarithmic axes.

    points  [[names, loss], ...]
    """
    counts, found = [30, 1000, *(names for names, _ in points)], [2.0, 4.0, *(loss for _, loss in points)]
    x = _logarithmic(min(counts), max(counts), LEFT + 8, WIDTH - RIGHT)
    y = _logarithmic(min(found), max(found), HEIGHT - BOTTOM, TOP)
    places = [(x(names), y(loss)) for names, loss in points]
    dots = [element("circle", cx=f"{across:.1f}", cy=f"{down:.1f}", r=4) for across, down in places]
    axes = _axes(
        {tick: x(tick) for tick in (30, 100, 300, 1000, 3000) if min(counts) <= tick <= max(counts)},
        {tick: y(tick) for tick in range(math.ceil(min(found)), math.floor(max(found)) + 1)},
    )
    return _figure("scaling", axes, [_line(places, "held_out"), *dots], texts["scaling"], texts["scaling"], [caption])


def _figure(kind, axes, lines, title, label, legend):
    drawing = element("svg", *axes, *lines, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=label, class_=kind)
    return element("figure", element("figcaption", title), drawing, element("p", *legend, class_="legend"), class_="chart")


def _axes(across, upward):
    """Return grid lines and numbers.

    across, upward  {number: its place}
    """
    floor = HEIGHT - BOTTOM
    return (
        *(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{at:.1f}", y2=f"{at:.1f}", stroke="currentColor", opacity="0.15") for at in upward.values()),
        *(element("text", number, x=LEFT - 6, y=f"{at + 4:.1f}", class_="upward") for number, at in upward.items()),
        *(element("text", number, x=f"{at:.1f}", y=floor + 15, class_="across") for number, at in across.items()),
    )


def _line(places, kind):
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
    return element("polyline", points=points, class_=kind)


def _linear(low, high, start, end):
    """Return the function from numbers, low to high, to places, start to end."""
    span = max(high - low, 1e-9)
    return lambda number: start + (end - start) * (number - low) / span


def _logarithmic(low, high, start, end):
    place = _linear(math.log(low), math.log(high), start, end)
    return lambda number: place(math.log(number))
