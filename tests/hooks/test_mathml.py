"""Formulas, written as LaTeX and shown as MathML."""

import pytest

from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.markdown import mathml


def test_a_formula_in_a_line_and_one_of_its_own():
    line = mathml.typeset(r'<span class="arithmatex">\(a&lt;b^2\)</span>', "", "docs/x.md")
    assert line.startswith('<math dir="ltr" ') and 'display="inline"' in line
    assert "&#x0003C;" in line and "<msup>" in line
    block = mathml.typeset('<div class="arithmatex">\\[\n\\frac{a}{b}\n\\]</div>', "", "docs/x.md")
    assert 'display="block"' in block and "<mfrac>" in block


@pytest.mark.parametrize(("latex", "reason"), [("a^", "MissingSuperScriptOrSubscript"), (r"\nosuch{x}", r"unknown command \\nosuch"), (r"\left( a", "ExtraLeftOrMissingRight"), ("{", "NoAvailableTokens"), (r"\def\a{\a}\a", "Recursion")])
def test_a_formula_that_is_not_latex_is_reported_with_its_line(latex, reason):
    with pytest.raises(Mistake, match=f"docs/x.md:3:1: error: the formula .* cannot be read .{reason}"):
        mathml.typeset(rf'<span class="arithmatex">\({latex}\)</span>', f"one\n\nthree ${latex}$", "docs/x.md")
