"""What Material's templates write that HTML does not allow or a screen reader stumbles over.

The alternative, copies of Material's largest templates with one attribute changed, would fall
behind it silently; here `make audit` says when something new is wrong.
"""

_WRONG = (
    # On a checkbox it means nothing.
    (' id="__drawer" autocomplete="off">', ' id="__drawer">'),
    (' id="__search" autocomplete="off">', ' id="__search">'),
    # An index page's section, which has to be reached by keyboard in the drawer of a small screen.
    (' tabindex="">', ' tabindex="0">'),
)
_TOC_LABEL = '<label class="md-nav__title" for="__toc">'


def mend(html: str) -> str:
    """Return the page as valid HTML."""
    for wrong, right in _WRONG:
        html = html.replace(wrong, right)
    # A page outside the navigation has a table of contents, but not the switch that its label is for.
    if 'id="__toc"' not in html:
        html = html.replace(_TOC_LABEL, _TOC_LABEL.replace(' for="__toc"', ""))
    return html
