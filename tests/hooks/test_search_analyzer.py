"""A word's keys: words of one meaning have one in common, words of other meaning have none."""

import pytest

from overrides.hooks.search.analyzer import Analyzer, rules
from tests.support.queries import KEYS

ARABIC = Analyzer(rules("ar", []))


def words(text):
    return ARABIC.call("words", [text])[0]


def stored(word):
    return ARABIC.call("stored", [word])[0][-1]["keys"]


def asked(word, method="keys"):
    [form] = ARABIC.call("form", [word])
    return ARABIC.call(method, [form, word])[0]


@pytest.mark.parametrize("line", KEYS["alike"])
def test_words_of_one_meaning_find_each_other(line):
    of_one_meaning = [words(word)[-1] for word in line.split()]
    for text in of_one_meaning:
        for typed in of_one_meaning:
            assert set(stored(text)) & set(asked(typed)), (text, typed)


@pytest.mark.parametrize("line", KEYS["apart"])
def test_words_of_other_meaning_do_not(line):
    one, other = (words(word)[-1] for word in line.split())
    assert not set(stored(one)) & set(asked(other))


@pytest.mark.parametrize("text, wanted", KEYS["words"].items())
def test_a_text_is_cut_into_words(text, wanted):
    assert words(text) == wanted


@pytest.mark.parametrize("word", ["ء", "ءء", "ا", "و"])
def test_a_word_of_letters_that_are_left_out_elsewhere_has_a_key(word):
    assert asked(word) and asked(word, "buckets")
