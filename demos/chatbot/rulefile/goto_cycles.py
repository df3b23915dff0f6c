"""Follow every goto of a rule file: each must lead to a keyword, and none in a circle.

So the keywords that one answer passes through never repeat, and every answer ends.
"""

from demos.chatbot.rulefile.errors import RulesError


def check_gotos(keywords):
    """Raise RulesError for the first goto that leads nowhere, or back to where it came from.

    keywords  {key: Keyword}; the gotos are keys already
    """
    edges = {keyword.word: list(_gotos(keyword, keywords)) for keyword in keywords.values()}
    done = set()
    for start in edges:
        _walk(start, edges, done)


def _gotos(keyword, keywords):
    """Yield (word of the keyword gone to, place of the goto)."""
    answers = [answer for rule in keyword.decompositions for answer in rule.reassemblies]
    for answer in filter(None, (*answers, keyword.goto)):
        if answer.goto is None:
            continue
        to = keywords.get(answer.goto)
        if to is None or not to.transforms:
            raise RulesError("goto", *answer.place, word=answer.goto)
        yield to.word, answer.place


def _walk(start, edges, done):
    """Depth first, without recursion: a file may chain more keywords than Python may calls."""
    path, waiting = [start], [iter(edges[start])]
    while path:
        for word, place in waiting[-1]:
            if word in path:
                circle = [*path[path.index(word) :], word]
                raise RulesError("loop", *place, path=" → ".join(circle))
            if word not in done:
                path.append(word)
                waiting.append(iter(edges[word]))
                break
        else:
            done.add(path.pop())
            waiting.pop()
