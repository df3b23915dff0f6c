"""The SVG or HTML that a value gives of itself, cleaned.

A value with `_repr_svg_()` or `_repr_html_()` is shown as what that returns, as in Jupyter. Only what is in the
lists below gets through: no script, no event handler, no style, no link and nothing that fetches anything. All
elements that it opens are closed, so that it cannot end the element around it. The browser checks the result
once more (sanitize.js).
"""

import re
from html.parser import HTMLParser

from demos.markup import Markup, element, join

MAX_CHARACTERS = 200_000
MAX_TAGS = 4_000  # each may get a closing tag, and messages.js takes no more than 10,000 tags of a demo
KINDS = {"svg": "_repr_svg_", "html": "_repr_html_"}

DRAWN = "fill fill-opacity opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width transform"
_TEXT = f"{DRAWN} direction dominant-baseline dx dy font-size font-weight text-anchor x y"
SVG = {
    "circle": f"{DRAWN} cx cy r",
    "ellipse": f"{DRAWN} cx cy rx ry",
    "g": f"{DRAWN} font-size font-weight text-anchor",
    "line": f"{DRAWN} x1 x2 y1 y2",
    "path": f"{DRAWN} d",
    "polygon": f"{DRAWN} points",
    "polyline": f"{DRAWN} points",
    "rect": f"{DRAWN} height rx ry width x y",
    "svg": "direction height preserveAspectRatio viewBox width",
    "text": _TEXT,
    "tspan": _TEXT,
}
HTML = {
    **dict.fromkeys("b br dd dl dt em h4 hr i li mark ol small strong sub sup tbody tfoot thead tr ul".split(), ""),
    **dict.fromkeys("caption code div p pre span table".split(), "dir"),
    "td": "colspan dir rowspan",
    "th": "colspan dir rowspan scope",
}
_HEADINGS = dict.fromkeys("h1 h2 h3 h5 h6".split(), "h4")  # the page's own outline has the higher ones
_VOID = {"br", "hr"}
# What is in these is no text of the picture.
_HIDDEN = set(
    "clippath defs filter foreignobject head iframe lineargradient marker mask metadata noscript object pattern radialgradient script select style symbol template textarea title".split()
)
_ALLOWED = {
    kind: {tag: {name.lower(): name for name in names.split()} for tag, names in allowed.items()} for kind, allowed in (("svg", SVG), ("html", HTML))
}
# Numbers, names, colours and lists of them; of functions only those that compute a colour or a place.
_VALUE = re.compile(r"[\w#%.,+()\s-]*")
_CALLED = re.compile(r"([\w-]*)\s*\(")
_FUNCTIONS = set("hsl hsla matrix rgb rgba rotate scale skewX skewY translate var".split())


def picture_of(value):
    """Return {"kind": "svg" or "html", "text": what the value gives, not cleaned}, or None if it gives nothing of the kind.

    Any exception of the value's own code is raised.
    """
    for kind, name in KINDS.items():
        if hasattr(type(value), name):
            text = getattr(value, name)()
            if isinstance(text, str) and text:
                if len(text) > MAX_CHARACTERS:
                    raise ValueError(f"{name}() returned {len(text)} characters; at most {MAX_CHARACTERS} are shown")
                if text.count("<") > MAX_TAGS:
                    raise ValueError(f"{name}() returned {text.count('<')} tags; at most {MAX_TAGS} are shown")
                return {"kind": kind, "text": text}
    return None


def picture_html(picture, texts):
    """Return a picture of picture_of(), cleaned, as Markup."""
    return element("div", clean(picture["text"], texts["picture"]), class_="picture", dir="auto", role="group", tabindex="0", aria_label=texts["picture"])


def clean(text, label):
    """Return HTML or SVG as Markup: only what the lists above allow, with all elements closed.

    label  for screen readers, of a picture that has no aria-label of its own
    """
    cleaner = _Cleaner(label)
    cleaner.feed(text)
    cleaner.close()
    return Markup("".join([*cleaner.made, *(f"</{tag}>" for tag, _ in reversed(cleaner.opened))]))


class _Cleaner(HTMLParser):
    """Collects in `made` what is allowed; `opened` holds (tag, as it was written) of each element that is still open."""

    def __init__(self, label):
        super().__init__(convert_charrefs=True)
        self.label = label
        self.made, self.opened, self.hidden = [], [], []

    @property
    def _kind(self):
        return "svg" if any(tag == "svg" for tag, _ in self.opened) else "html"

    def handle_starttag(self, tag, attributes):
        if self.hidden or tag in _HIDDEN:
            if tag in _HIDDEN:
                self.hidden.append(tag)
            return
        written, tag = tag, _HEADINGS.get(tag, tag)
        kind = "svg" if tag == "svg" else self._kind
        if tag not in _ALLOWED[kind] or (tag == "svg" and self._kind == "svg"):
            return
        names = _ALLOWED[kind][tag]
        kept = {names[name]: value for name, value in attributes if name in names and _is_harmless(value or "")}
        if tag == "svg":
            kept = {"role": "img", "aria-label": dict(attributes).get("aria-label") or self.label, **kept}
        self.made.append(element(tag, **kept).removesuffix(f"</{tag}>"))
        if tag not in _VOID:
            self.opened.append((tag, written))

    def handle_startendtag(self, tag, attributes):
        if tag in _HIDDEN:
            return
        self.handle_starttag(tag, attributes)
        # In HTML, <p/> only opens an element.
        if self._kind == "svg" and self.opened and self.opened[-1][1] == tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
            return
        if tag in {written for _, written in self.opened}:
            while True:
                closed, written = self.opened.pop()
                self.made.append(f"</{closed}>")
                if written == tag:
                    return

    def handle_data(self, data):
        if not self.hidden:
            self.made.append(join(data))


def _is_harmless(value):
    return bool(_VALUE.fullmatch(value)) and set(_CALLED.findall(value)) <= _FUNCTIONS
