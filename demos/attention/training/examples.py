"""Training sentences as arrays, and the vocabulary that they need."""

from functools import cached_property

import numpy as np

from demos.attention.corpus.corpus import stream
from demos.attention.model.agreement import candidates, noun_positions
from demos.attention.model.tokenizer import AGREEMENT, CLITICS, NAME, UNKNOWN, has_row, normalise, parts, tokenize

_FUNCTION_WORDS = "كان بقي طلع هو هي هما قال راح لان ان اصل عند شكل طعم ريحت بال بي علي لي من في مع زي قدام جنب ورا تحت فوق مش ما لسه محتاج عايز اللي".split()

# (kind, affix) of the forms that need no entry of their own, because they are a stem and this affix.
_REGULAR = {("n", "+ة"), ("a", "+ة"), ("a", "+ين"), ("v", "+ت"), ("v", "+وا"), ("v", "+ed"), ("v", "+s"), ("v", "+ing")}


def build_vocabulary(corpora, sample=6000):
    """Return ({stem: entry}, [affix, ...]) of all words in `sample` sentences of each corpus.

    entry  see tokenizer.tokenize
    """
    stems, affixes, texts = {}, {UNKNOWN, NAME, *AGREEMENT.values()}, set()
    for corpus in corpora:
        for word, kind, letters in [(word, "f", "") for word in _FUNCTION_WORDS if corpus.language == "ar"] + corpus.words.lexicon(corpus):
            _add(stems, word, kind, letters, corpus.language)
        texts.update(word for sentence, *_ in stream(corpus, sample, "words") for word in sentence)
    for text in sorted(texts, key=lambda text: (len(text), text)):
        token = tokenize(text, stems)[0]
        if not token.known and text[:2] != "أل":  # ألطف: its letters are those of the article, too
            verb = token.kind == "v" and not set(CLITICS) & set(token.subwords)
            stems[normalise(token.text).removeprefix("" if verb else "ال")] = f"v:{token.refers}" if verb else "f:"
    for corpus in corpora:
        _add_kinds(stems, corpus)
    subwords = {subword for text in texts for subword in tokenize(text, stems)[0].subwords}
    affixes.update(s for s in subwords if s[0] == "+" and len(s) > 1)
    for stem in stems.keys() - subwords:
        if has_row(stems[stem]):
            kind, letters, kinds = parts(stems[stem])
            stems[stem] = f"{kind}:{letters}:{' '.join([*kinds.split(), '-'])}"
    return stems, sorted(affixes - {UNKNOWN})


def _add(stems, word, kind, letters, language):
    """Add a word of a lexicon to the vocabulary, unless it is there already as a stem with affixes."""
    spelling = normalise(word)
    if kind == "@":
        token = tokenize(word, stems)[0]
        if language == "ar" and token.known and set(token.kind) & set("avf") and token.kind != "nv" and (spelling in stems or "+ة" in token.subwords):
            kind, letters = "n", letters.upper()  # كريم: the sentence decides
            stems.setdefault(spelling, "a:")
        elif spelling in stems and stems[spelling][0] != "@":  # "Rose" is a name, and "rose" a flower
            spelling = "@" + spelling
    if spelling in stems:
        old_kind, _, old_letters = stems[spelling].partition(":")
        # Without letters a word agrees with everything; so do the two words that share this spelling.
        both = "".join(sorted({*old_letters, *letters})) if old_letters and letters else old_letters or letters
        stems[spelling] = f"{''.join(sorted({*old_kind, kind}))}:{both}"
        return
    token = tokenize(word, stems)[0]
    affixes = [subword for subword in token.subwords[1:] if subword[0] == "+" and subword not in AGREEMENT.values()]
    negated = kind == "v" and affixes[:1] == ["+م"] and "+ش" in affixes
    if token.known and kind in token.kind and (negated or (len(affixes) == 1 and (kind, affixes[0]) in _REGULAR)):
        found = token.agreement if kind == "n" else token.refers
        if language == "en" or set(found) & set("mfnp") == set(letters) & set("mfnp"):
            return
    stems[spelling] = f"{kind}:{letters}"


def _add_kinds(stems, corpus):
    """Add to the entries: the kinds of each noun, "*" if a relation names the noun itself, and what predicates suit."""
    known = {kind for noun in corpus.nouns for kind in noun.kinds}
    named = {kind for relation in corpus.relations for kind in (*relation[1], *relation[2])} - known
    found = [(noun.word, {*noun.kinds, *({"*"} if noun.word in named else ())}) for noun in corpus.nouns if not noun.name]
    found += [(form, {"~" + kind for kind in kinds & known}) for predicate, kinds in corpus.predicates for form in corpus.words.single_words(predicate)]
    for word, kinds in found:
        stem = tokenize(word, stems)[0].subwords[0]
        if stem in stems:
            kind, letters, old = parts(stems[stem])
            stems[stem] = f"{kind}:{letters}:{' '.join(sorted({*old.split(), *kinds}))}"


class Examples:
    """Sentences as arrays. A word type is one spelling; all its tokens have the same vector.

    rows          (terms,)    the rows of the embedding that the types' subwords have, one type after another
    coefficients  (terms, 1)  what each row is multiplied by in the sum
    lengths       (types,)    how many terms the sum of each type has
    starts        (types,)    where in rows its first term is
    tokens        for each sentence, the types of its words
    types         the Token of each type
    references    for each sentence, [(position of the pronoun, position of its referent), ...]

    The sentences are sorted by length, so that a batch needs little padding.
    """

    def __init__(self, model, sentences):
        types, encoded = {}, []
        for words, _references in sentences:
            encoded.append([types.setdefault(word, len(types)) for word in words])
        self.types = [tokenize(word, model.vocabulary)[0] for word in types]
        sums = [model.embedding_rows(token.subwords) for token in self.types]
        self.rows = np.array([row for terms in sums for row, _ in terms])
        self.coefficients = np.array([c for terms in sums for _, c in terms], np.float32)[:, None]
        self.lengths = np.array([len(terms) for terms in sums])
        self.starts = self.lengths.cumsum() - self.lengths
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        self.tokens = [np.array(encoded[i]) for i in order]
        self.references = [sorted(sentences[i][1].items()) for i in order]
        self.count = len(order)

    @cached_property
    def candidates(self):
        """For each sentence, [positions that the pronoun may refer to, ...], in the order of references."""
        return [
            [candidates([self.types[type_] for type_ in tokens], pronoun, nouns) for pronoun, _ in references]
            for tokens, references, nouns in zip(self.tokens, self.references, self.nouns, strict=True)
        ]

    @cached_property
    def nouns(self):
        """For each sentence, the positions of its nouns, as the page finds them."""
        return [noun_positions([self.types[type_] for type_ in tokens]) for tokens in self.tokens]

    def terms(self, tokens):
        """Return (type_of, lengths, rows, coefficients): the types among the tokens, and their terms, one type after another.

        tokens   (B, T)   see batch()
        type_of  (B, T)   the type of each token, numbered from 0 in this batch
        lengths  (types,) how many of the terms each type has
        """
        types, type_of = np.unique(tokens, return_inverse=True)
        lengths = self.lengths[types]
        index = np.arange(lengths.sum()) + np.repeat(self.starts[types] - lengths.cumsum() + lengths, lengths)
        return type_of.reshape(tokens.shape), lengths, self.rows[index], self.coefficients[index]

    def batch(self, chosen):
        """Return (tokens (B, T), real (B, T), nouns (B, T), asked) of the sentences with these indices.

        For real and asked, see backprop.loss_and_gradients.
        """
        size = max(len(self.tokens[i]) for i in chosen)
        shape, asked = (len(chosen), size), []
        tokens, real, nouns = np.zeros(shape, int), np.zeros(shape, bool), np.zeros(shape, bool)
        for row, i in enumerate(chosen):
            tokens[row, : len(self.tokens[i])], real[row, : len(self.tokens[i])] = self.tokens[i], True
            nouns[row, self.nouns[i]] = True
            asked += [(row, pronoun, referent) for pronoun, referent in self.references[i]]
        return tokens, real, nouns, tuple(np.array(asked).T)
