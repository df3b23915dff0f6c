"""A chatbot of 1966: every answer comes from a rule that a person wrote.

What a rule file holds, and how (FORMAT.md says it for authors)::

    toml.py        its text to plain data          settings.py   what may be set
    places.py      which line each value is on     load.py       data to Rules
    keywords.py    each keyword                    pattern.py    its decompositions
    reassembly.py  their answers                   goto.py       no goto leads in a circle
    rules.py       what comes out                  errors.py     or else

How an answer is made, in this order::

    words.py       a message to words              swap.py       words to other words
    stem.py        words known by their build      scan.py       keywords, by rank
    match.py       a message taken apart           assemble.py   an answer put together
    memory.py      which thing to remember         engine.py     all of it
    trace.py       and the record of it

What the reader sees: demo.py (the conversation), render.py, why.py.
"""

from demos.chatbot.demo import Options, start, update
from demos.chatbot.eliza.chatbot import Chatbot, Reply
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.load import load_rules
from demos.chatbot.view.page import render

__all__ = [
    "Chatbot",
    "Options",
    "Reply",
    "RulesError",
    "load_rules",
    "render",
    "start",
    "update",
]
