"""The question of a message that has other sentences too: "My cat sleeps all day. Is that normal?"

The clause rule of 1966 keeps the first clause with a keyword, and a rule file without delimiters keeps them
all. In both, a word of the story can answer for the question after it. A rule file with a table [question]
answers the last question of a message.
"""

import re

from demos.chatbot.eliza.whole_message import fits_anywhere, whole_message

# A sentence ends at a line's end, before a space after one of these marks, or at a question mark.
_END = re.compile(r"\n+|(?<=[.!…])\s+|(?<=[?؟])(?![?؟!])\s*")
_MARKS = re.compile(r"[?؟]\W*$")
# "Right?" or "What now?" after a story asks nothing that can be answered without the story.
FEWEST_WORDS = 3


def find_question(rules, text, words, trace):
    """Return (whether a message has a question, the words to answer: of its last question, or of the whole message).

    words  what [before] made of the whole message: tuple[Word, ...]
    trace  gets the words of the other sentences
    """
    table, tokenize = rules.question, rules.tokenizer.words
    if not table.otherwise:
        return False, words
    sentences = [sentence for sentence in _END.split(text) if any(map(str.isalnum, sentence))]
    cut = [(sentence, rules.before.apply(tokenize(sentence), tokenize)) for sentence in sentences]
    questions = [
        cut_words
        for sentence, cut_words in cut
        if _MARKS.search(sentence) or fits_anywhere(table.also, whole_message(rules, cut_words))
    ]
    if not questions:
        return False, words
    whole = len(cut) == 1 or len(questions[-1]) < FEWEST_WORDS or fits_anywhere(table.unless, whole_message(rules, words))
    if whole:
        return True, words
    trace.dropped += [word.text for _, cut_words in cut if cut_words is not questions[-1] for word in cut_words]
    return True, questions[-1]
