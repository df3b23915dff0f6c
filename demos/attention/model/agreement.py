"""Grammar as a rule: which words of a sentence a pronoun may refer to at all.

This part is not learned. A candidate is a noun, agrees with the pronoun in gender and number, and
is not the pronoun's own word. Which of the candidates is the referent is what the model learns.

Gender and number are letters: m masculine, f feminine, n neuter ("it"), p plural. A noun may have
several ("baby" mfn, "team" np); a noun without letters agrees with every pronoun.
"""

import numpy as np

from demos.attention.model.tokenizer import AGREEING_VERBS, ARTICLE, CLITICS, END_MARKS, NAME, referring

_DETERMINERS = frozenset(
    "the a an my our your his her its their this that these those some any no every each another one two three four five many all".split()
)
_ENGLISH_PREPOSITIONS = frozenset(
    "of in on at to from with by for into under over behind near inside through off about against without like than and or".split()
)
_ARABIC_PREPOSITIONS = frozenset("من في مع علي ل ب عن ان لحد زي جنب ورا قدام تحت فوق جوه عند ناحيه".split())
_COPULAS = frozenset("كان كانت كانوا كانو هو هي هم هما بقي بقت بقوا طلع طلعت طلعوا مش لسه عشان علشان لان لانه لانها لانهم انه انها انهم".split())
# A pronoun hardly ever refers to a time: "he left the company after a year because it ...".
_TIMES = frozenset(
    "year day week month hour minute second moment night morning afternoon evening weekend winter summer spring autumn century "
    "سنه سنين سنتين يوم يومين ايام اسبوع اسبوعين شهر شهرين شهور دقيقه دقايق ساعتين ساعات ليله ليل الصبح الضهر مغرب عصر فجر فسحه شوط شوطين بدري شتا صيف".split()
)
_BEFORE_TIMES = frozenset("after before بعد قبل يوم".split())  # بعد الغدا, "before dinner"
_MEALS = frozenset("عشا غدا فطار سحور breakfast lunch dinner supper".split())  # in عزمه على العشا the meal is an occasion
_OCCASIONS = frozenset("+=show +=task +=place".split())  # "after the match"; but in "before the girls" two things are compared
# Numbers, parts and other words that stand where a noun does, and that no pronoun refers to.
_NO_NOUNS = frozenset(
    "now then once twice later soon here there today tomorrow yesterday home lot half why nowhere instead hours nobody ton "
    "اول تاني تالت رابع خامس اخر كيلو نص ربع كل بعض كتير شويه مره مرات مرتين حته حتت تلات اربع خمس سبع عشر الف ميت بين لزوم محدش حد غير عشره".split()
)
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "mister": "m", "sir": "m", "dr": "mf", "prof": "mf"}
_VERBAL_AFFIXES = frozenset("+ت +وا +ش +م +بي +بت +بن +هي +هت +هن +حي +حت +ني".split())
_PERSONS = frozenset("+=person +=man +=woman".split())
# Relatives that are definite without an article and without a noun after them, as normalise() spells them.
_RELATIVES = frozenset("ماما بابا تيته جدو طنط عمو".split())


def restrict(tokens):
    """Return what grammar allows in a sentence, boolean (T, T): may the row's word refer to the column's word?

    A word that refers to none (see tokenizer.referring) may look at all nouns, and at all candidates of others.
    """
    nouns = noun_positions(tokens)
    found = {row: candidates(tokens, row, nouns) for row in referring(tokens)}
    allowed = np.zeros((len(tokens), len(tokens)), bool)
    allowed[:, sorted({*nouns, *(i for positions in found.values() for i in positions)}) or slice(None)] = True
    for row, positions in found.items():
        allowed[row] = False
        allowed[row, positions] = True
    return allowed


def candidates(tokens, row, nouns=None):
    """Return the positions that the word at `row` may refer to: at least one.

    If no noun passes all the rules, the last ones are dropped, one after another: first the
    agreement, then that it is a noun.

    nouns  noun_positions(tokens), if the caller has them
    """
    nouns = [i for i in (noun_positions(tokens) if nouns is None else nouns) if i != row]
    refers = tokens[row].refers
    agreeing = [i for i in nouns if _agrees(tokens, nouns, i, refers)]
    if refers == "n":  # "it" is hardly ever an unknown name
        agreeing = [i for i in agreeing if NAME not in tokens[i].subwords] or agreeing
    if refers in ("f", "p"):  # an unknown noun without an ending is probably masculine
        agreeing = [i for i in agreeing if _letters(tokens, i) or NAME in tokens[i].subwords] or agreeing
    if refers == "p":  # a plural verb is for people and animals; a plural of things takes the feminine singular
        agreeing = [i for i in agreeing if not {"f", "p"} <= set(tokens[i].agreement) or "h" in tokens[i].agreement] or agreeing
    agreeing = [i for i in agreeing if not _owns(tokens, i)] or agreeing
    if not agreeing and refers == "p":  # "they" for one person of unknown gender
        agreeing = [i for i in nouns if set("mf") & set(tokens[i].agreement)]
    # A noun after the pronoun is meant only if there is none before it: "Because it was hungry, the cat ..."
    found = [i for i in agreeing if i < row] or agreeing or [i for i in nouns if i < row] or nouns
    others = [i for i in range(len(tokens)) if i != row]
    return found or [i for i in others if tokens[i].kind in ("", "n")] or others or [row]


def noun_positions(tokens):
    """Return the positions of the nouns and names, without times. A word such as "water" or كريم is one only in some places."""
    found = []
    for i, token in enumerate(tokens):
        arabic = "\u0620" <= token.spelling[:1] <= "\u06ff"
        bare = _bare(token)
        back = bare == "back" and not (i and tokens[i - 1].spelling in _DETERMINERS)
        if not _is_time(tokens, i) and not back and bare not in _NO_NOUNS and (_is_arabic_noun if arabic else _is_english_noun)(tokens, i):
            found.append(i)
    return found


def _bare(token):
    """Return a word without the article or the s of a plural."""
    return token.spelling.removeprefix("ال").removesuffix("s")


def _is_time(tokens, i):
    """Is the word a time, as in "after a year", «قبل العشا»?"""
    token, bare, before = tokens[i], _bare(tokens[i]), tokens[i - 1].spelling if i else ""
    named = NAME in token.subwords and token.text[0].isupper()  # Autumn
    return ({bare, token.spelling} & _TIMES and not named) or (before in _BEFORE_TIMES and not _is_compared(token, bare)) or (bare in _MEALS and before == "علي")


def _is_compared(token, bare):
    """Is a word after "before" a name, or somebody or something that is no occasion?"""
    kinds = {subword for subword in token.subwords if subword.startswith("+=")}
    definite = kinds and not kinds & _OCCASIONS and (ARTICLE in token.subwords or kinds & _PERSONS)
    return NAME in token.subwords or (definite and bare not in _MEALS)


def _agrees(tokens, nouns, i, refers):
    letters = set(_letters(tokens, i)) & set("mfnp")
    if not letters or not refers or letters & set(refers):
        return True
    return refers == "p" and _coordinated(tokens, nouns, i)


def _letters(tokens, i):
    """Return the gender and number of a noun, of an adjective used as one (العيانة), or of a name's title ("Uncle Fathi", "Mrs. Green")."""
    token = tokens[i]
    title = _TITLES.get(tokens[i - 1].spelling) if i else None
    if title and token.text[0].isupper():
        return title
    if i and not token.agreement and NAME in token.subwords and _PERSONS & set(tokens[i - 1].subwords):
        return tokens[i - 1].agreement
    return token.agreement or (token.refers if token.kind == "a" and ARTICLE in token.subwords else "")


def _coordinated(tokens, nouns, i):
    """Is the noun a part of "A and B"?"""

    def joined(first, second):
        between = tokens[first + 1 : second]
        if "+و" in tokens[second].subwords and not between:
            return True
        words = [token.spelling for token in between]
        return words[:1] == ["and"] and all(word in _DETERMINERS for word in words[1:])

    place = nouns.index(i)
    return any(joined(a, b) for a, b in zip(nouns[max(place - 1, 0) : place + 1], nouns[max(place, 1) : place + 2], strict=False) if i in (a, b))


def _owns(tokens, i):
    """Does the noun only say whose relative or friend the person before it is, as in صاحب البيت?"""
    before = tokens[i - 1] if i and not _ends_clause(tokens[i - 1]) else None
    if before is None:
        return False
    person = "n" in before.kind and _PERSONS & set(before.subwords) and before.spelling[0] > "\u0600" and before.spelling not in _RELATIVES
    return person and not {ARTICLE, NAME, "+ي", *CLITICS} & set(before.subwords) and not {"+و", "+ل", "+ب"} & set(tokens[i].subwords) and NAME not in tokens[i].subwords


def _ends_clause(token):
    return any(mark in token.subwords for mark in END_MARKS) and token.spelling not in _TITLES


def _is_english_noun(tokens, i):
    token = tokens[i]
    if token.spelling in _TITLES or "+ed" in token.subwords:
        return False
    if (NAME in token.subwords and token.known) or (i and tokens[i - 1].spelling in _TITLES and token.text[0].isupper()):
        return True
    if token.kind and "n" not in token.kind:
        return False
    before = tokens[i - 1] if i and not _ends_clause(tokens[i - 1]) else None
    after = tokens[i + 1] if i + 1 < len(tokens) and not _ends_clause(token) else None
    # In "coffee cup", "coffee" only describes the other noun.
    person = _PERSONS & set(token.subwords)
    describes = after is not None and after.spelling != "back" and after.spelling not in _NO_NOUNS and ("n" in after.kind if person else after.kind == "n") and (NAME in after.subwords) == bool(person)
    if token.kind == "n":
        return not describes
    if describes:
        return False
    if NAME in token.subwords and before is not None:
        return True
    if before is None:
        return not token.kind and token.text[0].isupper() and after is not None and "v" in after.kind
    start = i - 1
    while start >= max(i - 3, 0) and (tokens[start].kind == "" or "a" in tokens[start].kind) and tokens[start].spelling not in _DETERMINERS:
        start -= 1
    return start >= 0 and tokens[start].spelling in (_DETERMINERS | _ENGLISH_PREPOSITIONS)


def _is_arabic_noun(tokens, i):
    token = tokens[i]
    article = ARTICLE in token.subwords
    before = tokens[i - 1] if i and not _ends_clause(tokens[i - 1]) else None
    after = tokens[i + 1] if i + 1 < len(tokens) and not _ends_clause(token) else None
    # In القطة الصغيرة, a second word with an article describes the first.
    if token.text == "مني" and before is not None and "v" in before.kind:  # "fell from me", not the name منى
        return False
    if NAME in token.subwords and {"+ت", "+وا"} & set(token.subwords):  # نورت is a verb, although نور is a name
        return False
    if NAME in token.subwords and token.spelling in AGREEING_VERBS and after is not None and ARTICLE in after.subwords and (before is None or "n" in before.kind):
        return False  # ماما طلعت الكيك: "took out", not the name
    if "v" in token.kind and (_VERBAL_AFFIXES & set(token.subwords) or (token.spelling[0] == "ي" != token.subwords[0][0])):  # يسوق
        return False
    subject = before is not None and "n" in before.kind and {ARTICLE, NAME} & set(before.subwords)
    definite = after is not None and ({ARTICLE, NAME, *CLITICS} & set(after.subwords) or after.spelling in _ARABIC_PREPOSITIONS)
    if subject and "v" in token.kind and "@" not in token.kind and not article and definite:
        return False  # الولد أكل الكلب، الولد شال أخوه، الولد سلم على البنت
    owned = before is not None and {"+ي", *CLITICS} & set(before.subwords) and "n" not in token.kind  # عربيته القديمة
    described = before is not None and (ARTICLE in before.subwords or owned) and "n" in (before.kind or "n") and "+و" not in token.subwords and not _is_time(tokens, i - 1)
    if token.kind == "n" and token.spelling not in _ARABIC_PREPOSITIONS:
        return True
    if token.kind == "f" and token.spelling[0] == "ي":  # a verb after another one: معرفش يحل
        return False
    if "f" in token.kind and set(CLITICS) & set(token.subwords):
        return False
    if token.spelling in _ARABIC_PREPOSITIONS and (token.text.endswith("ى") or (after is not None and ARTICLE in after.subwords)):
        return False  # "على" is "on", and "علي" a name
    if "+ل" in token.subwords and "n" in token.kind:
        return True
    if article and set(token.kind or "n") & set("na"):  # العيان alone is a noun
        return not described or ("n" in token.kind and i > 1 and "v" in tokens[i - 2].kind)
    if token.kind and "n" not in token.kind:
        return False
    if before is None:
        before_verb = after is not None and "v" in after.kind  # جنا استلفت: a name that ends as a verb may
        return not (token.kind == "" and (after is None or (token.spelling.endswith(("ت", "نا", "وا")) and not before_verb)))
    if "n" in token.kind and i > 1 and "v" in tokens[i - 2].kind and "n" in before.kind:  # verb, subject, object
        return True
    if before.spelling in _COPULAS or (before.refers and "a" in before.kind):
        return "n" in token.kind and after is not None and "v" in after.kind  # كان أعمى نادر مخدش: the subject of what follows
    after_noun = after is not None and (after.kind == "n" or ARTICLE in after.subwords)
    if "f" in token.kind and after_noun:
        return False
    verb_before = "v" in before.kind and ARTICLE not in before.subwords
    return verb_before or before.spelling in _ARABIC_PREPOSITIONS or ("+و" in token.subwords and "n" in token.kind)
