"""Footnotes on paper, where a link cannot be followed: its number after the link, its address below the text."""

import re

from demos.markup import Markup, element

# In HTML that Markdown has written. A link that somebody wrote as HTML with a ">" in an attribute gets no number.
_LINK = re.compile(r'<a\b[^>]*?\shref="(https?://[^"]+)"')


def with_print_notes(html: str) -> str:
    """Return a page's HTML with its footnotes for paper. Links to one address have one number."""
    numbers: dict[str, int] = {}
    numbered = _LINK.sub(lambda link: f'{link[0]} data-print-note="{numbers.setdefault(link[1], len(numbers) + 1)}"', html)
    if not numbers:
        return html
    # The addresses are escaped already.
    return numbered + element("ol", *(element("li", Markup(address)) for address in numbers), class_="print-notes", data_search_ignore=True)
