"""What a word's spelling gives away about its grammar: four signs, set by hand.

No meaning is known here, only outward signs that a pupil learns at school: "ال"
and "the" announce a noun, "ها" points back at something feminine, an "s" makes
many. They are rough (الوجه is not feminine, the is not always before a noun), and the
page says so: a trained model finds finer signs by itself.
"""

import re

import numpy as np

SIGNS = ("noun", "points_back", "gender", "number")


def signs(words):
    """Return the signs of a sentence's words.

    words    list of T strings
    returns  (T, 4) float64, columns as in SIGNS:
             noun, points_back   1 or 0
             gender              +1 feminine, -1 masculine, 0 not visible
             number              +1 plural,   -1 singular,  0 not visible
    """
    rows, before = [], ""
    for word in words:
        bare = plain(word)
        read = _arabic if re.match("[\u0621-\u064a]", bare) else _english
        rows.append(read(bare, announced=before in _ANNOUNCE, name=word[:1].isupper()))
        before = bare
    return np.array(rows, dtype=float).reshape(len(words), len(SIGNS))


def plain(word):
    """Return the word in lower case, without tashkeel and tatweel, with one kind of alef."""
    word = re.sub("[\u0640\u064b-\u065f\u0670\u200c]", "", word.lower())
    return re.sub("[أإآٱ]", "ا", word).replace("\u2019", "'")


# The word after one of these is a noun, or stands before one.
_ANNOUNCE = frozenset(
    "ال the a an my your his her its our their this that these those every some".split()
)

# ----------------------------------------------------------------- Arabic
_THE = re.compile("([وفبك]?ال(?!ل[يى]$|ذي$|تي$|[يى]$)|لل)..")             # القطة  والكلب  للبيت
_SHE = re.compile("هي|هيا|(?!ال)...+ها|(من|عن|في|لي|بي|مع|ل|ب)ها")             # لأنها  شافها  ليها
_HE = re.compile("هو|هوا|(لان|عشان|علشان|ان|كان|لكن|من|عن|علي|مع|عند|بتاع)ه")  # لأنه  بتاعه
_THEY = re.compile("هم|هما|(?!ال|[بهح]?[ايتن]?فهم$)...+هما?|(من|عن|في|لي|بي|مع|ل|ب)هم")  # لأنهم, but not بيفهم
_HER_NOUN = re.compile(".*(ة|ه|ات|اء)|ال(بنت|اخت|ام|ست|شمس|ارض|عين|ايد|نار|حرب|دنيا)")
_HER_VERB = re.compile("(بت|هت|حت)...+|...+ت|ما?...+تش")                 # بتشرب  كانت  مشربتش
_HIS_VERB = re.compile("(بي|هي|حي)...+|كان|ما?كانش")                     # بيشرب  كان


def _arabic(word, announced, name):
    if _SHE.fullmatch(word):
        return 0, 1, +1, 0
    if _HE.fullmatch(word):
        return 0, 1, -1, 0
    if _THEY.fullmatch(word):
        return 0, 1, 0, +1
    if announced or _THE.match(word):
        return 1, 0, (+1 if _HER_NOUN.fullmatch(word) else -1), 0
    if word.endswith("ة") or _HER_VERB.fullmatch(word):
        return 0, 0, +1, 0
    return 0, 0, (-1 if _HIS_VERB.fullmatch(word) else 0), 0


# ---------------------------------------------------------------- English
_POINTS_BACK = {  # (gender, number)
    **dict.fromkeys("it its itself".split(), (0, -1)),
    **dict.fromkeys("she her hers herself".split(), (+1, -1)),
    **dict.fromkeys("he him his himself".split(), (-1, -1)),
    **dict.fromkeys("they them their theirs themselves".split(), (0, +1)),
}
_FEMININE = frozenset("woman girl mother sister daughter aunt grandmother queen lady wife".split())
_MASCULINE = frozenset("man boy father brother son uncle grandfather king lord husband".split())
_MANY = frozenset("were are have weren't aren't haven't people children men women mice".split())
_ONE = frozenset("was is has wasn't isn't hasn't".split())
_SMALL = frozenset(  # words that are no noun though a capital or "this" stands before them
    "i we you if when while because although but and or so as in on at to of for from with by "
    "what who why how where which do does did can could will would not no yes there here".split()
)


def _english(word, announced, name):
    if word in _POINTS_BACK:
        return 0, 1, *_POINTS_BACK[word]
    if word in _ONE or word in _MANY:
        return int(announced), 0, 0, (+1 if word in _MANY else -1)
    if word in _SMALL or word in _ANNOUNCE or not (announced or name):
        return 0, 0, 0, 0
    gender = int(word in _FEMININE) - int(word in _MASCULINE)
    many = re.search("[^siu]s$", word)  # cats, but not glass, bus, tennis
    return 1, 0, gender, (+1 if many else -1)
