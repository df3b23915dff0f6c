"""Forms of English verbs: tenses and negation."""

import re

_ACTIONS = [
    "{past}",
    "{past}",
    "{past}",
    "did not {base}",
    "did not {base}",
    "didn't {base}",
    "couldn't {base}",
    "could not {base}",
    "refused to {base}",
    "wanted to {base}",
    "did not want to {base}",
    "didn't want to {base}",
    "never {past}",
    "tried to {base}",
    "had to {base}",
    "stopped to {base}",
    "decided to {base}",
    "quickly {past}",
    "is not going to {base}",
    "will not {base}",
    "won't {base}",
    "{now}",
    "{do} not {base}",
    "can't {base}",
    "cannot {base}",
]


def many_form(phrase):
    """Return a verb phrase of one, such as "was broken" or "always lies", as it is said of many."""
    adverb, verb, rest = re.fullmatch(r"((?:always|never) )?(\S+)(.*)", phrase).groups(default="")  # type: ignore[union-attr]
    irregular = {"was": "were", "wasn't": "weren't", "is": "are", "does": "do", "doesn't": "don't", "has": "have", "fixes": "fix"}
    return adverb + (irregular.get(verb) or verb.removesuffix("s")) + rest


def action(verb, noun, rng):
    """Return a verb phrase that agrees with its subject."""
    if verb[0] == "said":
        return many_form(verb[1]) if noun.many and "group" not in noun.kinds else verb[1]
    _, base, past, _participle = verb
    head, *rest = base.split()
    now = base if noun.many else " ".join([head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s"), *rest])
    do = "do" if noun.many else "does"
    return rng.choice(_ACTIONS).format(base=base, past=past, now=now, do=do)
