"""Read [before] and [after] of a rule file: tables of substitutions."""

from demos.chatbot.eliza.forms import in_form
from demos.chatbot.eliza.substitute import Substitutions
from demos.chatbot.rulefile.alternatives import expand
from demos.chatbot.rulefile.pattern import parse_affix_pattern


def read_substitutions(table, unchanged, prefixes, notation, entry, form=0):
    """Return a table {words: the new text} as Substitutions.

    unchanged  keys of words that the affix patterns do not change
    entry      the table
    form       the form of the new texts; see forms.py
    Raises RulesError for an unknown tag.
    """
    keys = notation.keys
    phrases, affix_patterns = {}, []
    for words, both_forms in table.items():
        text = in_form(both_forms, form)
        try:
            affix_pattern = parse_affix_pattern(words, keys, notation.tags)
        except KeyError as error:
            raise entry.at(words).error("tag", tag=error.args[0]) from None
        if affix_pattern:
            affix_patterns.append((affix_pattern, text))
        else:
            phrases |= {keys(one): new for one, new in _pairs(words, text, entry.at(words))}
    return Substitutions(
        phrases=phrases,
        affix_patterns=tuple(affix_patterns),
        unchanged=frozenset(unchanged),
        prefixes=tuple(keys(" ".join(prefixes))),
        longest_phrase=max(map(len, phrases), default=0),
    )


def _pairs(words, text, entry):
    """Return [(words, text), ...] of all alternatives: both sides have equally many, or the text has only one."""
    try:
        left, right = expand(words), expand(text)
        if "(" in left[0] + right[0]:  # brackets with a space in them
            raise ValueError
        return list(zip(left, right * len(left) if len(right) == 1 else right, strict=True))
    except ValueError:
        raise entry.error("value", key=words) from None
