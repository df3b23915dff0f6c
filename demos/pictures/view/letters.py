"""The part "letters" as HTML: what noise asks, what pictures answer, and that it can only copy."""

from demos.controls import percent
from demos.markup import element, join
from demos.pictures.lessons.diffusion import linked
from demos.pictures.lessons.letters import STEPS
from demos.pictures.view.pixels import PIXEL, SIDE, picture, pixels
from demos.pictures.view.player import player, take_away

GAP = 4  # between the two large pictures, in pixels of theirs


def part(state, texts):
    """Return the part of the lesson."""
    letters = state["letters"]
    return element(
        "section",
        element("div",
            _pictures(state, texts),
            player(letters["at"], STEPS, letters["walking"], texts),
            # While it walks, a screen reader would never come to an end.
            element("p", None if letters["walking"] else _label(letters, texts), class_="spoken", aria_live="polite"),
            element("div", *(_stage(step, shades, letters["at"], texts) for step, shades in letters["strip"]), class_="strip", role="group", aria_label=texts["strip"], data_live=True)),
        element("div", _looks(letters, texts), element("p", texts["attention"], class_="equation"), _catch(letters, texts)),
        class_="lesson letters",
        data_tick="walk" if letters["walking"] else None,
    )


def _pictures(state, texts):
    """Return what is there now, and the best guess of what is behind it, in the direction of reading."""
    letters = state["letters"]
    first, second = (SIDE + GAP, 0) if state["language"] == "ar" else (0, SIDE + GAP)
    middle, tip = PIXEL * SIDE + PIXEL * GAP // 2, -PIXEL if state["language"] == "ar" else PIXEL
    drawing = element(
        "svg",
        element("g", pixels(letters["picture"], first), class_="noisy"),
        element("path", d=f"M{middle - tip} {PIXEL * SIDE // 2}h{2 * tip}m{-tip} {-PIXEL}l{tip} {PIXEL}l{-tip} {PIXEL}", class_="arrow"),
        element("g", pixels(letters["guess"], second), class_="guess"),
        viewBox=f"-1 -1 {PIXEL * (2 * SIDE + GAP) + 2} {PIXEL * SIDE + 2}", role="img", aria_label=_label(letters, texts), class_="two",
    )  # fmt: skip
    names = element("div", element("span", texts["letters_noisy"]), element("span", texts["letters_guess"]), class_="names", aria_hidden="true")
    return element("figure", names, drawing, take_away(state["first"], linked(state), texts), element("figcaption", texts["letters_caption"]))


def _label(letters, texts):
    """Return what the two large pictures show, in words."""
    letter, _, share = letters["looks"][0]
    return texts["letters_label"].format(letter=letter, share=percent(share), step=letters["at"], last=STEPS)


def _stage(step, shades, at, texts):
    """Return a picture of the way, which shows its step when it is tapped."""
    pressed = "true" if step == at else "false"
    return element("button", picture(shades), type="button", name="step", value=step, aria_label=texts["step"].format(step=step, last=STEPS), aria_pressed=pressed)


def _looks(letters, texts):
    """Return the known pictures that the noise looks at, with their weights."""
    *shares, others = _adding_up([*(weight for _, _, weight in letters["looks"]), letters["others"]])
    rows = [
        element("li", picture(shades), element("span", letter, class_="spoken"), element("i", style=f"--w:{weight:.4f}"), element("b", share, dir="ltr"))
        for (letter, shades, weight), share in zip(letters["looks"], shares, strict=True)
    ]  # fmt: skip
    rest = texts["looks_others"].format(count=letters["count"] - len(rows), share=others)
    title = element("p", element("b", texts["looks"].format(count=letters["count"])), " ", element("span", rest), class_="title")
    return element("div", title, element("ul", *rows), class_="weights")


def _adding_up(weights):
    """Return the weights of one whole in percent with a decimal. What is shown adds up to 100: those that lose most by rounding are rounded up.

    weights  with four decimals, as the state has them
    """
    points = [round(10_000 * weight) for weight in weights]
    tenths = [one // 10 for one in points]
    for at in sorted(range(len(points)), key=lambda at: -(points[at] % 10))[: 1000 - sum(tenths)]:
        tenths[at] += 1
    return [f"{one / 10:.1f}%" for one in tenths]


def _catch(letters, texts):
    """Return how far the end is from the nearest known picture, and how many of many noises end on one."""
    distance = element("b", f"{letters['distance']:.2f}", dir="ltr")
    before, after = texts["catch"].split("{distance}")
    tried = texts["catch_tried"].format(**{name: letters[name] for name in ("tried", "copies", "different")})
    return element("p", join(before, distance, after), " ", tried, class_="catch")
