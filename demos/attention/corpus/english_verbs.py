"""Forms of English verbs: tenses and negation."""

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

_MANY = {"was": "were", "is": "are", "does": "do", "doesn't": "don't", "has": "have", "fits": "fit", "needs": "need", "blocks": "block"}  # the first word of a relation's verb


def action(verb, noun, rng):
    """Return a verb phrase that agrees with its subject."""
    if verb[0] == "said":
        first, *rest = verb[1].split()
        return " ".join([_MANY.get(first, first) if noun.many and "group" not in noun.kinds else first, *rest])
    _, base, past, _participle = verb
    head, *rest = base.split()
    now = base if noun.many else " ".join([head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s"), *rest])
    do = "do" if noun.many else "does"
    return rng.choice(_ACTIONS).format(base=base, past=past, now=now, do=do)
