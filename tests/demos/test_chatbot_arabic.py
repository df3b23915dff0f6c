"""The chatbot and Arabic: clitics, spellings, and what readers in Cairo say first."""

import pytest

from demos.chatbot.reader_rules import rules as site_rules
from tests.support.chatbots import answers, own


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("كتابي", "كتابك"),
        ("كتابك", "كتابي"),
        ("شركتي", "شركتك"),
        ("بحبك", "بتحبني"),
        ("عندي", "عندك"),
        ("عندك", "عندي"),
        ("فاهمني", "فاهمك"),
        ("سابوني", "سابوك"),
        ("وأنا", "وإنت"),
        ("هسافر", "هتسافر"),
        ("مبحبش", "مبتحبش"),
        ("بيكرهني", "بيكرهك"),
        ("أختي", "أختك"),  # the reader's hamza stays
        ("مشكلتى", "مشكلتك"),
        ("المصري", "المصري"),
        ("تاني", "تاني"),
        ("دلوقتي", "دلوقتي"),
    ],
)
def test_the_rule_file_substitutes_clitics(written, answer):
    tokenizer, after = site_rules("ar").tokenizer, site_rules("ar").after[0]
    assert " ".join(word.text for word in after.apply(tokenizer.words(written), tokenizer.words)) == answer


@pytest.mark.parametrize(
    "written",
    ["انا زهقانة", "أنا زهقانه", "أنَا زَهْقانةٌ", "انـــا زهقـانة", "أناااا زهقااانة!!", "،أنا زهقانة؟", "وانا زهقانة 😭"],
)
def test_spellings_of_one_arabic_word_are_equal(written):
    trace = own("ar").reply(written).trace
    assert "زهقان" in [found["keyword"] for found in trace.keywords if found["fate"] == "chosen"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("هو انت بتتعلم؟", "أنا؟ لأ. كل كلمة بقولها اتكتبت"),
        ("انت بتتكلم كتير", "أنا بتكلم؟"),
        ("انت بتفهم؟", "أنا بفهم؟"),
        ("كنت فاكرك هتفهمني", "كنت فاكرني هفهمك..."),
        ("خطيبتي سابتني", "الفراق تقيل."),
        ("بكره الناس اللي بتكدب", "الكره بياخد مجهود."),
        ("بكره الجو هيبقى حر", "وبكرة فيه إيه؟"),
    ],
)
def test_common_first_messages_of_a_reader_in_cairo_get_the_answer_meant_for_them(said, answer):
    assert own("ar").reply(said).text.startswith(answer)


def test_a_slot_takes_a_keyword_without_a_joined_and_but_other_words_with_it():
    text = '''none = ["…"]
    prefixes = ["و"]
    [keywords."امي"]
    "0 @ 0" = ["1 / 2 / 3"]
    [keywords."ابي"]
    rank = 0
    '''
    assert answers(text, "انا وامي وابي") == ["انا / امي / وابي"]


def test_answers_repeat_the_readers_own_spelling():
    text = 'none = ["«1»"]\n[normalise]\nrepeat = 1\nletters = { "أ" = "ا", "ة" = "ه" }\n[keywords.x]\nrank = 1'
    assert answers(text, "أخبار   القاهرةةة") == ["«أخبار القاهرةةة»"]
