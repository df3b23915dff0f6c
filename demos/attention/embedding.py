"""From words to vectors, by hand: nothing here was learned.

A trained model would read these numbers off a table that millions of sentences
have shaped. Ours are computed, so that a reader can check every one of them:

    letters    which pieces of two and three letters the word is made of
    place      where it stands in the sentence
    signs      what its spelling gives away (signs.py)
"""

import zlib

import numpy as np

from demos.attention.signs import SIGNS, plain, signs

LETTERS = 64  # slots that the pieces of words are scattered over
PLACE = 8     # four waves, a sine and a cosine each
PACES = 2.0 ** -np.arange(PLACE // 2)  # how fast each wave turns, in radians a word
WIDTH = LETTERS + PLACE + len(SIGNS)


def embed(words):
    """Return the vectors of a sentence: a list of T strings -> (T, WIDTH) float64."""
    spelled = np.array([letters(word) for word in words]).reshape(len(words), LETTERS)
    return np.concatenate([spelled, places(len(words)), signs(words)], axis=1)


def letters(word):
    """Return which pieces a word is made of: a string -> (LETTERS,), of length 1.

    The more pieces two words share, the nearer their dot product is to 1. Each
    piece is hashed to a slot and a sign (Weinberger et al. 2009, "Feature Hashing
    for Large Scale Multitask Learning"); crc32 gives every Python the same slots.
    """
    word = plain(word).replace("ة", "ه").replace("ى", "ي")  # as hurried writers do
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    word = f"<{word}>"  # so that a beginning is not taken for a middle
    vector = np.zeros(LETTERS)
    for size in (2, 3):
        for start in range(len(word) - size + 1):
            piece = zlib.crc32(word[start : start + size].encode("utf-8", "replace"))
            vector[piece % LETTERS] += 1 if piece & 0x8000_0000 else -1
    return vector / (np.linalg.norm(vector) or 1)


def places(count):
    """Return where each word stands: (count, PLACE), each row of length 1.

    Sines and cosines as in Vaswani et al. 2017, section 3.5, with wavelengths that
    suit a sentence. The nearer two words, the nearer their dot product is to 1.
    """
    angle = np.arange(count)[:, None] * PACES  # (count, PLACE / 2)
    return np.concatenate([np.sin(angle), np.cos(angle)], axis=1) / np.sqrt(PLACE / 2)
