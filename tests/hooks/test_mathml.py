"""Formulas, written as LaTeX and shown as MathML."""

import pytest

from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.markdown import mathml
from tests.conftest import build


def test_a_formula_in_a_line_and_one_of_its_own():
    line = mathml.typeset(r'<span class="arithmatex">\(a&lt;b^2\)</span>', "", "docs/x.md")
    assert line.startswith('<math dir="ltr" ') and 'display="inline"' in line
    assert "&#x0003C;" in line and "<msup>" in line
    block = mathml.typeset('<div class="arithmatex">\\[\n\\frac{a}{b}\n\\]</div>', "", "docs/x.md")
    assert 'display="block"' in block and "<mfrac>" in block


@pytest.mark.parametrize(("latex", "reason"), [("a^", "MissingSuperScriptOrSubscript"), (r"\nosuch{x}", r"unknown command \\nosuch"), (r"\left( a", "ExtraLeftOrMissingRight"), ("{", "NoAvailableTokens"), (r"\def\a{\a}\a", "Recursion")])
def test_what_is_no_latex_is_told_with_its_line(latex, reason):
    with pytest.raises(Mistake, match=f"docs/x.md:3:1: error: the formula .* cannot be read .{reason}"):
        mathml.typeset(rf'<span class="arithmatex">\({latex}\)</span>', f"one\n\nthree ${latex}$", "docs/x.md")


def test_dollars_that_are_money_stay_money(project):
    page = project / "docs/about.en.md"
    page.write_text(page.read_text("utf-8") + "\n\nFrom $5 to $6, or \\$7.\n", "utf-8")
    done = build(project, project / "site")
    assert done.returncode == 0, done.stderr
    assert "From $5 to $6, or $7." in (project / "site/en/about/index.html").read_text("utf-8")
