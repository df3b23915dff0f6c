"""Why it said that: the trace of an answer, in words."""

from demos.markup import element, join
from demos.strings import strings


def why(trace, language):
    """Return <details>: the rule's name in one line, and inside it every step to the answer."""
    texts = strings(language)["chatbot"]
    chosen = next((step for step in reversed(trace["steps"]) if step["outcome"] == "say"), None)
    rule = f"source_{trace['source']}"
    name = _name(chosen["keyword"], texts) if chosen else ""
    named = _say(texts[rule], keyword=name, line=trace["line"])
    steps = [*_heard(trace, texts), *_keywords(trace, texts)]
    for step in trace["steps"]:
        steps += _step(step, texts)
    steps += _memory(trace, texts)
    summary = element("summary", element("span", texts["why"]), " ", element("small", named))
    return element("details", summary, element("ol", *(element("li", step) for step in steps)), class_="why")


def _heard(trace, texts):
    if trace["dropped"]:
        yield _say(texts["trace_dropped"], words=_quote(trace["dropped"]))
    if trace["read"] and trace["read"] != trace["heard"]:
        yield _say(texts["trace_read"], words=_quote(trace["read"]))


def _keywords(trace, texts):
    if not trace["keywords"]:
        if trace["source"] not in ("silence", "too_long"):
            yield texts["trace_no_keyword"]
        return
    ranked = sorted(trace["keywords"], key=lambda found: -found["rank"])
    found = [
        element(
            "li",
            _say(texts[f"trace_{found['fate']}"], word=_name(found["word"], texts), rank=found["rank"]),
        )
        for found in ranked
    ]
    yield join(texts["trace_keywords"], element("ul", *found))


def _step(step, texts):
    if step["decomposition"]:
        slots = [element("li", _quote([slot]) if slot else texts["trace_empty"]) for slot in step["slots"]]
        cut = _say(
            texts["trace_decomposition"],
            keyword=_name(step["keyword"], texts),
            pattern=_code(step["decomposition"]),
            line=step["decomposition_line"],
        )
        own = _say(texts["trace_own"], keyword=_name(step["keyword"], texts)) if "@" in step["decomposition"] else None
        yield join(cut, own, element("ol", *slots, class_="slots"))
        yield _say(
            texts[f"trace_{step['outcome']}"],
            answer=_code(step["reassembly"]),
            goto=_name(step["goto"] or "", texts),
            turn=step["turn"],
            turns=step["turns"],
            line=step["reassembly_line"],
        )
    else:
        kind = "trace_link" if step["goto"] else "trace_no_match"
        yield _say(texts[kind], keyword=_name(step["keyword"], texts), goto=_name(step["goto"] or "", texts))


def _memory(trace, texts):
    if trace["stored"]:
        yield _say(texts["trace_stored"], text=_quote([trace["stored"]["text"]]), line=trace["stored"]["line"])
    if trace["recalled"]:
        recalled = trace["recalled"]
        yield _say(texts["trace_recalled"], count=trace["count"], line=recalled["line"])


def _say(template, **values):
    """Fill a sentence's {places} with text or Markup."""
    pieces = []
    for piece in template.split("{"):
        name, closed, rest = piece.partition("}")
        pieces += [values[name], rest] if closed else [piece]
    return join(*pieces)


def _name(word, texts):
    return element("bdi", texts["quoted"].format(word=word))


def _quote(words):
    return element("q", " ".join(words), dir="auto")


def _code(text):
    return element("code", text, dir="auto")
