"""What the pages say about the attention demo is what the demo shows: which word gets the pronoun's pound."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import demos
from demos import attention
from demos.attention.model.pretrained import pretrained
from demos.strings import strings
from overrides.hooks.content.guess import Choice, parse

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
GUESS = re.compile(r"^```guess\n((?:(?!```).*\n)*)```\n\s*```demo attention\n", re.M)
RUN = re.compile(r"^```demo attention\n((?:(?!```).*\n)*)```\n+(.+)\n", re.M)
QUOTED = re.compile(r"[«“](.+?)[»”]")
# The nouns of the ready sentences, in the order of the sentences: the pages say of each pair that the pound moves.
READY = {"ar": "القطة المية البنت العربية الكنبة البوابة", "en": "cat milk dog meat sofa door"}


def claims():
    """Yield (language, sentence, noun) for all that the pages and the ready sentences say."""
    for language, nouns in READY.items():
        for number, noun in enumerate(nouns.split(), 1):
            yield language, strings(language)["attention"][f"ready_{number}"], noun
    for path in PAGES:
        language, text = path.name.split(".")[-2], path.read_text("utf-8")
        for found in GUESS.finditer(text):
            guess = parse(found[1].rstrip("\n"))
            sentence = max(QUOTED.findall(guess.question), key=len).replace("**", "")
            right = [choice.text for choice in guess.answers if isinstance(choice, Choice) and choice.right]
            assert len(right) == 1, f"{path}: one answer is right"
            yield language, sentence, noun_in(right[0], sentence)
        for found in RUN.finditer(text):  # “It” went to “cat”
            written, quoted = re.search(r'sentence = "(.+)"', found[1]), QUOTED.findall(found[2])
            if written and len(quoted) > 1:
                yield language, written[1], noun_in(quoted[1], written[1])


def noun_in(words, sentence):
    """Return the word of the sentence that is among these words."""
    (found,) = {word.text for word in pretrained().tokenize(sentence)} & {word.text for word in pretrained().tokenize(words)} - {"the"}
    return found


def weights(language, sentence):
    """Return {word: weight} of the row that the demo shows of a sentence."""
    state = attention.start(attention.Options(), language)
    _, html = demos.play("attention", language, state, [{"name": "sentence", "value": sentence}])
    soup = BeautifulSoup(html, "html.parser")
    row = soup.select("table.heatmap tbody tr")[int(soup.select_one("input[name=word][checked]")["value"])]
    words = [th.text for th in soup.select("table.heatmap thead th[scope=col]")]
    return dict(zip(words, (float(cell["data-weight"]) for cell in row.select("td")), strict=True))


def test_claims_are_read_from_the_pages():
    """Nothing would be tested if the pages' Markdown was no longer understood."""
    found = list(claims())
    assert {("en", "The cat did not drink the milk because it was sour", "milk"), ("ar", "القطة مشربتش المية لأنها كانت ساقعة", "المية")} <= set(found)
    assert len(found) >= 12 + 4


@pytest.mark.parametrize(("language", "sentence", "noun"), sorted(set(claims())))
def test_the_shown_head_gives_most_of_the_pound_to_the_noun_that_the_page_names(language, sentence, noun):
    """Most: so much that a reader sees it without reading the figures."""
    assert weights(language, sentence)[noun] > 0.7


@pytest.mark.parametrize(("language", "said"), [("ar", r"أكتر من (\d+) ألف رقم"), ("en", r"more than (\d+) thousand numbers")])
def test_the_guide_says_how_many_numbers_the_model_has(language, said):
    (thousands,) = re.findall(said, (DOCS / f"guides/generative-ai.{language}.md").read_text("utf-8"))
    parameters = sum(array.size for array in pretrained().parameters.values())
    assert int(thousands) * 1000 <= parameters <= int(thousands) * 1000 * 1.1
