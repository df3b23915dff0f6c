"""The encoder and its gradients are what the documentation says, and the shipped model works."""

import json
import tomllib

import numpy as np
import pytest

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.agreement import noun_positions
from demos.attention.model.core import scaled_dot_product_attention, softmax
from demos.attention.model.encoder import SCALE, Hyperparameters
from demos.attention.model.model import Model
from demos.attention.model.pretrained import METRICS
from demos.attention.model.tokenizer import AGREEMENT, referring, tokenize
from demos.attention.training import measure
from demos.attention.training.backprop import loss_and_gradients
from demos.attention.training.evaluate import TESTS
from demos.attention.training.examples import Examples, build_vocabulary
from demos.attention.training.muon import orthogonal
from demos.attention.training.train import WEIGHTS
from demos.attention.training.trainer import Trainer


@pytest.fixture(scope="module")
def model():
    return Model.load(WEIGHTS)


def test_every_gradient_is_the_slope_of_the_loss():
    hyperparameters = Hyperparameters(d=8, heads=2, layers=3, hidden=12)
    rng = np.random.default_rng(0)
    parameters = {n: a.astype(np.float64) for n, a in Model.random(hyperparameters, {}, [], 1).parameters.items()}
    vectors, real = rng.standard_normal((3, 5, 8)), np.ones((3, 5), bool)
    real[1, 4:] = False  # a sentence shorter than the others
    asked = np.array([0, 0, 1, 2]), np.array([3, 4, 2, 1]), np.array([0, 1, 0, 4])
    kept, candidates = rng.random((4, hyperparameters.heads)) * 2, rng.random((3, 1, 5)) < 0.6
    _, gradients, d_vectors, _ = loss_and_gradients(hyperparameters, parameters, vectors, real, candidates, asked, kept)
    for name, gradient in [*gradients.items(), ("vectors", d_vectors)]:
        array = vectors if name == "vectors" else parameters[name]
        for at in list(np.ndindex(array.shape))[::11]:
            value, slope = array[at], 0.0
            for step in (1e-5, -1e-5):
                array[at] = value + step
                slope += loss_and_gradients(hyperparameters, parameters, vectors, real, candidates, asked, kept)[0] / (2 * step)
            array[at] = value
            assert slope == pytest.approx(gradient[at], rel=1e-5, abs=1e-6), name


def test_a_step_of_muon_turns_all_directions_equally_far():
    for shape in ((2, 8, 8), (2, 8, 20), (2, 20, 8)):
        matrices = np.random.default_rng(1).standard_normal(shape) * np.geomspace(1, 0.1, shape[2])
        for matrix, step in zip(matrices, orthogonal(matrices), strict=True):
            before, after = (np.linalg.svd(one, compute_uv=False) for one in (matrix, step))
            assert before.max() > 3 * before.min()
            assert after.min() > 0.6 and after.max() < 1.3  # what the five steps of the iteration reach
            assert (step * matrix).sum() > 0


def test_the_forward_pass_is_what_the_documentation_says(model):
    """The equations of encoder.py once more, word by word, with loops, in double precision."""
    found = model.tokenize("The cat did not drink the milk because it was sour")
    hyper, p = model.hyperparameters, {n: a.astype(np.float64) for n, a in model.parameters.items()}
    d, width, nouns = hyper.d, hyper.d // hyper.heads, [1, 6]

    def norm(x, name):
        return (x - x.mean()) / np.sqrt(x.var() + 1e-5) * p[name + ".scale"] + p[name + ".shift"]

    x0 = [sum(p["embedding"][r] * c for r, c in model.embedding_rows(token.subwords)) for token in found]
    for t, vector in enumerate(x0):
        for i in range(0, d, 2):
            vector[i] += np.sin(t / 10000 ** (i / d))
            vector[i + 1] += np.cos(t / 10000 ** (i / d))
        vector += p["order"][nouns.index(t)] if t in nouns else 0
    x = [vector.copy() for vector in x0]
    for layer in range(hyper.layers):
        last = layer == hyper.layers - 1
        h = [norm(vector, f"{layer}.norm1") for vector in x]
        q, k = ([vector @ p[f"{layer}.{n}"] for vector in h] for n in ("query", "key"))
        v = [vector @ p[f"{layer}.value"] for vector in ([vector * (i in nouns) for i, vector in enumerate(x0)] if last else h)]
        if last:  # in each head, a value has length 1
            v = [np.concatenate([one / max(np.linalg.norm(one), 1e-6) for one in np.split(value, hyper.heads)]) for value in v]
        looked_at = nouns if last else range(len(x))
        mixed = [np.zeros(d) for _ in x]
        for head in range(hyper.heads):
            part = slice(head * width, (head + 1) * width)
            for t in range(len(x)):
                raised = np.exp([q[t][part] @ k[i][part] / np.sqrt(width) for i in looked_at])
                mixed[t][part] = sum(weight * v[i][part] for weight, i in zip(raised / raised.sum(), looked_at))
        if last:
            logits = np.array([[SCALE * (m @ value) for value in v] for m in mixed])
            break
        for t in range(len(x)):
            x[t] = x[t] + mixed[t] @ p[f"{layer}.output"]
            h2 = norm(x[t], f"{layer}.norm2")
            x[t] = x[t] + np.maximum(h2 @ p[f"{layer}.w1"] + p[f"{layer}.b1"], 0) @ p[f"{layer}.w2"] + p[f"{layer}.b2"]
    answers = np.exp(logits - logits.max(1, keepdims=True))
    answers /= answers.sum(1, keepdims=True)
    results = model.encode(found)
    np.testing.assert_allclose(softmax(results["logits"]), answers, atol=1e-5)
    # The candidates, in every row, are the two nouns.
    answers = [[row[i] / row[nouns].sum() if i in nouns else 0 for i in range(len(found))] for row in answers]
    np.testing.assert_allclose(results["answers"], answers, atol=1e-5)


def test_the_attention_that_is_passed_is_used_in_every_layer(model):
    calls = []

    def uniform(q, k, v, mask):
        calls.append(q.shape)
        return scaled_dot_product_attention(q * 0, k, v, mask)

    tokens = model.tokenize("The cat saw milk")
    *layers, last = model.encode(tokens, attention=uniform)["layers"]
    assert len(calls) == model.hyperparameters.layers
    assert all(np.allclose(layer["weights"], 1 / 4) for layer in layers)
    np.testing.assert_allclose(last["weights"], np.tile([0, 1 / 2, 0, 1 / 2], (model.hyperparameters.heads, 4, 1)))  # only nouns
    *layers, last = model.encode(tokens)["layers"]
    assert not any(np.allclose(layer["weights"], 1 / 4) for layer in layers)
    assert not np.allclose(last["weights"][..., 1], 1 / 2)


@pytest.mark.parametrize(
    ("text", "asked", "referent"),
    [
        ("The cat did not drink the milk because it was hungry.", "it", "cat"),
        ("The cat did not drink the milk because it was sour.", "it", "milk"),
        ("القطة مشربتش اللبن عشان كانت شبعانة", "كانت", "القطة"),
        ("القطة مشربتش اللبن عشان كان حامض", "كان", "اللبن"),
        ("الكلب ماكلش اللحم عشان كان شبعان", "كان", "الكلب"),
        ("الكلب ماكلش اللحم عشان كان بايظ", "كان", "اللحم"),
    ],
)
def test_one_word_turns_the_pronoun_from_one_noun_to_the_other(model, text, asked, referent):
    found = model.tokenize(text)
    texts = [word.text for word in found]
    row = model.encode(found)["answers"][texts.index(asked)]
    assert texts[row.argmax()] == referent


@pytest.mark.parametrize(
    ("text", "asked", "referent", "ends"),
    [
        ("أحمد شكر كريم لأنه ساعده", "لأنه", "كريم", ("في الشغل", "امبارح", "طول اليوم", "في الآخر")),
        ("البنت مركبتش العربية لأنها كانت عطلانة", "لأنها", "العربية", ("من الصبح", "في الشارع", "امبارح")),
        ("Ahmed thanked Karim because he helped him", "he", "Karim", ("at work", "yesterday", "all day", "in the end")),
        ("The dog did not eat the meat because it was burnt", "it", "meat", ("yesterday", "today", "again")),
    ],
)
def test_words_after_the_predicate_do_not_turn_the_pronoun(model, text, asked, referent, ends):
    for end in ("", *ends):
        found = model.tokenize(f"{text} {end}")
        words = [token.text for token in found]
        assert words[model.encode(found)["answers"][words.index(asked)].argmax()] == referent, end


@pytest.mark.parametrize(
    ("written", "subwords"),
    [
        ("مشربتهوش", ("شرب", "+م", "+ت", "+ه", "+ش")),
        ("مَشرِبتش", ("شرب", "+م", "+ت", "+ش")),
        ("didn't", ("did", "+n't")),
        ("cats", ("cat", "+s")),
    ],
)
def test_a_word_is_the_sum_of_its_subwords(model, written, subwords):
    (token,) = tokenize(written, model.vocabulary)
    signs = AGREEMENT.values()  # of gender and number; tests/demos/test_attention_agreement.py tests them
    assert tuple(s for s in token.subwords if s[0] != "#" and s not in signs and s[:2] not in ("+=", "+~")) == subwords


def test_nouns_and_adjectives_have_subwords_for_kinds(model):
    kinds = [[s for s in token.subwords if s[:2] in ("+=", "+~")] for token in model.tokenize("the cats drank sour milk")]
    assert kinds == [[], ["+=animal"], [], ["+~drink", "+~food", "+~plant"], ["+=drink"]]
    kinds = [[s for s in token.subwords if s[:2] in ("+=", "+~")] for token in model.tokenize("القطة مشربتش اللبن الحامض")]
    assert kinds == [["+=animal"], [], ["+=drink"], ["+~drink", "+~food", "+~matter", "+~plant", "+~supply"]]


def test_an_unknown_word_is_marked_and_still_has_a_vector(model):
    found = model.tokenize("the wug ate xyzzy")
    assert [w.known for w in found] == [True, False, True, False]
    assert np.abs(model.encode(found)["x"][1]).max() > 0


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the dog ate because it was hungry", "it"),
        ("الولد جاب الكتاب وقراه", "وقراه"),
        ("القطة هربت عشان خافت", "خافت"),
        ("الولد خاف من الكلب فجري منه", "منه"),
        ("البنت حطت الوردة في الفازة لأن فيها مية", "فيها"),
        ("القطة شافت السجادة ونامت عليها", "عليها"),
    ],
)
def test_pronouns_are_found_in_both_languages(model, text, asked):
    found = model.tokenize(text)
    at = [token.text for token in found].index(asked)
    assert at in referring(found) and at not in noun_positions(found)


def test_a_name_that_is_spelled_like_a_pronoun_stays_a_name(model):
    found = model.tokenize("الولد شاف منة عشان ندهت عليه")
    assert [found[i].text for i in noun_positions(found)] == ["الولد", "منة"]


def test_the_same_seed_learns_the_same_numbers_and_its_progress_is_json():
    def learned():
        corpus = Corpus("en", simple=True)
        model = Model.random(Hyperparameters(layers=2), *build_vocabulary([corpus], sample=100), seed=3)
        trainer = Trainer(model, stream(corpus, 200, 3), steps=5, batch_size=32, seed=3, tests=stream(corpus, 20, "t"))
        while not trainer.done:
            trainer.step()
        assert json.loads(json.dumps(trainer.progress()))["step"] == 5
        return model.parameters["embedding"]

    np.testing.assert_array_equal(learned(), learned())


def test_held_out_pairs_and_shapes_are_never_trained_on():
    corpus = Corpus("ar")
    trained = {tuple(s[0]) for s in stream(corpus, 3000, 0)}
    for held_out in ({"held_out_pair": True}, {"held_out_shape": True}):
        assert not trained & {tuple(s[0]) for s in stream(corpus, 500, "test", **held_out)}


def test_the_metrics_on_the_page_are_those_of_the_shipped_model(monkeypatch, tmp_path):
    """If it fails after a change of the model or of the sentences: `python -m demos.attention.training.measure`."""
    monkeypatch.setattr(measure, "METRICS", tmp_path / "metrics.toml")
    measure.main()
    now, stored = (tomllib.loads(file.read_text("utf-8")) for file in (tmp_path / "metrics.toml", METRICS))
    assert now["head"] == stored["head"]
    for language in ("ar", "en"):
        for test in TESTS:
            # Machines multiply matrices in different orders, which turns a few pronouns of hundreds.
            assert now[language][test] == pytest.approx(stored[language][test], abs=0.005), (language, test)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_training_looks_at_the_words_that_the_page_looks_at(language):
    """Also at nouns that the sentence was not made of, such as "Mum" in "Mum put the apple in the box because it was empty"."""
    model = Model.load(WEIGHTS)
    sentences = list(stream(Corpus(language), 300, "targets"))
    examples = Examples(model, sentences)
    tokens, real, nouns, _ = examples.batch(range(examples.count))
    for row in range(examples.count):
        words = [examples.types[type_] for type_ in tokens[row][real[row]]]
        visible = model.encode(words)["layers"][-1]["visible"]
        assert (visible.any(0) == nouns[row, : len(words)]).all(), [word.text for word in words]
