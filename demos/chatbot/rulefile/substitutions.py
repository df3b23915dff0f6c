"""Read [before] and [after] of a rule file: tables of substitutions."""

from demos.chatbot.eliza.substitute import Substitutions
from demos.chatbot.rulefile.pattern import parse_affix_pattern


def read_substitutions(table, unchanged, prefixes, notation, entry):
    """Return a table {words: the new text} as Substitutions.

    entry  the table
    Raises RulesError for an unknown tag.
    """
    keys = notation.keys
    phrases, affix_patterns = {}, []
    for words, text in table.items():
        try:
            affix_pattern = parse_affix_pattern(words, keys, notation.tags)
        except KeyError as error:
            raise entry.at(words).error("tag", tag=error.args[0]) from None
        if affix_pattern:
            affix_patterns.append((affix_pattern, text))
        else:
            phrases[keys(words)] = text
    return Substitutions(
        phrases=phrases,
        affix_patterns=tuple(affix_patterns),
        unchanged=frozenset(keys(" ".join(unchanged))),
        prefixes=tuple(keys(" ".join(prefixes))),
        longest_phrase=max(map(len, phrases), default=0),
    )
