"""ELIZA, a chatbot of 1966: every answer comes from a rule that a person wrote.

eliza/: the engine. In the order in which it makes an answer::

    tokenizer.py      a message becomes words, each with a key
    substitute.py     words are substituted; affix_pattern.py matches words by prefix and suffix
    whole_message.py  urgent patterns are looked for in the whole message, before its clauses
    question.py       the last question of a message of several sentences
    forms.py          the two forms of an answer, such as for a man and for a woman
    scan.py           the keywords of a clause go on the keyword stack, by rank
    decompose.py      a pattern takes the message apart into slots
    assemble.py       a reassembly puts the answer together from the slots
    memory.py         the hash that selects a memory rule
    chatbot.py        all of these together: Chatbot.reply
    rules.py          the data types of the rules
    trace.py          the record of how an answer was made

rulefile/: the loader, from the text of a rule file to Rules (FORMAT.md is its manual)::

    parse_toml.py     TOML to a dict
    settings.py       the settings, their types and defaults
    entry.py          the line and column of each entry
    keywords.py       keywords: spellings, tags, and what they can answer
    pattern.py        a decomposition               reassembly.py     an answer
    alternatives.py   (a|b) in a word
    substitutions.py  the tables [before], [after]  goto_cycles.py    checks all gotos
    urgent.py         [urgent], and urgent_file
    load.py           all of these together: load_rules
    errors.py         RulesError

view/: the HTML::

    page.py           the whole demo
    explanation.py    how an answer was made
    rules_panel.py    the editor of the rule file

demo.py is the demo's state and events, reader_rules.py the reader's own rule file, and conversation_link.py the
link to a conversation.

`eliza` imports neither `rulefile` nor `view`; `rulefile` imports `eliza`, whose data types it
builds; `view` may import both.
"""

from demos.chatbot.conversation_link import shared
from demos.chatbot.demo import Options, ready, start, update
from demos.chatbot.eliza.chatbot import Chatbot, Reply
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.load import load_rules
from demos.chatbot.view.page import render
from demos.chatbot.view.rules_panel import FILE

REMEMBERED = True  # the conversation and the reader's rules
REPLACES = {}
__all__ = [
    "FILE",
    "REMEMBERED",
    "REPLACES",
    "Chatbot",
    "Options",
    "Reply",
    "RulesError",
    "load_rules",
    "ready",
    "render",
    "shared",
    "start",
    "update",
]
