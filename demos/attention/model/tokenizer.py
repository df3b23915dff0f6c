"""From a text to its tokens: one for each word, made of subwords.

مشربتهوش, "she did not drink it", is one word to the reader and so one token, but it has several
parts with a meaning. Its vector is the sum over its subwords: a stem, its affixes, and hashes of
its runs of three letters. Because of the hashes, a word with an unknown stem still has a useful
vector (Bojanowski et al. 2017, arXiv:1607.04606).
"""

import re
import zlib
from dataclasses import dataclass

from demos import arabic
from demos.attention.model.affixes import split_affixes

BUCKETS = 512  # how many different hashes of letters there are
UNKNOWN = "?"  # the subword that replaces an unknown stem
_MARKS = arabic.TASHKEEL + arabic.RARE_TASHKEEL + arabic.QURANIC_SIGNS + arabic.TATWEEL
_LETTERS = arabic.letter_table(arabic.SPELLINGS, arabic.RARE_SPELLINGS, {"'": "’"})
_WORD_OR_END_MARK = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?،؛؟…]", re.UNICODE)
_END_MARKS = str.maketrans("،؛؟:…", ",;?,.")

PRONOUNS = frozenset(
    "he she it they him her them his its their hers theirs himself herself itself themselves هو هي هم هما همه".split()
)
CLITICS = {"+ه", "+ها", "+هم"}
AGREEING_VERBS = frozenset("كان كانت كانوا بقي بقت بقوا طلع طلعت طلعوا".split())
CONJUNCTIONS = frozenset("because since as although though so عشان علشان لان لانه اصل لما".split())


@dataclass(frozen=True)
class Token:
    """A word as the model reads it.

    text      as the reader wrote it, without the marks that arabic.py lists
    subwords  the names of the embeddings that its vector is the sum of: the stem or UNKNOWN, then
              affixes ("+ها"; a mark after the word counts as one, "+,"), then hashes ("#17")
    known     is its stem in the vocabulary?
    kind      n noun, a adjective, v verb, f anything else, "" unknown
    """

    text: str
    subwords: tuple
    known: bool
    kind: str


def normalise(text):
    """Return the spelling under which a word is looked up: no vowel signs, ا for أ, ي for ى, ه for ة."""
    return arabic.normalise(text, _MARKS, _LETTERS)


def tokenize(text, vocabulary):
    """Return the Tokens of a text; a comma or an end mark becomes a subword of the token before it.

    vocabulary  {stem in normalised spelling: kind}, for example Model.vocabulary
    """
    tokens = []
    for written in _WORD_OR_END_MARK.findall(arabic.remove(_MARKS, text)):
        mark = written.translate(_END_MARKS)
        if mark not in {".", ",", ";", "!", "?"}:
            tokens.append(Token(written, *_subwords(written, vocabulary)))
        elif tokens:
            last = tokens[-1]
            tokens[-1] = Token(last.text, (*last.subwords, "+" + mark), last.known, last.kind)
    return tokens


def _subwords(written, vocabulary):
    """Return (subwords, known, kind): the fields of a Token after its text."""
    stem, affixes = split_affixes(normalise(written), written.endswith("ة"), vocabulary)
    known = stem in vocabulary
    runs = [f"<{stem}>"[i : i + 3] for i in range(len(stem))]
    hashes = tuple(f"#{zlib.crc32(run.encode()) % BUCKETS}" for run in runs[:12])
    return (stem if known else UNKNOWN,) + affixes + hashes, known, vocabulary.get(stem, "")


def referring(tokens):
    """Return the positions of the tokens that refer to another one.

    They are all of one kind, the first of these that the text has: pronouns, pronouns joined to a
    word, verbs that agree with their subject, words after a conjunction such as "because".
    """
    spellings = [normalise(token.text) for token in tokens]
    for test in (
        lambda i: spellings[i] in PRONOUNS or spellings[i].split("'")[0] in PRONOUNS,
        lambda i: CLITICS & set(tokens[i].subwords),
        lambda i: i > 1 and spellings[i].lstrip("وف") in AGREEING_VERBS,
        lambda i: i > 1 and spellings[i - 1] in CONJUNCTIONS,
    ):
        positions = [i for i in range(len(tokens)) if test(i)]
        if positions:
            return positions
    return []
