"""The hash that selects a memory rule. It looks random, but the same message always gets the same rule.

Weizenbaum's paper says the rule is selected at random. His program squares the last
word of the message and takes the middle bits (SLIP's HASH, von Neumann's middle
square). On the IBM 7094 a machine word held six characters of six bits, so a longer
word was split into pieces of six, and only its last piece is hashed: EVERYBODY by "ODY   ".
"""

# The six-bit character code (BCD) of the 7094, in order; \0 where the code has no character.
_BCD = (
    "0123456789\0='\0\0\0"
    "+ABCDEFGHI\0.)\0\0\0"
    "-JKLMNOPQR\0$*\0\0\0"
    " /STUVWXYZ\0,(\0\0\0"
)


def middle_square(word, classes):
    """Return a number from 0 to classes - 1 that depends only on the word.

    >>> [middle_square(word, 4) for word in ("HERE", "PURPOSE", "FATHER")]
    [3, 1, 2]
    """
    word = word.upper()
    piece = word[(len(word) - 1) // 6 * 6 :][:6].ljust(6)
    datum = 0
    for character in piece:
        code = _BCD.find(character)
        datum = datum << 6 | (code if code >= 0 else ord(character) & 0o77)
    magnitude = datum & (1 << 35) - 1  # the 36th bit is the sign; it is not used
    bits = (classes - 1).bit_length()
    middle = magnitude**2 >> 35 - bits // 2 & (1 << bits) - 1
    return middle % classes
