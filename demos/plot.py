"""plot(): a small chart as SVG, for the cells of the guides and for notebooks. It needs nothing but Python.

>>> plot([1, 4, 9, 16])
plot(line, 1 x 4)
"""

from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 440, 280, 60, 24, 52, 46
KINDS = ("line", "points", "bars")
# A page may set the colours, for its light and dark scheme. Each line also has its own dashes.
COLOURS = [f"var(--plot-{number}, {colour})" for number, colour in enumerate(("#b4520a", "#00798c", "#7a5195", "#5d7b1c"), 1)]
DASHES = [None, "8 5", "2 5", "12 4 2 4"]


class Plot:
    """A chart. Jupyter and the cells of the guides show its SVG."""

    def __init__(self, x, series, kind, title, x_label, y_label):
        self.x, self.series, self.kind, self.title, self.x_label, self.y_label = x, series, kind, title, x_label, y_label

    def __repr__(self):
        return f"plot({self.kind}, {len(self.series)} x {len(self.x)})"

    def _repr_svg_(self):
        named = any(isinstance(value, str) for value in self.x)
        places = [float(at) for at in range(len(self.x))] if named or self.kind == "bars" else self.x
        margin = 0.5 if self.kind == "bars" else 0
        values = [y for ys in self.series.values() for y in ys] + ([0.0] if self.kind == "bars" else [])
        x_at = _scale(min(places) - margin, max(places) + margin, LEFT, WIDTH - RIGHT)
        y_ticks = _ticks(min(values), max(values))
        y_at = _scale(min(*y_ticks, *values), max(*y_ticks, *values), HEIGHT - BOTTOM, TOP)
        x_ticks = list(zip(places, self.x, strict=True)) if named or margin else [(at, at) for at in _ticks(min(places), max(places), inside=True)]
        across = f'x1="{LEFT}" x2="{WIDTH - RIGHT}" stroke="currentColor" opacity="0.25"'
        drawn = [f'<line y1="{y_at(y):.1f}" y2="{y_at(y):.1f}" {across}/>{_text(LEFT - 8, y_at(y) + 4, _number(y), "end")}' for y in y_ticks]
        few = x_ticks[:: -(-len(x_ticks) // 8)]  # more labels would touch each other
        drawn += [_text(x_at(at), HEIGHT - BOTTOM + 18, label if isinstance(label, str) else _number(label)) for at, label in few]
        for index, (name, ys) in enumerate(self.series.items()):
            drawn += self._drawn(index, [(x_at(x), y_at(y)) for x, y in zip(places, ys, strict=True)], y_at(0.0) if margin else 0)
            middle = LEFT + (WIDTH - LEFT - RIGHT) * (index + 0.5) / len(self.series)
            drawn.append(_text(middle, TOP - 12, name, before=f'<tspan fill="{COLOURS[index % 4]}">■ </tspan>'))
        drawn += [_text(WIDTH / 2, 18, self.title, size=16), _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, self.x_label)]
        drawn.append(_text(14, HEIGHT / 2, self.y_label, turned=f' transform="rotate(-90 14 {HEIGHT / 2:g})"'))
        about = ": ".join(text for text in (self.title, ", ".join(filter(None, self.series))) if text) or repr(self)
        attributes = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{escape(about)}" direction="ltr"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{"".join(drawn)}</svg>'

    def _drawn(self, index, points, zero):
        colour, dashes = COLOURS[index % 4], DASHES[index % 4]
        if self.kind == "points" or (self.kind == "line" and len(points) == 1):
            return [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        if self.kind == "line":
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            return [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"{dashed}/>']
        slot = 0.8 * (WIDTH - LEFT - RIGHT) / len(points)
        wide = slot / len(self.series)
        size = [(x - slot / 2 + index * wide, min(y, zero), abs(y - zero)) for x, y in points]
        return [f'<rect x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>' for x, top, high in size]


def plot(*data, kind="line", title="", x_label="", y_label=""):
    """Return a chart of numbers: plot(y), plot(x, y), or with {name: y, ...} in place of y for several of them.

    x     numbers or names, one for each y; 0, 1, 2, ... if there is none
    kind  "line", "points" or "bars"
    Raises ValueError for another kind, for no numbers, and for an x and a y of different lengths.
    """
    *first, y = data
    series = {name: [float(value) for value in values] for name, values in (y if isinstance(y, dict) else {"": y}).items()}
    count = max(map(len, series.values()), default=0)
    x = [value if isinstance(value, str) else float(value) for value in first[0]] if first else [float(at) for at in range(count)]
    if kind not in KINDS or not count or any(len(values) != len(x) for values in series.values()):
        raise ValueError(f"plot() needs numbers, as many y as x, and a kind of {', '.join(KINDS)}")
    return Plot(x, series, kind, title, x_label, y_label)


def _scale(low, high, start, end):
    """Return the function that takes numbers from low to high to places from start to end."""
    return lambda value: start + (value - low) / ((high - low) or 1) * (end - start)


def _ticks(low, high, inside=False):
    """Return about five round numbers from low to high, which they enclose; with `inside` they lie between them."""
    span = (high - low) or 1
    power = 10.0 ** (len(f"{span / 5:.0f}") - 1) if span >= 5 else next(10.0**-digits for digits in range(1, 310) if span / 5 >= 10.0**-digits)
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= span / 5 * 0.999)
    first, last = low // step, -(-high // step)
    ticks = [round((first + at) * step, 12) for at in range(int(last - first) + 1)]
    return [tick for tick in ticks if low <= tick <= high] if inside else ticks


def _number(value):
    return (f"{value:.10g}" if len(f"{value:.10g}") < 9 else f"{value:.2g}").replace("-", "\u2212")


def _text(x, y, text, anchor="middle", size=13, before="", turned=""):
    """Return text as SVG, right to left if it has Arabic or Hebrew letters."""
    way = "rtl" if any("\u0590" <= letter <= "\u08ff" for letter in text) else "ltr"
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" direction="{way}"{turned}'
    return f'<text {place} fill="currentColor">{before}{escape(text)}</text>' if text else ""
