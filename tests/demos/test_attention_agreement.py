"""A pronoun refers only to a noun that agrees with it, whatever the model has learned."""

import tomllib
from pathlib import Path

import pytest

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.agreement import candidates, noun_positions
from demos.attention.model.pretrained import pretrained
from demos.attention.model.tokenizer import referring

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def referent(text, word):
    """Return the word that the model names for the last token `word` of a text."""
    model = pretrained()
    tokens = model.tokenize(text)
    texts = [token.text for token in tokens]
    row = len(texts) - 1 - texts[::-1].index(word)
    assert row in referring(tokens)
    return texts[model.encode(tokens)["answers"][row].argmax()]


def possible(text, word):
    tokens = pretrained().tokenize(text)
    texts = [token.text for token in tokens]
    return [texts[i] for i in candidates(tokens, texts.index(word))]


def names(language):
    """Return (masculine names, feminine names); a name of both genders is in neither."""
    data = Corpus(language).data["names"]
    men, women = (data[key].split() for key in {"ar": ("m", "f"), "en": ("man", "woman")}[language])
    return [name for name in men if name not in women], [name for name in women if name not in men]


@LANGUAGES
def test_there_are_150_names_of_each_gender(language):
    assert min(map(len, names(language))) >= 150


def test_a_pronoun_agrees_with_every_name_in_english():
    men, women = names("en")
    for man, woman in zip(men, women, strict=False):
        assert referent(f"{woman} called {man} because he was late", "he") == man
        assert referent(f"{man} called {woman} because she was late", "she") == woman
        assert referent(f"{man} told {woman} that she was right", "she") == woman


def test_a_pronoun_agrees_with_every_name_in_arabic():
    men, women = names("ar")
    for man, woman in zip(men, women, strict=False):
        assert referent(f"{woman} كلمت {man} لأنه اتأخر", "لأنه") == man
        assert referent(f"{man} كلم {woman} لأنها اتأخرت", "لأنها") == woman
        assert referent(f"{woman} زعلت من {man} عشان كان متأخر", "كان") == man


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Mary called John because he was late", "he", ["John"]),
        ("Tom and Anna ate the cake because they were hungry", "they", ["Tom", "Anna"]),
        ("The teacher saw the students because they shouted", "they", ["students"]),
        ("The council refused the demonstrators because they feared violence", "they", ["council", "demonstrators"]),
        ("The water bottle hit the old cat because it fell", "it", ["bottle", "cat"]),
        ("Because it was hungry, the cat ate", "it", ["cat"]),
        ("Zorblat called Wibble because she was late", "she", ["Zorblat", "Wibble"]),
        ("Zorblat called Tom because she was late", "she", ["Zorblat"]),
        ("سارة كلمت مروان لأنه اتأخر", "لأنه", ["مروان"]),
        ("سارة ومنى كلوا الموز لأنهم جعانين", "لأنهم", ["سارة", "ومنى"]),
        ("المدرس شكر الطلبة لأنهم شاطرين", "لأنهم", ["الطلبة"]),
        ("الولد رمى الكتب لأنها قديمة", "لأنها", ["الكتب"]),
        ("القطه كلت السمكه عشان كانت جعانه", "كانت", ["القطه", "السمكه"]),
        ("القطة الصغيرة نطت على الترابيزة القديمة لأنها خافت", "لأنها", ["القطة", "الترابيزة"]),
        ("البنت مشترتش الجزمة عشان صغيرة", "صغيرة", ["البنت", "الجزمة"]),
        ("الولد ضرب البنت فعيطت", "فعيطت", ["البنت"]),
        ("البنت وقعت الطبق واتكسر", "واتكسر", ["الطبق"]),
        ("البنت شربت العصير لانها عطشانة", "لانها", ["البنت"]),
        ("كريم شكر سعيد لأنه كريم", "لأنه", ["كريم", "سعيد"]),
        ("حنين كلمت مدحت لأنه حنين", "لأنه", ["مدحت"]),
        ("منى سابت كريم في الفرح عشان كانت زهقانة", "كانت", ["منى"]),
        ("دلقت العصير على الكيبورد لأنه قريب", "لأنه", ["العصير", "الكيبورد"]),
        ("علي كلم سامي لأنه زعلان", "لأنه", ["علي", "سامي"]),
        ("المهندس ساب الشركة بعد سنة لأنها بعيدة", "لأنها", ["الشركة"]),
        ("الجمل مدخلش من الباب بعد الغدا لأنه تخين", "لأنه", ["الجمل", "الباب"]),
        ("The cat drank the milk before dinner because it was hungry", "it", ["cat", "milk"]),
        ("The engineer left the company after a year because it was far", "it", ["company"]),
        ("Dad bought Mom flowers because she got promoted", "she", ["Mom"]),
        ("Uncle Zorblat gave Nadia a coat because she was cold", "she", ["Nadia"]),
        ("Mrs. Green scolded Ben because she was angry", "she", ["Green"]),
        ("My boss Karen fired Mike because he stole", "he", ["Mike"]),
        ("Mia left her laptop with Zorblat and it got stolen", "it", ["laptop"]),
        ("الموبايل وقع مني في البيت ومابقاش بيشتغل", "ومابقاش", ["الموبايل", "البيت"]),
        ("كتبت الرسالة في ورقة وبعدين ضيعتها", "ضيعتها", ["الرسالة", "ورقة"]),
        ("جدي بيحب أحفاده لأنهم بيسلوه في وحدته", "لأنهم", ["أحفاده"]),
        ("هبة سابت خطيبها بعد ما اكتشفت إنه كداب", "اكتشفت", ["هبة"]),
        ("الكلب نبح على الولاد لما رموا عليه طوب", "رموا", ["الولاد"]),
        ("البنات كانوا بيضحكوا على المدرس وهم قاعدين ورا", "وهم", ["البنات"]),
        ("الحرامي خاف من العساكر أول ما ظهروا في الشارع", "ظهروا", ["العساكر"]),
        ("البياع غش الزباين في الميزان فسابوا المحل", "فسابوا", ["الزباين"]),
        ("هشام باع عربيته القديمة عشان كانت بتعطل", "كانت", ["عربيته"]),
        ("ابن عمتي خطب زميلته وهي لسه بتدرس", "وهي", ["زميلته"]),
        ("الولد شال أخوه لأنه مش قادر يمشي", "لأنه", ["الولد", "أخوه"]),
        ("ماما طلعت الموبايل من الجيب لأنه كان بيرن", "لأنه", ["الموبايل", "الجيب"]),
        ("قصت ماما الزرعة لأنها كانت طويلة", "لأنها", ["ماما", "الزرعة"]),
        ("قصت تيتة الزرعة لأنها كانت طويلة", "لأنها", ["تيتة", "الزرعة"]),
        ("الملك حبس اللصوص بس هربوا", "هربوا", ["اللصوص"]),
        ("آدم ادى هدى الشمسية علشان كده اتبل", "اتبل", ["آدم"]),
        ("الولد شاور لجدته بس مشافتوش", "مشافتوش", ["لجدته"]),
        ("اللمبة نورت الأوضة لأنها قوية", "لأنها", ["اللمبة", "الأوضة"]),
        ("الجنود عدوا الكوبري قبل ما يقع لأنه ضعيف", "لأنه", ["الكوبري"]),
        ("الضهر المشتري خاف من الحارس لأنه جبان", "لأنه", ["المشتري", "الحارس"]),
        ("السلطة اتاكلت قبل البيتزا لأنها كانت ناشفة", "لأنها", ["السلطة", "البيتزا"]),
        ("الشباب وصلوا قبل العواجيز لأنهم سريعين", "لأنهم", ["الشباب", "العواجيز"]),
        ("الولد نام بعد الماتش لأنه كان طويل", "لأنه", ["الولد"]),
    ],
)
def test_only_nouns_that_agree_are_candidates(text, word, expected):
    assert possible(text, word) == expected


@pytest.mark.parametrize(("text", "word", "seen"), [("Mona called Adam because he was worried", "he", {2}), ("آدم كلم منى لأنها كانت قلقانة", "لأنها", {2})])
def test_the_weights_that_the_page_shows_obey_the_rule_too(text, word, seen):
    """Otherwise the answer would be Adam by the rule, and the picture above it would show Mona."""
    tokens = pretrained().tokenize(text)
    weights = pretrained().encode(tokens)["layers"][-1]["weights"][:, [token.text for token in tokens].index(word)]  # (heads, T)
    assert all(set(row.nonzero()[0]) == seen for row in weights)


@pytest.mark.parametrize("text", ["القطه في المدرسه", "الطاوله والكنبه", "الزمبليطه"])
def test_a_word_with_an_article_that_ends_in_heh_is_no_pronoun(text):
    tokens = pretrained().tokenize(text)
    assert not any("+ه" in token.subwords for token in tokens)


@LANGUAGES
@pytest.mark.parametrize("held_out", [{}, {"held_out_pair": True}, {"held_out_shape": True}])
def test_the_right_referent_is_a_candidate_in_the_corpus_s_own_sentences(language, held_out):
    model, missing, count = pretrained(), 0, 0
    for words, references in stream(Corpus(language), 1500, "candidates", **held_out):
        tokens = [model.tokenize(word)[0] for word in words]
        for row, target in references.items():
            count += 1
            missing += target not in candidates(tokens, row)
    assert missing <= 0.02 * count


@LANGUAGES
def test_no_candidate_is_the_pronoun_itself_or_an_adjective(language):
    model = pretrained()
    for words, _ in stream(Corpus(language), 300, "itself"):
        tokens = [model.tokenize(word)[0] for word in words]
        for row in referring(tokens):
            found = candidates(tokens, row)
            assert row not in found
            assert set(found) <= set(noun_positions(tokens)) or not set(noun_positions(tokens)) - {row}


@pytest.mark.parametrize(("name", "least"), [("ar", 0.93), ("en", 0.97), ("everyday.ar", 0.93), ("everyday.en", 0.93)])  # the goal is 0.95
def test_the_development_list_is_answered(name, least):
    path = Path(__file__).parents[1] / f"data/pronouns.{name}.toml"
    sentences = tomllib.loads(path.read_text("utf-8"))["sentences"]
    right = sum(referent(text, word) == expected for text, word, expected in sentences)
    assert right >= least * len(sentences)
