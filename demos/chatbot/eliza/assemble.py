"""Reassembly: put an answer together from a template and the slots of a decomposition.

A template is a tuple of texts and placeholders; a placeholder is the number of a slot.
"WHY DO YOU SAY YOUR 3" is ("WHY DO YOU SAY YOUR ", 3, "").
"""

# A space before a character of _CLOSING, or after one of _OPENING, is removed.
_CLOSING = (" ", ".", ",", "?", "!", "،", "؟", "»", "”")
_OPENING = ("«", "“", "(")


def assemble(template, slots):
    """Return the text of a template with its placeholders filled.

    template  tuple of str and int
    slots     list of tuples of Words; placeholder 1 is the first
    """
    text = ""
    for part in template:
        added = part
        if isinstance(part, int):
            added = " ".join(word.text for word in slots[part - 1])
        # Without this, an empty slot would leave two spaces, or a space before a full stop.
        if text.endswith(" ") and added.startswith(_CLOSING):
            text = text[:-1]
        elif text.endswith(_OPENING):
            added = added.removeprefix(" ")
        text += added
    return text.strip()
