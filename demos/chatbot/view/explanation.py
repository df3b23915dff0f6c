"""The explanation of an answer: its trace, as sentences in the reader's language."""

from demos.markup import element, fill, join
from demos.strings import strings


def explanation(trace, language):
    """Return <details>: its summary names the rule, and its content lists every step to the answer.

    trace  what Trace.as_json() returns
    """
    texts = strings(language)["chatbot"]
    chosen = next((step for step in reversed(trace["steps"]) if step["outcome"] == "say"), None)
    keyword = _name(chosen["keyword"], texts) if chosen else ""
    rule = fill(texts[f"source_{trace['source']}"], keyword=keyword, line=trace["line"])
    steps = [*_clause(trace, texts), *_keywords(trace, texts)]
    for step in trace["steps"]:
        steps += _step(step, texts)
    steps += _memory(trace, texts)
    if trace["line"]:
        label = texts["trace_show"].format(line=trace["line"])
        steps.append(element("button", label, type="button", data_show_line=trace["line"], data_live=True))
    summary = element("summary", element("span", texts["why"]), " ", element("small", rule))
    items = element("ol", *(element("li", step) for step in steps))
    return element("details", summary, items, class_="why")


def _clause(trace, texts):
    if trace["dropped"]:
        yield fill(texts["trace_dropped"], words=_quote(trace["dropped"]))
    if trace["read"] and trace["read"] != trace["heard"]:
        yield fill(texts["trace_read"], words=_quote(trace["read"]))


def _keywords(trace, texts):
    urgent = trace.get("urgent")  # a trace that an earlier version saved has none
    if urgent:
        file = element("bdi", urgent.get("file", ""))  # an earlier version saved none
        yield fill(texts["trace_urgent"], pattern=_code(urgent["pattern"]), file=file, line=urgent["line"])
        return
    if not trace["keywords"]:
        if trace["source"] not in ("silence", "too_long"):
            yield texts["trace_no_keyword"]
        return
    by_rank = sorted(trace["keywords"], key=lambda keyword: -keyword["rank"])
    sentences = [
        fill(texts[f"trace_{keyword['fate']}"], word=_name(keyword["word"], texts), rank=keyword["rank"])
        for keyword in by_rank
    ]
    yield join(texts["trace_keywords"], element("ul", *(element("li", sentence) for sentence in sentences)))


def _step(step, texts):
    keyword, goto = _name(step["keyword"], texts), _name(step["goto"] or "", texts)
    if not step["decomposition"]:
        kind = "trace_link" if step["goto"] else "trace_no_match"
        yield fill(texts[kind], keyword=keyword, goto=goto)
        return
    yield join(
        fill(
            texts["trace_decomposition"],
            keyword=keyword,
            pattern=_code(step["decomposition"]),
            line=step["decomposition_line"],
        ),
        fill(texts["trace_own"], keyword=keyword) if "@" in step["decomposition"] else None,
        element("ol", *(_slot(slot, texts) for slot in step["slots"]), class_="slots"),
    )
    yield fill(
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
        yield fill(texts["trace_stored"], text=_quote([stored["text"]]), line=stored["line"])
    if recalled:
        yield fill(texts["trace_recalled"], count=trace["count"], line=recalled["line"])


def _name(word, texts):
    return element("bdi", texts["quoted"].format(word=word))


def _quote(words):
    return element("q", " ".join(words), dir="auto")


def _code(text):
    return element("code", text, dir="auto")
