"""Which memory rule is used: by a hash, so that it looks like chance and is not.

Weizenbaum's paper says the choice is random; his program squares the last word
of the message and keeps the middle bits (SLIP's HASH, von Neumann's middle
square). On the IBM 7094 a word of text was six characters of six bits, so a
longer one is judged by its last piece: EVERYBODY by "ODY   ".
"""

# The 7094's six-bit character code (BCD), in order; \0 where it had no character.
_BCD = (
    "0123456789\0='\0\0\0"
    "+ABCDEFGHI\0.)\0\0\0"
    "-JKLMNOPQR\0$*\0\0\0"
    " /STUVWXYZ\0,(\0\0\0"
)


def middle_square(word, classes):
    """Return a number from 0 to classes - 1 that depends on the word alone.

    >>> [middle_square(word, 4) for word in ("HERE", "PURPOSE", "FATHER")]
    [3, 1, 2]
    """
    word = word.upper()
    piece = word[(len(word) - 1) // 6 * 6 :][:6].ljust(6)
    datum = 0
    for character in piece:
        code = _BCD.find(character)
        datum = datum << 6 | (code if code >= 0 else ord(character) & 0o77)
    magnitude = datum & (1 << 35) - 1  # the 36th bit is the sign, and has no part in it
    bits = (classes - 1).bit_length()
    middle = magnitude**2 >> 35 - bits // 2 & (1 << bits) - 1
    return middle % classes
