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
    if trace["line"]:
        words = texts["trace_show"].format(line=trace["line"])
        steps.append(element("button", words, type="button", data_show_line=trace["line"], data_live=True))
    summary = element("summary", element("span", texts["why"]), " ", element("small", named))
    listed = element("ol", *(element("li", step) for step in steps))
    return element("details", summary, listed, class_="why")


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
    said = [
        _say(texts[f"trace_{one['fate']}"], word=_name(one["word"], texts), rank=one["rank"])
        for one in ranked
    ]
    yield join(texts["trace_keywords"], element("ul", *(element("li", one) for one in said)))


def _step(step, texts):
    keyword, goto = _name(step["keyword"], texts), _name(step["goto"] or "", texts)
    if not step["decomposition"]:
        kind = "trace_link" if step["goto"] else "trace_no_match"
        yield _say(texts[kind], keyword=keyword, goto=goto)
        return
    yield join(
        _say(
            texts["trace_decomposition"],
            keyword=keyword,
            pattern=_code(step["decomposition"]),
            line=step["decomposition_line"],
        ),
        _say(texts["trace_own"], keyword=keyword) if "@" in step["decomposition"] else None,
        element("ol", *(_slot(slot, texts) for slot in step["slots"]), class_="slots"),
    )
    yield _say(
        texts[f"trace_{step['outcome']}"],
        answer=_code(step["reassembly"]),
        goto=goto,
        turn=step["turn"],
        turns=step["turns"],
        line=step["reassembly_line"],
    )


def _slot(slot, texts):
    return element("li", _quote([slot]) if slot else texts["trace_empty"])


def _memory(trace, texts):
    stored, recalled = trace["stored"], trace["recalled"]
    if stored:
        yield _say(texts["trace_stored"], text=_quote([stored["text"]]), line=stored["line"])
    if recalled:
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
