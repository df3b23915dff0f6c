"""Before equation 1: a sentence falls into words, and words become vectors by their spelling."""

import numpy as np
import pytest

from demos.attention.embedding import WIDTH, embed, letters
from demos.attention.head import attend
from demos.attention.signs import signs
from demos.attention.tokens import MAX_WORDS, direction, split
from demos.strings import strings


def words(text):
    return [word.text for word in split(text)[0]]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("القطة مشربتش اللبن، لأنها كانت شبعانة.", ["القطة", "مشربتش", "اللبن", "لأنها", "كانت", "شبعانة"]),
        ("القِطَّةُ لَمْ تَشْرَبْ!", ["القِطَّةُ", "لَمْ", "تَشْرَبْ"]),
        ("كتـــاب جميـــل ـ", ["كتـــاب", "جميـــل"]),
        ("الـ Deep Learning محتاج Data-Sets كبيرة", ["الـ", "Deep", "Learning", "محتاج", "Data-Sets", "كبيرة"]),
        ("Don't stop: it’s “self-attention”, isn’t it?", ["Don't", "stop", "it’s", "self-attention", "isn’t", "it"]),
        ("سنة 2017 كان 3.14 و ١٢٫٥ و 50%", ["سنة", "2017", "كان", "3.14", "و", "١٢٫٥", "و", "50"]),
        ("🙂 👍🏽👩‍🚀🇪🇬 ❤️", ["🙂", "👍🏽", "👩‍🚀", "🇪🇬", "❤️"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("2 + 2 = 4", ["2", "+", "2", "=", "4"]),
        (" .,!؟،؛… ", []),
        ("", []),
    ],
)
def test_a_sentence_falls_into_words(text, expected):
    assert words(text) == expected


def test_words_and_what_stands_between_them_make_up_the_sentence():
    text = "«القطة»، (the cat) -- قالت: مياو!"
    pieces, rest = split(text)
    assert "".join(word.before + word.text for word in pieces) + rest == text


def test_a_long_sentence_and_a_long_word_are_cut():
    pieces, rest = split("كلمة " * 2000)
    assert len(pieces) == MAX_WORDS and len(rest) > 9000
    assert words("ب" * 10_000) == ["ب" * 23 + "…"]
    assert words("بَ" * 10_000)[0].endswith("بَ…")  # never between a letter and its mark


@pytest.mark.parametrize("text, expected", [("قطة cat", "rtl"), ("2017 cat قطة", "ltr"), ("🙂 12", None)])
def test_the_first_letter_sets_the_direction(text, expected):
    assert direction(text) == expected


def test_spelling_tells_gender_and_number():
    columns = signs("القطة مشربتش اللبن لأنه كان بايظ".split()).T.tolist()
    assert columns == [[1, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0], [1, 1, -1, -1, -1, 0], [0] * 6]
    columns = signs("The cats saw the bus because it was late".split()).T.tolist()
    assert columns[0] == [0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert columns[3] == [0, 1, 0, 0, -1, 0, -1, -1, 0]


@pytest.mark.parametrize("text", ["بيفهم الكلام المهم", "اللي فيه الموضوع", "glass was this"])
def test_words_that_only_look_like_pronouns_are_not(text):
    assert not signs(text.split())[:, 1].any()


def test_words_that_share_letters_are_near_and_tashkeel_makes_no_difference():
    assert letters("القِطَّة") @ letters("القطه") == pytest.approx(1)
    assert letters("drinking") @ letters("drink") > 0.4 > letters("drinking") @ letters("cat")
    assert embed([]).shape == (0, WIDTH)


def test_vectors_are_the_same_in_every_python():
    # Taken down once; Python's own hash() would change from run to run.
    assert np.flatnonzero(letters("قطة")).tolist() == [0, 10, 25, 31, 42, 60, 62]


@pytest.mark.parametrize(
    "sentence, pronoun, noun",
    [
        ("القطة مشربتش اللبن لأنها كانت شبعانة", "لأنها", "القطة"),
        ("القطة مشربتش اللبن لأنه كان بايظ", "لأنه", "اللبن"),
        ("البنت شكرت الولد في المدرسة لأنه ساعدها", "لأنه", "الولد"),
        ("The cats did not drink the milk because they were full", "they", "cats"),
        ("The cats did not drink the milk because it was sour", "it", "milk"),
    ],
)
def test_a_pronoun_looks_most_at_the_noun_that_agrees_with_it(sentence, pronoun, noun):
    row = attend(words(sentence))[words(sentence).index(pronoun)]
    assert words(sentence)[row.argmax()] == noun and row.max() > 0.5


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_tells_the_truth_about_the_sentence_that_defeats_it(language):
    found = words(strings(language)["attention"]["ready_3"])
    pronoun = signs(found)[:, 1].argmax()
    right, wrong = {"ar": ("القطة", "المية"), "en": ("cat", "milk")}[language]
    row = dict(zip(found, attend(found)[pronoun]))
    assert row[wrong] == max(row.values()) and sorted(row, key=row.get)[-2] == right
