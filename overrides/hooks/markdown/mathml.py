r"""Mathematics as MathML, made while building: $a^2$ in a line, $$…$$ on lines of its own.

No script draws it, screen readers read it, and it runs left to right on every page.
"""

import re
from html import unescape

from latex2mathml import converter

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say

# The output of pymdownx.arithmatex with the option `generic`.
_FORMULA = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<latex>.*?)\\[)\]]</(?P=tag)>', re.S)
_UNKNOWN = re.compile(r"<m\w+>(\\\w+)")


def typeset(html, markdown, file):
    """Return a page's HTML with each formula as MathML.

    Raises Mistake, naming the file and the line of `markdown`, for a formula that is no LaTeX.
    """
    return _FORMULA.sub(lambda found: _formula(found, markdown, file), html)


def _formula(found, markdown, file):
    latex = unescape(found["latex"]).strip()
    block = found["tag"] == "div"
    try:
        mathml = converter.convert(latex, display="block" if block else "inline")
    except Exception as error:  # the converter raises errors of many kinds, RecursionError among them
        raise _mistake(latex, markdown, file, type(error).__name__.removesuffix("Error")) from None
    unknown = _UNKNOWN.search(mathml)
    if unknown:
        raise _mistake(latex, markdown, file, say("formula.unknown", name=unknown[1]))
    mathml = mathml.replace("<math ", '<math dir="ltr" ', 1)
    return f'<div class="formula" tabindex="0">{mathml}</div>' if block else mathml


def _mistake(latex, markdown, file, reason):
    first = latex.splitlines()[0] if latex else "$$"
    line = next((number for number, text in enumerate(markdown.splitlines(), 1) if first in text), None)
    return Mistake(Problem(file, line, say("formula.unreadable", formula=first, reason=reason)))
