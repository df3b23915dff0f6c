"""A word's keys: words of one meaning have one in common, words of other meaning have none."""

import pytest

from overrides.hooks.search import analyzer
from tests.support.queries import KEYS


def stored(word):
    return analyzer.keys(analyzer.form(word), "ar")


def asked(word):
    return analyzer.keys(analyzer.form(word), "ar", word)


@pytest.mark.parametrize("line", KEYS["alike"])
def test_words_of_one_meaning_find_each_other(line):
    words = [analyzer.words(word)[-1] for word in line.split()]
    for text in words:
        for typed in words:
            assert set(stored(text)) & set(asked(typed)), (text, typed)


@pytest.mark.parametrize("line", KEYS["apart"])
def test_words_of_other_meaning_do_not(line):
    one, other = (analyzer.words(word)[-1] for word in line.split())
    assert not set(stored(one)) & set(asked(other))


@pytest.mark.parametrize("text, words", KEYS["words"].items())
def test_a_text_is_cut_into_words(text, words):
    assert analyzer.words(text) == words


@pytest.mark.parametrize("word", ["ء", "ءء", "ا", "و"])
def test_a_word_of_letters_that_are_left_out_elsewhere_has_a_key(word):
    form = analyzer.form(word)
    assert analyzer.keys(form, "ar", word) and analyzer.buckets(form, "ar", word)
