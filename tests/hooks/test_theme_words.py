"""The theme's own words are ours in Arabic: Material has them in formal Arabic, and where a key is missing it shows English."""

import re
from pathlib import Path

import material

from tests.support.live_demos import is_arabic
from tests.support.project import ROOT

FILE = "partials/languages/ar.html"
# Keys whose values are no words.
SETTINGS = {"language", "direction", "search.config.pipeline"}


def words(path):
    return dict(re.findall(r'^  "([\w.]+)": "([^"]*)"', path.read_text("utf-8"), re.M))


def test_our_arabic_words_of_the_theme_are_for_exactly_its_keys():
    ours, theirs = words(ROOT / "overrides" / FILE), words(Path(material.__file__).parent / "templates" / FILE)
    assert ours.keys() == theirs.keys()
    for key, word in ours.items():
        assert word == theirs[key] if key in SETTINGS else is_arabic(word), key
        assert ("#" in word) == ("#" in theirs[key]), f"{key}: # is the number"
