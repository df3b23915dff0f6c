"""Read one reassembly as the rule file writes it.

    "WHY DO YOU SAY YOUR 3"      an answer; 3 is what the third slot took
    "=WHAT"                      go to the keyword WHAT
    "PRE (I ARE 3) (=YOU)"       make this the message, then go to YOU
    "NEWKEY"                     try the next keyword on the stack
"""

import re

from demos.chatbot.eliza.assemble import numbers, template
from demos.chatbot.eliza.rules import Reassembly

_GOTO = re.compile(r"=\s*(\S.*)")
_PRE = re.compile(r"PRE\s*\((.*)\)\s*\(\s*=\s*([^()]*\S)\s*\)")


def reassembly(text, slots, keys, cursor):
    """Return text as a Reassembly.

    slots   how many slots its decomposition has
    keys    how words are cut and compared: Reader.keys
    cursor  at the text in the rule file
    Raises RulesError: a number with no slot, a PRE without its brackets.
    """
    written = text.strip()
    if re.fullmatch(r"\((=.*|PRE\b.*|NEWKEY)\)", written):
        written = written[1:-1].strip()  # brackets around it, as the 1966 script has them
    place = cursor.place
    if written == "NEWKEY":
        return Reassembly(text, place, "newkey")
    goto = _GOTO.fullmatch(written)
    if goto:
        return Reassembly(text, place, "goto", goto=_key(goto[1], keys))
    pre = _PRE.fullmatch(written)
    if not pre and re.match(r"PRE\s*\(", written):
        raise cursor.error("bracket")
    parts = template(pre[1] if pre else written)
    for number in numbers(parts):
        if not 1 <= number <= slots:
            shift = 1 + text.find(str(number))
            raise cursor.error("number", shift, number=number, slots=slots)
    if pre:
        return Reassembly(text, place, "pre", parts, _key(pre[2], keys))
    return Reassembly(text, place, "say", parts)


def _key(word, keys):
    """Return the key of a goto's word; what is not one word is left, and will not be found."""
    found = keys(word)
    return found[0] if len(found) == 1 else word
