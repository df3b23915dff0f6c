"""The first pass over a message: which clause is kept, and which keywords stand on the stack."""


def scan(rules, words, trace):
    """Return (the words to work on, the stack of keywords) and write down how.

    words    tuple[Word, ...], not empty
    returns  (tuple[Word, ...], [(key, its record in trace.keywords), ...] top first)
    """
    trace.heard = [word.text for word in words]
    words = rules.before(words, rules.reader.words)
    kept, stack, top = [], [], 0
    for index, word in enumerate(words):
        if word.key in rules.delimiters:
            if stack:
                trace.dropped += [left.text for left in words[index + 1 :]]
                break
            trace.dropped += [left.text for left in kept]
            kept = []
            continue
        word = rules.known(word)
        keyword = rules.keywords.get(word.key)
        if keyword is None:
            kept.append(word)
            continue
        if keyword.transforms:
            found = {
                "word": word.text,
                "keyword": keyword.word,
                "rank": keyword.rank,
                "line": keyword.line,
                "fate": "passed",
            }
            trace.keywords.append(found)
            # Only a rank above all so far goes on top: 0 never does, not even first.
            stack.insert(0 if keyword.rank > top else len(stack), (word.key, found))
            top = max(top, keyword.rank)
        kept += rules.reader.words(keyword.become) if keyword.become else [word]
    trace.read = [word.text for word in kept]
    return tuple(kept), stack
