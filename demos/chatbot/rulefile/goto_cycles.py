"""Check the gotos of a rule file: each must lead to a keyword, and they must not form a cycle.

Without a cycle, no keyword is used twice for one answer, and so every answer ends.
"""

from demos.chatbot.rulefile.errors import RulesError


def check_gotos(keywords):
    """Raise RulesError for the first goto to a keyword that does not exist or that closes a cycle.

    keywords  {key: Keyword}; the goto of a Reassembly is a key
    """
    edges = {keyword.word: list(_gotos(keyword, keywords)) for keyword in keywords.values()}
    finished = set()
    for start in edges:
        _search(start, edges, finished)


def _gotos(keyword, keywords):
    """Yield (word of the keyword that a goto leads to, position of the goto)."""
    answers = [answer for rule in keyword.decompositions for answer in rule.reassemblies]
    for answer in filter(None, (*answers, keyword.goto)):
        if answer.goto is None:
            continue
        yield goto_target(answer, keywords).word, answer.position


def goto_target(answer, keywords):
    """Return the Keyword that the goto of a Reassembly leads to. Raises RulesError if there is none or it has no answer."""
    found = keywords.get(answer.goto)
    if found is None or not found.can_answer:
        raise RulesError("goto", *answer.position, word=answer.goto)
    return found


def _search(start, edges, finished):
    """Search depth first. Not recursive, because a file can chain more gotos than Python allows calls."""
    path, iterators = [start], [iter(edges[start])]
    while path:
        for word, position in iterators[-1]:
            if word in path:
                cycle = [*path[path.index(word) :], word]
                raise RulesError("loop", *position, path=" → ".join(cycle))
            if word not in finished:
                path.append(word)
                iterators.append(iter(edges[word]))
                break
        else:
            finished.add(path.pop())
            iterators.pop()
