"""How Arabic spellings of one word are made equal: marks to remove, letters to replace.

A set of marks is a string of ranges for a regular expression's [...]. Sets can be added:
TASHKEEL + TATWEEL. Each caller names the sets that it removes, because they really differ: the
search also removes invisible characters, the attention demo also removes Quranic signs.
"""

import re
import unicodedata

TASHKEEL = "\u064b-\u0652"        # the vowel signs with tanween, shadda and sukun
RARE_TASHKEEL = "\u0653-\u065f\u0670"  # madda and hamza as separate signs, small alef, and others
QURANIC_SIGNS = "\u0610-\u061a"   # honorifics after a name, and small signs in the Quran's spelling
TATWEEL = "\u0640"                # the line that makes a word longer: كتـــاب
# Soft hyphen, zero-width characters, and the characters that set the direction of a text.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069"

# {letter: the letters that Egyptians write in its place}
SPELLINGS = {"ا": "أإآ", "ي": "ى", "ه": "ة"}
# The same for less common letters: hamza on waw and yeh, alef wasla, letters for foreign sounds.
RARE_SPELLINGS = {"ا": "ٱ", "و": "ؤ", "ي": "ئ", "ج": "گچ", "ف": "ڤ", "ب": "پ"}


def remove(marks, text):
    """Return the text without the characters of a set such as TASHKEEL + TATWEEL."""
    return re.sub(f"[{marks}]", "", text)


def normalise(text, marks, letters=None):
    """Return the spelling under which a text is compared: NFKC, lower case, without marks.

    marks    the set of characters to remove, such as TASHKEEL + TATWEEL
    letters  a table for str.translate, see letter_table; None replaces no letter
    """
    return remove(marks, unicodedata.normalize("NFKC", text)).lower().translate(letters or {})


def letter_table(*spellings):
    """Return the table for str.translate that replaces every variant by its letter.

    spellings  tables such as SPELLINGS
    """
    return {ord(variant): letter for table in spellings for letter, variants in table.items() for variant in variants}


def any_spelling(letter):
    """Return a regular expression that matches a letter in every one of its SPELLINGS."""
    for plain, variants in SPELLINGS.items():
        if letter in plain + variants:
            return f"[{plain}{variants}]"
    return re.escape(letter)


def is_mark(character):
    """Does the character take no room of its own: a mark on a letter, in any script, or tatweel?"""
    return character == TATWEEL or unicodedata.category(character).startswith("M")


def without_marks(text):
    """Return the text without the characters for which is_mark() is true."""
    return "".join(character for character in text if not is_mark(character))
