"""Live cells of Python in an author's page: the build runs them, and a cell that fails stops it."""

import pytest

from tests.support.project import append, build

PAGE = "docs/about.en.md"


@pytest.fixture
def html(changed_site):
    return (changed_site / "en/guides/generative-ai/index.html").read_text("utf-8")


def test_a_page_shows_the_real_result_of_a_cell(html):
    assert '<pre class="value" dir="ltr" tabindex="0">42</pre>' in html
    assert '<pre class="value" dir="ltr" tabindex="0">43</pre>' in html
    assert '<div class="highlight"><pre>' in html, "a fence that is not live is what it was"


def test_a_cell_marked_as_failing_shows_its_error(html):
    assert "ZeroDivisionError: division by zero" in html


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        ("```python live\nx = 1\nboom\n```", "{line+2}:1: error: this live cell raised NameError: name 'boom' is not defined"),
        ("```python live fails\n1\n```", "{line}:1: error: this live cell is marked `fails`, but it ran to its end"),
        ("```python live fail\n1\n```", "{line}:1: error: a live cell knows the words `live` and `fails`, not `fail`"),
        ("```python live\nimport os\nos._exit(7)\n```", "{line}:1: error: this live cell ended Python itself (exit 7)"),
    ],
)
def test_a_wrong_cell_fails_the_build_with_its_line(small, fence, said):
    line = len((small / PAGE).read_text("utf-8").splitlines()) + 3
    append(small / PAGE, f"\n\n{fence}\n")
    done = build(small, small / "site")
    assert done.returncode != 0
    # On a line of its own, in the form that editors make a link of.
    assert f"\n{PAGE}:{said.replace('{line+2}', str(line + 2)).replace('{line}', str(line))}" in f"\n{done.stderr}"
    assert "Traceback" not in done.stderr
