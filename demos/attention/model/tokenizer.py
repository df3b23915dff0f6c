"""From a text to its tokens: one for each word, made of subwords.

مشربتهوش, "she did not drink it", is one word to the reader and so one token, but it has several
parts with a meaning. Its vector is the sum over its subwords: a stem, its affixes, and hashes of
its runs of three letters. Because of the hashes, a word with an unknown stem still has a useful
vector (Bojanowski et al. 2017, arXiv:1607.04606).
"""

import re
import zlib
from dataclasses import dataclass, replace
from functools import cached_property

from demos import arabic
from demos.attention.model.affixes import split_affixes

BUCKETS = 256  # how many different hashes of letters there are
ARTICLE = "+ال"
UNKNOWN = "?"  # the subword that replaces an unknown stem
NAME = "+@"    # the subword of every name: what the model knows of a name is that it is one, and its gender
# The subwords of gender and number, so that attention can match a pronoun with its noun.
AGREEMENT = {"m": "+♂", "f": "+♀", "n": "+⚲", "p": "+∑"}
END_MARKS = ("+,", "+.", "+;", "+!", "+?")
_MARKS = arabic.TASHKEEL + arabic.RARE_TASHKEEL + arabic.QURANIC_SIGNS + arabic.TATWEEL
_LETTERS = arabic.letter_table(arabic.SPELLINGS, arabic.RARE_SPELLINGS, {"'": "’"})
_WORD_OR_END_MARK = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?،؛؟…]", re.UNICODE)
_END_MARKS = str.maketrans("،؛؟:…", ",;?,.")


def _by_word(words):
    return {word: letter for letter, listed in words.items() for word in listed.split()}


# {word: the gender and number of what it refers to}
PRONOUNS = _by_word({
    "m": "he him his himself هو وهو فهو له معاه منه وراه",
    "f": "she her hers herself هي وهي فهي لها معاها فيها وراها",
    "n": "it its itself",
    "p": "they them their theirs themselves هم هما همه وهم وهما فهم فهما لهم معاهم فيهم وراهم",
})
CLITICS = {"+ه": "m", "+ها": "f", "+هم": "p"}
AGREEING_VERBS = _by_word({
    "m": "كان بقي طلع مكانش ماكانش مبقاش مابقاش مطلعش ماطلعش",
    "f": "كانت بقت طلعت مكانتش ماكانتش مبقتش مابقتش مطلعتش ماطلعتش",
    "p": "كانوا كانو بقوا طلعوا مكانوش ماكانوش مبقوش مابقوش مطلعوش",
})
CONJUNCTIONS = frozenset("because since as although though so عشان علشان لان لانه اصل لما بس بعدين وبعدين لو قام راح لحسن كده".split())
_BEFORE_MA = frozenset("بعد قبل لحد لغايه اول ساعه كل وقت زي طول".split())  # with ما they begin a clause: بعد ما
# What an unknown Arabic word looks like if it is a verb in the third person, and the gender and number of its subject.
_VERB_SHAPES = (
    ("p", r"[وف]?(?:ما?)?(?:ي|بي|هي|ات|است|ا)?..+(?:وا|(?<!ت)وش|وه|وها|وهم)"),
    ("f", r"[وف]?ما?..+توش|[وف]?(?:ما?)?(?:ات|است|اك|ان)..+ت(?:ش|ه|ها|هم)?|[وف]?(?:ما?)?[به]ت...+|[وف]?ما?..+تش|[وف]...ت"),
    ("m", r"[وف]?(?:ما?)?(?:ات|است)...+|[وف]?(?:ما?)?[به]?ي...+|[وف]?ما?..+ش"),
)
_FEMININE_AFFIXES = frozenset("+ة +ت +بت +هت +حت".split())
_PLURAL_AFFIXES = frozenset("+وا +ين".split())
_FIRST_PERSON_AFFIXES = frozenset("+ن +بن +هن +حن +نا +ا".split())


@dataclass(frozen=True)
class Token:
    """A word as the model reads it.

    text       as the reader wrote it, without the marks that arabic.py lists
    subwords   the names of the embeddings that its vector is the sum of: the stem or UNKNOWN, then
               affixes ("+ها"; a mark after the word counts as one, "+,"), then gender and number
               ("+♂"), then the kinds of a noun ("+=food") and those that a predicate fits
               ("+~food"), then hashes ("#17")
    known      is its stem in the vocabulary?
    kind       the letters of what it may be: n noun, a adjective, v verb, t verb of an animate subject with
               an object, f anything else; "" unknown
    agreement  the letters of its gender and number as a noun, see agreement.py; "" unknown
    refers     those of the noun that it may refer to, as a pronoun, verb or adjective; "" unknown
    """

    text: str
    subwords: tuple
    known: bool
    kind: str
    agreement: str = ""
    refers: str = ""

    @cached_property
    def spelling(self):
        """The spelling under which the whole word is looked up, see normalise()."""
        return normalise(self.text)


def parts(entry):
    """Return (kind, letters, kinds) of a vocabulary's entry, see tokenize()."""
    return (entry.split(":") + ["", ""])[:3]


def has_row(entry):
    """Does a stem with this entry have an embedding of its own?

    Names and most nouns share those of their kinds. Words that are in no training sentence ("-") have none.
    """
    kind, _, kinds = parts(entry)
    return kind[:1] != "@" and "-" not in kinds and (kind != "n" or "*" in kinds or not kinds)


def normalise(text):
    """Return the spelling under which a word is looked up: no vowel signs, ا for أ, ي for ى, ه for ة."""
    return arabic.normalise(text, _MARKS, _LETTERS)


def tokenize(text, vocabulary):
    """Return the Tokens of a text; a comma or an end mark becomes a subword of the token before it.

    vocabulary  {stem in normalised spelling: entry}, for example Model.vocabulary. An entry has the
                letters of Token.kind, those of Token.agreement, and kinds: "n:f:animal", "a:m:~food ~drink".
                Capital letters are for its use as a name: "an:Fm" (حنين).
                "*" among the kinds: its stem has an embedding of its own, too; "-" instead: it has none. See has_row.
                A name has the kind "@". The key of a name that is also a noun begins with "@"; it is used for a
                word with a capital letter, or in Arabic without an article
    """
    tokens = []
    for written in _WORD_OR_END_MARK.findall(arabic.remove(_MARKS, text)):
        mark = written.translate(_END_MARKS)
        if mark not in {".", ",", ";", "!", "?"}:
            tokens.append(_token(written, vocabulary))
        elif tokens:
            tokens[-1] = replace(tokens[-1], subwords=(*tokens[-1].subwords, "+" + mark))
    return tokens


def _token(written, vocabulary):
    spelling = normalise(written)
    stem, affixes = split_affixes(spelling, written.endswith("ة"), vocabulary)
    if ARTICLE in affixes:  # القطه is another spelling of القطة, never "his the cat"
        affixes = tuple(affix for affix in affixes if affix not in CLITICS)
    if "@" + stem in vocabulary and (written[0].isupper() or (stem[0] > "\u0600" and ARTICLE not in affixes)):
        stem = "@" + stem
    known = stem in vocabulary
    kind, letters, kinds = parts(vocabulary.get(stem, ""))
    if _pronoun(spelling, written):  # منه is no name
        kind, letters = "f", ""
    named = "".join(letter for letter in letters if letter.isupper()).lower()
    letters = "".join(letter for letter in letters if letter.islower())
    agreement = _agreement(spelling, written, named if named and ARTICLE not in affixes else letters, kind, affixes)
    refers = _refers(spelling, written, letters, kind, affixes)
    if not known and spelling[0] > "\u0600" and ARTICLE not in affixes and not written.endswith(("ة", "ات")) and (guessed := _verb_shape(spelling)):
        kind, agreement, refers = "v", "", refers or guessed
    shown = agreement if "n" in kind or kind in ("", "@") else refers
    features = tuple(AGREEMENT[letter] for letter in shown if letter in AGREEMENT)
    if kind == "@":
        return Token(written, (NAME, *affixes, *features), True, "n", agreement, refers)
    runs = [f"<{stem}>"[i : i + 3] for i in range(len(stem))]
    hashes = tuple(f"#{zlib.crc32(run.encode()) % BUCKETS}" for run in runs[:12])
    features = (*features, *("+" + name if name[0] == "~" else "+=" + name for name in kinds.split() if name not in "*-"))
    if not known and written[0].isupper():  # probably a name
        features = (NAME, *features)
    return Token(written, (stem if known else UNKNOWN, *affixes, *features, *hashes), known, kind, agreement, refers)


def _agreement(spelling, written, letters, kind, affixes):
    """Return the letters of a noun, from those of its stem and from its endings."""
    if kind and not set(kind) & set("n@"):
        return ""
    if not _is_arabic(spelling):
        return "p" if "+s" in affixes and kind else letters
    if "+ات" in affixes or "+ين" in affixes:
        return "p" if "h" in letters else "fp"  # a plural of things agrees like a feminine, or like a plural
    if "+ة" in affixes:
        return "f"
    if kind:
        return letters
    if written.endswith("ات"):
        return "fp"
    if written.endswith("ة") or (ARTICLE in affixes and spelling.endswith("ه")):
        return "f"
    return ""


def _refers(spelling, written, letters, kind, affixes):
    """Return the letters of the noun that a word may refer to, "" if it does not refer or if any will do."""
    pronoun = _pronoun(spelling, written)
    clitic = next((CLITICS[affix] for affix in affixes if affix in CLITICS), None)
    if found := pronoun or clitic or _agreeing_verb(spelling):
        return found
    if not _is_arabic(spelling) or not set(kind) & set("av"):
        return ""
    if _PLURAL_AFFIXES & set(affixes):
        return "p"
    if _FEMININE_AFFIXES & set(affixes):
        return "f"
    if _FIRST_PERSON_AFFIXES & set(affixes):
        return ""
    return "".join(letter for letter in letters if letter in "mfp")


def _verb_shape(spelling):
    """Return the gender and number of the subject if an unknown word looks like a verb, else ""."""
    return next((letter for letter, shape in _VERB_SHAPES if re.fullmatch(shape, spelling)), "")


def _pronoun(spelling, written):
    """Return the gender and number that a pronoun refers to ("he's" counts), else None. منه is one, the name منة is not."""
    return None if written.endswith("ة") else PRONOUNS.get(spelling.split("'")[0])


def _agreeing_verb(spelling):
    """Return the gender and number of an agreeing verb's subject, else None; "and" and "so" may be joined to it."""
    return AGREEING_VERBS.get(spelling.lstrip("وف"))


def _is_arabic(spelling):
    return bool(re.search("[\u0620-\u064a]", spelling))


def referring(tokens):
    """Return the positions of the tokens that refer to another one.

    They are the pronouns, the words with a pronoun joined to them, and the verbs and adjectives at
    the beginning of a clause, whose subject is only in their form: فعيطت، عشان صغيرة. If a text has
    none of these: verbs that agree with their subject, or words after a conjunction.
    """
    tests = (
        lambda i: _pronoun(tokens[i].spelling, tokens[i].text) or set(CLITICS) & set(tokens[i].subwords) or _begins_clause(tokens, i),
        lambda i: i > 1 and _agreeing_verb(tokens[i].spelling),
        lambda i: i > 1 and tokens[i - 1].spelling in CONJUNCTIONS,
    )
    found = ([i for i in range(len(tokens)) if test(i)] for test in tests)
    return next(filter(None, found), [])


def _begins_clause(tokens, i):
    """Is this an Arabic verb or adjective that begins a clause without naming its subject?"""
    token = tokens[i]
    verb = _agreeing_verb(token.spelling)
    if i < 2 or not (verb or (token.refers and set(token.kind) & set("av"))) or ARTICLE in token.subwords:
        return False
    joined = {"+و", "+ف"} & set(token.subwords) or ((verb or not token.known) and token.spelling[0] in "وف")
    negated = tokens[i - 1].spelling == "ما" and token.spelling.endswith("ش")  # عشان ما شربتش
    before = i - 2 if negated else i - 1
    conjunction = tokens[before].spelling
    begins = conjunction in CONJUNCTIONS or (conjunction == "ما" and tokens[before - 1].spelling.lstrip("وف") in _BEFORE_MA)
    if not joined and not begins and not {"+.", "+;"} & set(tokens[i - 1].subwords):
        return False
    if joined and ARTICLE in tokens[i - 1].subwords and "v" not in token.kind and not verb:
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or not ("v" in token.kind or verb) or not _may_be_subject(token, after) or "f" in token.kind


def _may_be_subject(verb, noun):
    """May the noun after a verb be its subject? It agrees, and is of a kind that the verb takes."""
    if not (ARTICLE in noun.subwords or NAME in noun.subwords) or (noun.agreement and not set(verb.refers) & set(noun.agreement)):
        return False
    takes = {"person", "animal"} if "t" in verb.kind else {subword[2:] for subword in verb.subwords if subword.startswith("+~")}
    is_a = {subword[2:] for subword in noun.subwords if subword.startswith("+=")} or {"person"}
    return not takes or bool(takes & is_a)
