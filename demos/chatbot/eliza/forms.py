"""Two forms of a text: "[إنت|إنتي]" is إنت for the first form and إنتي for the second.

Arabic says "you" differently to a man and to a woman. A rule file that writes both forms says
in its table [forms] which messages of a reader select one of them.
"""

import re

FORMS = 2
_BOTH = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


def in_form(text, form):
    """Return a text of the rule file in one form: 0 for the first, 1 for the second."""
    return _BOTH.sub(lambda both: both[form + 1], text)
