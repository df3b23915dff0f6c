"""Spellings of one Arabic word become equal, and only the named marks are removed."""

import re

import pytest

from demos import arabic


@pytest.mark.parametrize(
    "marks, text, expected",
    [
        (arabic.TASHKEEL, "قِطَّةٌ كتـــاب", "قطة كتـــاب"),
        (arabic.TATWEEL, "قِطَّةٌ كتـــاب", "قِطَّةٌ كتاب"),
        (arabic.TASHKEEL, "رحمٰن", "رحمٰن"),
        (arabic.RARE_TASHKEEL, "رحمٰن", "رحمن"),
        (arabic.QURANIC_SIGNS, "محمد\u0610", "محمد"),
        (arabic.INVISIBLE, "نم\u200cوذج\u200f", "نموذج"),
    ],
)
def test_only_the_named_marks_are_removed(marks, text, expected):
    assert arabic.remove(marks, text) == expected


def test_spellings_of_one_word_become_equal():
    letters = arabic.letter_table(arabic.SPELLINGS)
    spellings = ["إلى", "الي", "اِلَى", "ألى", "ﺇﻟﻰ"]
    assert {arabic.normalise(text, arabic.TASHKEEL, letters) for text in spellings} == {"الي"}


def test_without_a_letter_table_no_letter_is_replaced():
    assert arabic.normalise("إلى AI", arabic.TASHKEEL) == "إلى ai"


@pytest.mark.parametrize("letter, matched, other", [("أ", "أإآا", "ب"), ("ا", "أإآا", "ى"), ("ى", "ىي", "ئ"), ("ه", "ةه", "ت"), (".", ".", "a")])
def test_a_letter_matches_all_its_spellings(letter, matched, other):
    pattern = re.compile(arabic.any_spelling(letter))
    assert all(map(pattern.fullmatch, matched)) and not pattern.fullmatch(other)


def test_marks_take_no_room():
    assert arabic.without_marks("قِطَّة") == "قطة"
    assert arabic.without_marks("كتـــاب e\u0301") == "كتاب e"
