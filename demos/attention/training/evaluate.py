"""How good is it? The figures that stand on the page, from sentences it was not trained on.

Two tests a language. "pairs": the noun and what is said of it never stood together in training
as referent and predicate. "shapes": the sentence's build was never used in training. "both": neither.
"""

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.training.trainer import Examples, score

TESTS = {
    "pairs": {"held_out_pair": True},
    "shapes": {"held_out_shape": True},
    "both": {"held_out_pair": True, "held_out_shape": True},
}


def best_head(model, corpora, count=500):
    """Return the (layer, head) that most often looks at the referent, found on sentences like those
    it was trained on, so that the tests have no part in the choice."""
    sums = {}
    for corpus in corpora:
        for head, share in score(model, Examples(model, stream(corpus, count, "choose")))["heads"].items():
            sums[head] = sums.get(head, 0) + share
    return max(sums, key=sums.__getitem__)


def figures(model, languages=("ar", "en"), count=1500):
    """Return {"head": [layer, head], "ar": {"pairs": {"accuracy", "looks", "count"}, ...}, "en": ...}.

    accuracy  how often the referent gets the most points among all the words of the sentence
    looks     how often the best head's largest weight among the nouns, in the pronoun's row, is the referent's
    count     how many pronouns were asked about
    """
    corpora = [Corpus(language) for language in languages]
    head = best_head(model, corpora)
    found: dict = {"head": list(head)}
    for corpus in corpora:
        found[corpus.language] = {}
        for name, held_out in TESTS.items():
            result = score(model, Examples(model, stream(corpus, count, "test", **held_out)))
            found[corpus.language][name] = {
                "accuracy": result["accuracy"],
                "looks": result["heads"][head],
                "count": result["count"],
            }
    return found
