"""Text into words, and each word into the pieces its vector is the sum of.

`مشربتهوش` is one word to the reader and four facts to the model: not, drink, she, it.
A word stays whole in the row of words; its vector is the sum over its pieces: a stem, its
prefixes and suffixes, and the hashes of its three-letter runs, so a word never seen still has
most of a vector (Bojanowski et al. 2017, arXiv:1607.04606).
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

from demos.attention.model.affixes import take_apart

BUCKETS = 512
UNSEEN = "?"
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")  # vowel signs and tatweel
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?،؛؟…]", re.UNICODE)
_ONE_SHAPE = str.maketrans("أإآٱىؤئةگچڤپ’", "اااايويهججفب'")
_ENDS = str.maketrans("،؛؟:…", ",;?,.")

PRONOUNS = frozenset(
    "he she it they him her them his its their hers theirs himself herself itself themselves هو هي هم هما همه".split()
)
CLITICS = {"+ه", "+ها", "+هم"}
AGREEING = frozenset("كان كانت كانوا بقي بقت بقوا طلع طلعت طلعوا".split())
LINKS = frozenset("because since as although though so عشان علشان لان لانه اصل لما".split())


@dataclass(frozen=True)
class Word:
    """text as written; pieces that make its vector; known: was its stem in the corpus;
    kind: n noun, a adjective, v verb, f anything else, "" unknown."""

    text: str
    pieces: tuple
    known: bool
    kind: str


def normalise(text):
    """Return the spelling under which a word is looked up: no vowel signs, one alef, one yeh, ة as ه."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower().translate(_ONE_SHAPE)


def words(text, vocabulary):
    """Return the Words of a text; an end mark joins the word before it.

    vocabulary  {stem in normal spelling: kind}, for example Model.vocabulary
    """
    found = []
    for surface in _WORD.findall(_MARKS.sub("", text)):
        if surface.translate(_ENDS) in {".", ",", ";", "!", "?"}:
            if found:
                last = found[-1]
                found[-1] = Word(last.text, last.pieces + ("+" + surface.translate(_ENDS),), last.known, last.kind)
            continue
        found.append(Word(surface, *_pieces(surface, vocabulary)))
    return found


def _pieces(surface, vocabulary):
    plain = normalise(surface)
    stem, affixes = take_apart(plain, surface.endswith("ة"), vocabulary)
    known = stem in vocabulary
    runs = [f"<{stem}>"[i : i + 3] for i in range(len(stem))]
    hashed = tuple(f"#{zlib.crc32(run.encode()) % BUCKETS}" for run in runs[:12])
    return (stem if known else UNSEEN,) + affixes + hashed, known, vocabulary.get(stem, "")


def referring(found):
    """Return the positions of the words that refer to another, the best known kind first:
    pronouns, then clitics, then agreeing verbs, then whatever follows a linking word."""

    def stem(word):
        return normalise(word.text)

    for test in (
        lambda i: stem(found[i]) in PRONOUNS or stem(found[i]).split("'")[0] in PRONOUNS,
        lambda i: CLITICS & set(found[i].pieces),
        lambda i: i > 1 and stem(found[i]).lstrip("وف") in AGREEING,
        lambda i: i > 1 and stem(found[i - 1]) in LINKS,
    ):
        positions = [i for i in range(len(found)) if test(i)]
        if positions:
            return positions
    return []
