"""Arabic words of the corpus: nouns with their gender, predicates and verbs in their three forms."""

from dataclasses import dataclass

from demos.attention.corpus.arabic_verbs import conjugate

_IRREGULAR = {
    forms.split("/")[0]: forms.split("/")
    for forms in """كبير/كبيرة/كبار طويل/طويلة/طوال تقيل/تقيلة/تقال خفيف/خفيفة/خفاف ضخم/ضخمة/ضخام تخين/تخينة/تخان رفيع/رفيعة/رفاع
        عريض/عريضة/عراض بعيد/بعيدة/بعاد جديد/جديدة/جداد قديم/قديمة/قدام رخيص/رخيصة/رخاص نضيف/نضيفة/نضاف ضعيف/ضعيفة/ضعاف فقير/فقيرة/فقرا
        غني/غنية/أغنيا قوي/قوية/أقويا ذكي/ذكية/أذكيا غبي/غبية/أغبيا شقي/شقية/أشقيا كريم/كريمة/كرما بخيل/بخيلة/بخلا أمين/أمينة/أمنا خبير/خبيرة/خبرا
        شجاع/شجاعة/شجعان جبان/جبانة/جبنا جدع/جدعة/جدعان أعمى/عميا/عميان أطرش/طرشا/طرش أعرج/عرجا/عرج سعيد/سعيدة/سعدا حزين/حزينة/حزانى
        غويط/غويطة/غواط قصير/قصيرة/قصار أهبل/هبلة/هبل شرير/شريرة/أشرار عجوز/عجوزة/عواجيز حلو/حلوة/حلوين مر/مرة/مرين زحمة/زحمة/زحمة
        ضلمة/ضلمة/ضلمة طازة/طازة/طازة دوشة/دوشة/دوشة خطر/خطر/خطر أكبر/أكبر/أكبر أصغر/أصغر/أصغر أسرع/أسرع/أسرع أبطأ/أبطأ/أبطأ أقوى/أقوى/أقوى
        أضعف/أضعف/أضعف أشطر/أشطر/أشطر أطول/أطول/أطول أتقل/أتقل/أتقل أخف/أخف/أخف أحسن/أحسن/أحسن أوسع/أوسع/أوسع أذكى/أذكى/أذكى هش/هشة/هشين
        بطيء/بطيئة/بطيئين بريء/بريئة/أبرياء جريء/جريئة/جريئين عنده/عندها/عندهم لوحده/لوحدها/لوحدهم ني/نية/نيين حامل/حامل/حوامل غلس/غلسة/غلسين رخم/رخمة/رخمين غشيم/غشيمة/غشم قليل/قليلة/قلال""".split()
}


@dataclass(frozen=True)
class Noun:
    word: str
    kinds: frozenset
    gender: str  # m, f, or p for people and animals in the plural
    name: bool = False


def nouns(data):
    kinds, found = {}, []
    for gender, table in data["nouns"].items():
        for kind, listed in table.items():
            for word in listed.split():
                kinds.setdefault((word, gender), set()).add(kind)
    for (word, gender), of in kinds.items():
        found.append(Noun(word, frozenset(of), gender))
    return found + [
        Noun(word, frozenset({"person"}), gender, name=True) for gender, listed in data["names"].items() for word in dict.fromkeys(listed.split())
    ]


def split(listed):
    """Return the forms of each predicate in a list, see forms_of."""
    return [forms_of(p) for p in listed.split()]


def forms_of(predicate):
    """Return (masculine, feminine, plural), with "does" after them if the predicate is a verb.

    Forms that are not written are derived: a verb is conjugated, an adjective gets ة and ين.
    """
    if predicate[0] == "~":  # a verb
        forms = predicate[1:].replace("+", " ").split("/")
        return (*(forms if len(forms) == 3 else [conjugate(forms[0], gender) for gender in "mfp"]), "does")
    forms = predicate.replace("+", " ").split("/")
    if len(forms) == 1:
        words = forms[0].split()
        at = 1 if words[0] in ("مش", "لسه") else 0  # the adjective itself
        inflected = _IRREGULAR.get(words[at]) or [words[at], words[at] + "ة", words[at] + "ين"]
        forms = [" ".join([*words[:at], form, *words[at + 1 :]]) for form in inflected]
    return tuple(forms)


def predicates(data):
    does = [((*forms, "does"), kinds) for line, kinds in data["does"].items() for forms in split(line)]
    return [(forms, kinds) for line, kinds in data["predicates"].items() for forms in split(line)] + does


def verbs(data):
    return [
        (("verb", *line.replace("+", "_").split()), *map(str.strip, rule.split(">")))
        for line, rule in data["verbs"].items()
    ]


def relation_verbs(relation):
    """Return the verbs of a relation in their three forms; those that are not written are derived."""
    found = []
    for verb in relation["verb"].split("|"):
        forms = verb.strip().replace("+", " ").split("/")
        found.append(("said", *(conjugate(forms[0], gender) if i >= len(forms) else forms[i] for i, gender in enumerate("mfp"))))
    return found


def lexicon(corpus):
    """Return [(word, kind, letters), ...]: the words whose kind is known, see tokenizer.Token."""
    feminine = set(corpus.data["grammar"]["feminine_parts"].split())
    plural_things = set(corpus.data["grammar"]["plural_things"].split())
    found = []
    for noun in sorted((n for n in corpus.nouns if not n.name), key=lambda n: n.gender == "f"):
        letters = "fp" if noun.word in plural_things else noun.gender
        found.append((noun.word, "n", letters + ("h" if noun.kinds & {"animal", "person"} else "")))
    found += [(part, "n", gender) for line in corpus.data["parts"].values() for part in line.split() for gender in ("f" if part.endswith("ة") or part in feminine else "m")]
    forms = [forms for forms, _ in corpus.predicates] + [f for r in corpus.relations for f in (*r[3], *r[4])]
    parts = {word for word, _, _ in found}
    for i, gender in enumerate("mfp"):
        for three in forms:
            first = three[i].split()[0]
            same = three[0].split()[0] == three[1].split()[0]
            if _has_part(three):
                first = three[0].split()[0][:-1]
                if first in parts or (first[-1] == "ت" and first[:-1] + "ة" in parts):
                    continue
                found.append((first, "n", ""))
                continue
            if same and _has_article(first):  # «الموجة سحبته»: a noun
                continue
            if first not in ("مش", "لسه", "كان", "كانت", "كانوا", "عليه", "عليها", "عليهم", "في", "من", "فوق", "تحت"):
                found.append((first, "v" if three[-1] == "does" else "a", "" if same else gender))
    found += [(word, "v", "m") for word in corpus.data["grammar"]["known"].split()]
    for i, gender in enumerate("mf"):
        found += [(line.split()[i].split("+")[0], "v", gender) for line in corpus.data["verbs"]]
        for relation in corpus.relations:
            for verb in relation[0]:
                words = verb[1 + i].split()
                if not (verb[1] == verb[2] and _has_article(words[0])):  # «ألطف من»: "الطف" would be found in الطفلة
                    found.append((words[1] if words[0] == "مش" else words[0], "v", gender))
                found += [(word[1:], "v", "m") for word in words[1:] if word[0] == "ي" and len(word) > 3]
    found += [(line.split()[2].split("+")[0], "v", "m") for line in corpus.data["verbs"]]
    found += [(line.split()[0].split("+")[0], "t", "") for line in corpus.data["verbs"]]
    return found + [(name.word, "@", name.gender) for name in corpus.nouns if name.name]


def _has_article(word):
    """Does a word begin with the letters of the article?"""
    return word[:2] in ("ال", "أل")


def _has_part(forms):
    """Does a predicate begin with a noun and a pronoun, as in بطاريته خلصانة?"""
    first = [form.split()[0] for form in forms[:3]]
    noun = first[0][:-1]
    return first == [noun + "ه", noun + "ها", noun + "هم"] and noun not in ("عند", "في", "علي", "ورا", "مع", "معا", "ل", "بي", "شكل", "طعم", "ريحت", "لوحد", "كل", "مع", "محد")


def base(predicate):
    return predicate[0]


def single_words(predicate):
    """Return the predicate's words in all forms, if it is a single word."""
    return [form for form in predicate if " " not in form and form != "does"]
