"""Parse a reassembly as the rule file writes it.

    "WHY DO YOU SAY YOUR 3"      an answer; 3 is a placeholder for what the third slot took
    "=WHAT"                      go to the keyword WHAT
    "PRE (I ARE 3) (=YOU)"       make this the message, then go to YOU
    "NEWKEY"                     try the next keyword on the stack
    "[HIS|HER] 3"                an answer in two forms; see forms.py
"""

import itertools
import re

from demos.chatbot.eliza.forms import FORMS, in_form
from demos.chatbot.eliza.rules import Reassembly

_GOTO = re.compile(r"=\s*(\S.*)")
_PRE = re.compile(r"PRE\s*\((.*)\)\s*\(\s*=\s*([^()]*\S)\s*\)")
_PLACEHOLDER = re.compile(r"(?<![\\\d])(\d+)", re.ASCII)


def parse_reassembly(text, slots, keys, entry):
    """Return text as a Reassembly.

    slots  number of slots in its decomposition
    keys   cuts a text into words and returns their keys: Tokenizer.keys
    entry  the Entry of the text in the rule file
    Raises RulesError: for a placeholder that has no slot, and for PRE without its brackets.
    """
    content = text.strip()
    if re.fullmatch(r"\((=.*|PRE\b.*|NEWKEY)\)", content):
        content = content[1:-1].strip()  # the 1966 script writes brackets around these
    position = entry.position
    if content == "NEWKEY":
        return Reassembly(text, position, "newkey")
    goto = _GOTO.fullmatch(content)
    if goto:
        return Reassembly(text, position, "goto", goto=_goto_key(goto[1], keys))
    pre = _PRE.fullmatch(content)
    if not pre and re.match(r"PRE\s*\(", content):
        raise entry.error("bracket")
    templates = tuple(_parse_template(in_form(pre[1] if pre else content, form)) for form in range(FORMS))
    for number in itertools.chain(*templates):
        if isinstance(number, int) and not 1 <= number <= slots:
            shift = 1 + text.find(str(number))
            raise entry.error("number", shift, number=number, slots=slots)
    if pre:
        return Reassembly(text, position, "pre", templates, _goto_key(pre[2], keys))
    return Reassembly(text, position, "say", templates)


def _parse_template(text):
    """Return text as a template (see eliza/assemble.py). A number after a backslash is text."""
    pieces = _PLACEHOLDER.split(text)
    # re.split() returns texts and numbers in turn.
    return tuple(
        int(piece[:9]) if index % 2 else re.sub(r"\\(?=\d)", "", piece) for index, piece in enumerate(pieces)
    )


def _goto_key(word, keys):
    """Return the key of the keyword to go to. What is not one word stays as it is; check_gotos() refuses it."""
    found = keys(word)
    return found[0] if len(found) == 1 else word
