"""Substitute words by other words: "my" becomes "your", كتابي becomes كتابك.

A table has two kinds of lines. What was substituted is not substituted again::

    "you are"  = "I am"        a phrase; longer phrases are tried before shorter ones
    "ب{verb}ك" = "بت{verb}ني"  an affix pattern (see affix_pattern.py); the first in the file that matches
"""

from dataclasses import dataclass

from demos.chatbot.eliza.affix_pattern import AffixPattern, insert_stem


@dataclass(frozen=True)
class Substitutions:
    """A table of substitutions.

    phrases         {keys of one or more words: the new text}
    affix_patterns  ((AffixPattern, the new text, with the stem still as {tag} or *), ...)
    unchanged       keys of words that affix_patterns do not change
    prefixes        joined words, such as و for "and", that stay before the new text
    longest_phrase  number of words of the longest phrase
    """

    phrases: dict[tuple[str, ...], str]
    affix_patterns: tuple[tuple[AffixPattern, str], ...]
    unchanged: frozenset[str]
    prefixes: tuple[str, ...]
    longest_phrase: int

    def apply(self, words, tokenize):
        """Return the words after all substitutions, as a tuple of Words.

        words     tuple[Word, ...]
        tokenize  how the new text is cut into words: Tokenizer.words
        """
        result, index = [], 0
        while index < len(words):
            length, text = self._substitution(words, index)
            result += [words[index]] if text is None else tokenize(text)
            index += length
        return tuple(result)

    def _substitution(self, words, index):
        """Return (number of words to replace, the new text, or None to leave one word as it is)."""
        word = words[index]
        keys = tuple(word.key for word in words[index : index + self.longest_phrase])
        for length in range(len(keys), 0, -1):
            for prefix in ("", *self.prefixes):
                phrase = (keys[0].removeprefix(prefix), *keys[1:length])
                if keys[0].startswith(prefix) and phrase in self.phrases:
                    prefix_text = word.text[: word.offsets[len(prefix)]]
                    return length, prefix_text + self.phrases[phrase]
        return 1, self._by_affix_pattern(word)

    def _by_affix_pattern(self, word):
        """Return the new text of one word, or None if no affix pattern changes it."""
        if not self.affix_patterns or word.key in self.unchanged:
            return None
        for prefix in ("", *self.prefixes):
            rest = word.with_key_end(word.key.removeprefix(prefix))
            if not word.key.startswith(prefix) or not rest.key:
                continue
            for affix_pattern, text in self.affix_patterns:
                # Nearly every word fails at the prefix, and this test of it is the fastest.
                if rest.key.startswith(affix_pattern.prefix) and rest.key in affix_pattern:
                    return word.text[: rest.offsets[0]] + insert_stem(text, affix_pattern.stem_of(rest).text)
        return None
