"""The first pass over a message: find the clause to work on, and put its keywords on the stack."""


def scan(rules, words, trace):
    """Return (the words of the clause, the keyword stack), and write both into the trace.

    words    what [before] made of a message: tuple[Word, ...]
    returns  (tuple[Word, ...], [(key, its record in trace.keywords), ...] with the top first)
    """
    clause, stack, highest_rank = [], [], 0
    for index, word in enumerate(words):
        if word.key in rules.delimiters:
            if stack:
                trace.dropped += [left.text for left in words[index + 1 :]]
                break
            trace.dropped += [left.text for left in clause]
            clause = []
            continue
        word = rules.with_known_key(word)
        keyword = rules.keywords.get(word.key)
        if keyword is None:
            clause.append(word)
            continue
        if keyword.can_answer:
            record = {
                "word": word.text,
                "keyword": keyword.word,
                "rank": keyword.rank,
                "line": keyword.line,
                "fate": "passed",
            }
            trace.keywords.append(record)
            # Only a rank above all ranks so far goes on top. Rank 0 never does, not even as the first.
            stack.insert(0 if keyword.rank > highest_rank else len(stack), (word.key, record))
            highest_rank = max(highest_rank, keyword.rank)
        clause += rules.tokenizer.words(keyword.become) if keyword.become else [word]
    trace.read = [word.text for word in clause]
    return tuple(clause), stack
