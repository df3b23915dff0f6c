"""The interface speaks both languages equally."""

import re

import pytest

from demos.strings import strings as demo_strings
from overrides.hooks.content import strings

SITE = strings.read()
ARABIC, ENGLISH = ({**SITE[language], **demo_strings(language)} for language in SITE)


def _keys(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_both_languages_have_the_same_keys_in_the_same_order():
    assert [key for key, _ in _keys(ARABIC)] == [key for key, _ in _keys(ENGLISH)]


@pytest.mark.parametrize("key, arabic, english", [(k, a, e) for (k, a), (_, e) in zip(_keys(ARABIC), _keys(ENGLISH), strict=True)])
def test_a_text_fills_the_same_places_in_both_languages(key, arabic, english):
    def places(text):
        return sorted(re.findall(r"\{\w+\}", str(text)))

    assert places(arabic) == places(english)
    assert str(arabic).strip(), key


def test_arabic_texts_are_arabic():
    def is_latin(text):
        letters = re.sub(r"\{\w+\}", "", str(text))
        return re.search("[A-Za-z]", letters) and not re.search("[\u0600-\u06ff]", letters)

    latin_only = [key for key, text in _keys(ARABIC) if is_latin(text)]
    # A locale is a code; the rest need a reason of their own.
    assert latin_only == ["locale.code"]
