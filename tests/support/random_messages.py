"""Random Unicode messages, the same ones every time: for the property test and for the bench."""

import random
import re
import sys

from demos.chatbot.reader_rules import source

_SCRIPTS = ((0x20, 0x7E), (0x600, 0x6FF), (0x4E00, 0x4FFF), (0x1F300, 0x1F6FF), (0, sys.maxunicode))


def messages(language, count, seed=1966):
    """Yield messages of three sorts: any characters, characters of a few scripts, words of the rule file."""
    chance = random.Random(f"{language} {seed}")
    known = re.findall(r"\w+", source(language))
    for number in range(count):
        if number % 3 == 0:
            yield " ".join(chance.choices(known, k=chance.randrange(60)))
        else:
            first, last = chance.choice(_SCRIPTS)
            yield "".join(chr(chance.randint(first, last)) for _ in range(chance.randrange(520)))
