"""The page shows a sentence as the reader wrote it, although the tokens have no vowel signs."""

import pytest

from demos.attention.model.pretrained import pretrained
from demos.attention.view.display_words import MAX_LETTERS, display_words
from demos.text import direction


def read(text):
    return display_words(text, pretrained().tokenize(text))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("القطة مشربتش اللبن، لأنها كانت شبعانة.", ["القطة", "مشربتش", "اللبن", "لأنها", "كانت", "شبعانة"]),
        ("القِطَّةُ لَمْ تَشْرَبْ!", ["القِطَّةُ", "لَمْ", "تَشْرَبْ"]),
        ("كتـــاب جميـــل ـ", ["كتـــاب", "جميـــل"]),
        ("الـ Deep Learning محتاج", ["الـ", "Deep", "Learning", "محتاج"]),
        ("Don't stop: it’s “fun”, isn’t it?", ["Don't", "stop", "it’s", "fun", "isn’t", "it"]),
        ("سنة 2017 و ١٢", ["سنة", "2017", "و", "١٢"]),
        (" .,!؟،؛… ", []),
        ("", []),
    ],
)
def test_words_are_shown_with_their_marks(text, expected):
    assert [word.text for word in read(text)[0]] == expected


@pytest.mark.parametrize("text", ["«القطة»، (the cat) -- قالت: مياو!", "قِطَّةٌ🙂cat", "a-b a.b a_b", "🙂 x"])
def test_words_and_the_text_between_them_are_the_whole_sentence(text):
    words, rest = read(text)
    assert "".join(word.before + word.text for word in words) + rest == text


def test_a_long_word_is_cut_but_not_between_a_letter_and_its_marks():
    assert read("ب" * 400)[0][0].text == "ب" * (MAX_LETTERS - 1) + "…"
    assert read("بَ" * 200)[0][0].text.endswith("بَ…")


@pytest.mark.parametrize("text, expected", [("قطة cat", "rtl"), ("2017 cat قطة", "ltr"), ("🙂 12", None)])
def test_the_first_letter_sets_the_direction(text, expected):
    assert direction(text) == expected

