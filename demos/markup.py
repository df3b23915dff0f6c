"""A pencil for HTML that cannot forget to escape.

>>> str(element("p", "1 < 2", element("b", "!"), lang="en", data_weight=0.5))
'<p lang="en" data-weight="0.5">1 &lt; 2<b>!</b></p>'
"""

from html import escape

_VOID = frozenset({"input", "img", "br", "hr", "col"})


class Markup(str):
    """Text that is already HTML. Only element() and join() make it."""

    __slots__ = ()


def element(tag, *children, **attributes):
    """Return <tag attributes>children</tag> as Markup.

    Strings are escaped, Markup is kept, None and False are left out. In an
    attribute's name `_` stands for `-`, and one at the end is dropped (class_,
    for_); True gives an attribute without a value.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{join(*children)}</{tag}>")


def join(*children):
    """Return the children one after the other, as Markup."""
    return Markup("".join(_child(child) for child in children))


def coded(text):
    """Return text as Markup, with <code> around whatever stands between `backticks`.

    Code runs from left to right, whatever the sentence does, and moves nothing around it.
    """
    pieces = text.split("`")
    return join(*(element("code", piece, dir="ltr") if at % 2 else piece for at, piece in enumerate(pieces)))


def _child(child):
    if child is None or child is False:
        return ""
    return child if isinstance(child, Markup) else escape(str(child), quote=False)


def _attribute(name, value):
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
