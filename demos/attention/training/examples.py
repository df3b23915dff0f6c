"""Training sentences as arrays, and the vocabulary that they need."""

import numpy as np

from demos.attention.corpus.corpus import stream
from demos.attention.model.tokenizer import UNKNOWN, normalise, tokenize

_FUNCTION_WORDS = "كان بقي طلع هو هي هما قال راح لان ان اصل عند شكل طعم ريحت بال بي علي لي من في مع زي قدام جنب ورا تحت فوق مش ما لسه محتاج عايز معرف مقدر".split()


def build_vocabulary(corpora, sample=6000):
    """Return ({stem: kind}, [affix, ...]) of all words in `sample` sentences of each corpus.

    kind  see tokenizer.Token
    """
    stems, affixes, texts = {}, {UNKNOWN}, set()
    for corpus in corpora:
        listed = corpus.grammar.lexicon(corpus) + [(word, "f") for word in _FUNCTION_WORDS if corpus.language == "ar"]
        for word, kind in listed:
            tokens = tokenize(word, stems)
            if tokens and (not tokens[0].known or (kind == "n" and tokens[0].kind not in "na")):
                stems[normalise(word)] = kind
        texts.update(word for sentence, *_ in stream(corpus, sample, "words") for word in sentence)
    for text in sorted(texts, key=lambda text: (len(text), text)):
        token = tokenize(text, stems)[0]
        if not token.known:
            stems[normalise(token.text)] = "f"
    for text in sorted(texts):
        affixes.update(s for s in tokenize(text, stems)[0].subwords if s[0] == "+" and len(s) > 1)
    return stems, sorted(affixes - {UNKNOWN})


class Examples:
    """Sentences as arrays. A word type is one spelling; all its tokens share a row of `rows`.

    rows          (types, K)  the rows of the embedding that a type's subwords have, padded with 0
    coefficients  (types, K)  what each row is multiplied by in the sum; 0 at the padding
    tokens        for each sentence, the types of its words
    nouns         for each sentence, the positions of its nouns
    references    for each sentence, [(position of the pronoun, position of its referent), ...]

    The sentences are sorted by length, so that a batch needs little padding.
    """

    def __init__(self, model, sentences):
        types, encoded = {}, []
        for words, _nouns, _references in sentences:
            encoded.append([types.setdefault(word, len(types)) for word in words])
        sums = [model.embedding_rows(tokenize(word, model.vocabulary)[0].subwords) for word in types]
        width = max(map(len, sums))
        self.rows = np.array([[row for row, _ in terms] + [0] * (width - len(terms)) for terms in sums])
        self.coefficients = np.array([[c for _, c in terms] + [0.0] * (width - len(terms)) for terms in sums], np.float32)
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        self.tokens = [np.array(encoded[i]) for i in order]
        self.references = [sorted(sentences[i][2].items()) for i in order]
        self.nouns = [sentences[i][1] for i in order]
        self.count = len(order)

    def batch(self, chosen):
        """Return (tokens (B, T), real (B, T), asked) of the sentences with these indices.

        For real and asked, see backprop.loss_and_gradients.
        """
        size = max(len(self.tokens[i]) for i in chosen)
        tokens, real, asked = np.zeros((len(chosen), size), int), np.zeros((len(chosen), size), bool), []
        for row, i in enumerate(chosen):
            tokens[row, : len(self.tokens[i])], real[row, : len(self.tokens[i])] = self.tokens[i], True
            asked += [(row, pronoun, referent) for pronoun, referent in self.references[i]]
        return tokens, real, tuple(np.array(asked).T)
