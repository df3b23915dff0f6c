"""Tags of raw HTML that browsers would guess about: misspelt, never closed, closed without being open, or with curly quotes;
and tags that hide what they contain."""

import difflib
import re
from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

# These are closed by a tag of their own. Others, such as <p> and <li>, may be left open, and <br> has no end.
_PAIRED = frozenset(
    "a abbr address article aside audio b bdi bdo blockquote button canvas caption cite code data del details dfn dialog div dl em fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header i iframe ins kbd label legend main map mark math menu meter nav object ol output"
    " picture pre progress q s samp section select small span strong sub summary sup svg table textarea time u ul var video".split()
)
_SINGLE = frozenset("br hr img input wbr source track area col link meta base embed".split())
_OPTIONAL = frozenset("p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt ruby".split())
# An <svg> may have a <title>.
_HIDING = frozenset("title noscript template".split())
# The rule html_script reports these two.
_KNOWN = _PAIRED | _SINGLE | _OPTIONAL | _HIDING | {"script", "style"}
_TAG = re.compile(r"""(?<!\\)<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_CURLY = re.compile(r"<[a-zA-Z][^<>]*=\s*[“”‘’«»„]")
# In comments and formulas nothing is a tag.
_NO_TAGS = re.compile(r"<!--.*?-->|\$\$.*?\$\$|\$[^$\n]+\$", re.S)


def check(page: Page) -> Iterator[Problem]:
    text = "\n".join(line for _, line in page.prose)
    first = page.prose[0][0] if page.prose else 1
    text = _NO_TAGS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    places = _Places(text, first)
    if (at := text.find("<!--")) >= 0:
        yield error(page, "html_pairs.comment", *places.of(at))
        text = text[:at]
    for found in _CURLY.finditer(text):
        yield error(page, "html_pairs.curly", *places.of(found.start()))
    # Of each name, the places of the tags that are open.
    opened: dict[str, list[int]] = {}
    inside = 0  # of an <svg> or <math>, which have tags of their own
    for tag in _TAG.finditer(text):
        name, at = tag[2].lower(), tag.start()
        if name in ("svg", "math"):
            inside += -1 if tag[1] else 1
        if name in _PAIRED and not tag[3].endswith("/"):
            if not tag[1]:
                opened.setdefault(name, []).append(at)
            elif opened.get(name):
                opened[name].pop()
            else:
                yield error(page, "html_pairs.stray", *places.of(at), tag=name)
        elif name in _HIDING and not inside and not tag[1]:
            yield error(page, "html_pairs.hiding", *places.of(at), tag=name)
        elif name not in _KNOWN and not inside and not tag[1]:
            same_letters = [known for known in _KNOWN if sorted(known) == sorted(name)]
            if close := same_letters or difflib.get_close_matches(name, sorted(_KNOWN), 1, 0.6):
                yield error(page, "html_pairs.unknown", *places.of(at), tag=name, close=close[0])
    for name, left in opened.items():
        for at in left:
            yield error(page, "html_pairs.open", *places.of(at), tag=name)


class _Places:
    """Line and column of an offset of a text that begins at a line of the page."""

    def __init__(self, text: str, first: int) -> None:
        self._text, self._first = text, first

    def of(self, at: int) -> tuple[int, int]:
        return self._first + self._text.count("\n", 0, at), at - self._text.rfind("\n", 0, at)
