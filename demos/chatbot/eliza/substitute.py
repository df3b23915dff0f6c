"""Put words in the place of words: "my" becomes "your", كتابي becomes كتابك.

A table has lines of two kinds, and what goes in is not replaced again::

    "you are"  = "I am"       these words, one after the other: the longest first
    "ب{verb}ك" = "بت{verb}ني"  a word so built (see stem.py): the first in the file that fits
"""

from dataclasses import dataclass

from demos.chatbot.eliza.affix_pattern import Stem, fill, stem


@dataclass(frozen=True)
class Swap:
    """A table, ready for use.

    phrases    {keys of one or more words: the text to put in}
    built      ((Stem, the text to put in), ...)
    unchanged  keys of words that `built` leaves alone
    prefixes   joined words, such as و for "and", that stay where they are
    longest    how many words the longest phrase has
    """

    phrases: dict[tuple[str, ...], str]
    built: tuple[tuple[Stem, str], ...]
    unchanged: frozenset[str]
    prefixes: tuple[str, ...]
    longest: int

    def __call__(self, words, read):
        """Return the words with every replacement made.

        words  tuple[Word, ...]
        read   how to cut the text put in into words again: Reader.words
        """
        done, index = [], 0
        while index < len(words):
            length, text = self._replacement(words, index)
            done += [words[index]] if text is None else read(text)
            index += length
        return tuple(done)

    def _replacement(self, words, index):
        """Return (how many words it stands for, the text, or None to leave one word as it is)."""
        word = words[index]
        keys = tuple(word.key for word in words[index : index + self.longest])
        for length in range(len(keys), 0, -1):
            for prefix in ("", *self.prefixes):
                phrase = (keys[0].removeprefix(prefix), *keys[1:length])
                if keys[0].startswith(prefix) and phrase in self.phrases:
                    joined = word.text[: word.at[len(prefix)]]
                    return length, joined + self.phrases[phrase]
        return 1, self._by_build(word)

    def _by_build(self, word):
        if word.key in self.unchanged:
            return None
        for prefix in ("", *self.prefixes):
            rest = word.known_as(word.key.removeprefix(prefix))
            if not word.key.startswith(prefix) or not rest.key:
                continue
            for form, put in self.built:
                if rest.key in form:
                    return word.text[: rest.at[0]] + fill(put, form.of(rest).text)
        return None


def swap(table, unchanged, prefixes, keys, tags):
    """Return a rule file's table, {words: words to put in}, as a Swap.

    keys  how words are cut and compared: Reader.keys
    tags  {tag: set of keys}
    Raises KeyError for a tag that is not there.
    """
    phrases, built = {}, []
    for words, put in table.items():
        form = stem(words, keys, tags)
        if form:
            built.append((form, put))
        else:
            phrases[keys(words)] = put
    longest = max(map(len, phrases), default=0)
    left, joined = frozenset(keys(" ".join(unchanged))), tuple(keys(" ".join(prefixes)))
    return Swap(phrases, tuple(built), left, joined, longest)
