"""Build HTML in which all text is escaped.

>>> str(element("p", "1 < 2", element("b", "!"), lang="en", data_weight=0.5))
'<p lang="en" data-weight="0.5">1 &lt; 2<b>!</b></p>'
"""

import re
from functools import cache
from html import escape

_VOID = frozenset({"input", "img", "br", "hr", "col"})


class Markup(str):
    """Text that is already HTML, made by element() and join(). It is not escaped again."""

    __slots__ = ()


def element(tag, *children, **attributes):
    """Return <tag attributes>children</tag> as Markup.

    Of the children, strings are escaped, Markup is not changed, None and False are left out.
    In the name of an attribute, `_` becomes `-`, but a `_` at the end is removed (class_, for_).
    The value True gives an attribute without a value; None and False leave the attribute out.
    """
    attribute_text = "".join([_attribute(name, value) for name, value in attributes.items()])
    if tag in _VOID:
        return Markup(f"<{tag}{attribute_text}>")
    return Markup(f"<{tag}{attribute_text}>{''.join(map(_child, children))}</{tag}>")


def join(*children):
    """Return the children one after the other, as Markup."""
    return Markup("".join(map(_child, children)))


def fill(template, **parts):
    """Return the template as Markup, its {placeholders} replaced by the parts; parts that are text are escaped."""
    split = re.split(r"\{(\w+)\}", template)  # text, name, text, name, ..., text
    return join(*(parts[one] if index % 2 else one for index, one in enumerate(split)))


def inline_code(text):
    """Return text as Markup, with <code> around each part between `backticks`.

    The code is left to right also in a right-to-left sentence.
    """
    pieces = text.split("`")
    return join(*(element("code", piece, dir="ltr") if index % 2 else piece for index, piece in enumerate(pieces)))


def _child(child):
    if isinstance(child, Markup):
        return child
    return "" if child is None or child is False else escape(str(child), quote=False)


def _attribute(name, value):
    if value is None or value is False:
        return ""
    return f" {_html_name(name)}" if value is True else f' {_html_name(name)}="{escape(str(value))}"'


@cache
def _html_name(keyword):
    return keyword.rstrip("_").replace("_", "-")
