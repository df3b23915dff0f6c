"""The chatbot and Arabic: clitics, spellings, and what readers in Cairo say first."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

import demos.chatbot
from demos.chatbot import Chatbot
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
        ("واثق", "واثق"),
        ("واخدة", "واخدة"),
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


@pytest.mark.parametrize(
    ("message", "answer"),
    [("انا مش شاطرة في الرسم", "وإنتي"), ("انا زهقان", "وإنتي"), ("انا ولد مش بنت", "وإنت")],
)
def test_the_arabic_helmy_remembers_the_readers_gender(message, answer):
    chatbot = Chatbot(site_rules("ar"))
    chatbot.reply("انا بنت مش ولد")
    chatbot.reply(message)
    assert answer in chatbot.reply("انا شكشوكة مثلثة").text.split()


@pytest.mark.parametrize(
    ("message", "man", "woman"),
    [("اخويا زعقلي", "أخوك", "أخوكي"), ("مديري معتمد عليا", "عليك", "عليكي"), ("بيستنوني كل يوم", "بيستنوك", "بيستنوكي")],
)
def test_what_a_reader_said_comes_back_in_the_readers_gender(message, man, woman):
    for reader, word in (("انا ولد", man), ("انا بنت", woman)):
        chatbot = Chatbot(site_rules("ar"))
        chatbot.reply(reader)
        assert word in re.findall(r"\w+", chatbot.reply(message).text)


def test_every_arabic_answer_has_the_pronouns_of_a_woman():
    of_men = "معاك ليك عليك بيك فيك حواليك وراك خلّاك يخليك شاغلاك مقلقاك مخوّفاك مضايقاك شادّاك أناديك".split()
    keywords = tomllib.loads((Path(demos.chatbot.__file__).parent / "rules.ar.toml").read_text("utf-8"))["keywords"]
    lists = [listed for keyword in keywords.values() for name, listed in keyword.items() if isinstance(listed, list) and name not in ("also", "tags")]
    for answer in itertools.chain(*lists):
        words = re.findall(r"\w+[\w\u064b-\u0652]*", re.sub(r"\[[^]]*\|[^]]*\]", "", answer))
        if not answer.startswith(("=", "PRE", "أهلًا يا والد!")):  # a goto, or said to a father
            assert not set(words) & set(of_men), answer


def test_a_feminine_adjective_is_enough():
    chatbot = Chatbot(site_rules("ar"))
    chatbot.reply("انا زهقانة")
    assert "وإنتي" in chatbot.reply("انا شكشوكة مثلثة").text.split()
