"""The three lessons as readers use them: what they claim is measured, and bad input gets a plain word."""

import json
import re
from functools import cache

import numpy as np
import pytest
from bs4 import BeautifulSoup

import demos
from demos import language as demo
from demos.language.data import facts, job_sentences
from demos.language.data.names import MAX_LETTERS, MAX_NAME, MAX_NAMES, parse, site_names
from demos.language.lessons import capitals, jobs, name_training, store
from demos.language.model.tokens import bigram_loss
from demos.language.reader_code import SOURCE
from demos.language.training.run import STORED, Run, forget_runs
from demos.language.view import jobs as jobs_view
from demos.strings import strings

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
LESSONS = pytest.mark.parametrize("lesson", ["names", "capitals", "jobs"])


@cache
def started(lesson, language):
    """Return a lesson's first state. Its model is trained here and not at import: every worker imports this file, and one runs it."""
    return demo.start(demo.Options(lesson), language)


def play(lesson, language, *events, state=None):
    """Return the state after some (name, value) events, and what a reader sees then."""
    events = [{"name": name, "value": value} for name, value in events]
    state, html = demos.play("language", language, state or started(lesson, language), events)
    assert json.loads(json.dumps(state)) == state
    return state, BeautifulSoup(html, "html.parser")


def trained(state):
    """Return the state when its training is done."""
    while state["training"]["running"]:
        state = demo.update(state, {"name": "tick", "value": "train"})
    return state


def text(language, key):
    return strings(language)["language"][key]


def test_there_are_three_lessons_and_no_fourth():
    with pytest.raises(ValueError, match="'names2' is not one of: names, capitals, jobs"):
        demo.start(demo.Options("names2"), "ar")
    assert demo.Options().lesson == "names"


@LANGUAGES
@LESSONS
def test_the_first_picture_is_whole_without_a_running_python(lesson, language):
    soup = play(lesson, language)[1]
    assert not soup.select("[data-tick]") and soup.select(".letters, .bars, .plot")
    assert text(language, f"{lesson}_limits_1") in soup.text


@LESSONS
def test_an_author_may_leave_the_editor_out(lesson):
    for state, editors in ((started(lesson, "en"), 1), ({**started(lesson, "en"), "editor": False}, 0)):
        assert len(play(lesson, "en", state=state)[1].select("textarea[name=code]")) == editors
    assert demo.Options("jobs").editor


@LANGUAGES
@LESSONS
def test_a_state_goes_on_in_any_worker(lesson, language):
    state, _ = play(lesson, language, ("train", "start"), *[("tick", "train")] * 3)
    further = play(lesson, language, ("tick", "train"), state=state)
    forget_runs()
    assert play(lesson, language, ("tick", "train"), state=state) == further


@LANGUAGES
@LESSONS
def test_pause_and_resume(lesson, language):
    state, soup = play(lesson, language, ("train", "start"), ("tick", "train"), ("train", "pause"), ("tick", "train"))
    step = state["training"]["step"]
    assert step > 0 and not soup.select("[data-tick]") and soup.select_one("button[value=resume]")
    state, soup = play(lesson, language, ("train", "resume"), ("tick", "train"), state=state)
    assert state["training"]["step"] == 2 * step and soup.select_one("[data-tick=train]") and soup.select_one("button[value=pause]")


# --- names ---------------------------------------------------------------------------


@LANGUAGES
def test_names_are_learnt_better_than_by_counting_pairs(language):
    training = started("names", language)["training"]
    assert training["curve"]["held_out"][-1] < min(2.55, training["bigram"])
    learnt, tests = site_names(language).trained("both", 0), [name for group in site_names(language).held_out.values() for name in group]
    numbers = {letter: number for number, letter in enumerate(site_names(language).vocabulary)}
    assert training["bigram"] == pytest.approx(bigram_loss(learnt, tests, numbers), abs=1e-5)


@LANGUAGES
def test_more_names_make_a_smaller_loss_and_the_chart_has_every_point(language):
    state, soup = play("names", language)
    counts, losses = zip(*state["points"], strict=True)
    assert counts[:3] == (30, 100, 300) and list(losses) == sorted(losses, reverse=True)
    assert len(soup.select("svg.scaling circle")) == 4 and text(language, "scaling_build") in soup.text
    state = trained(play("names", language, ("size", "100"), ("train", "start"))[0])
    assert [count for count, _ in state["points"]] == [100] and state["measured_here"]


def test_training_much_longer_learns_by_heart():
    state = trained(play("names", "ar", ("size", "100"), ("train", "start"))[0])
    early = state["training"]["invented"]
    state = trained(demo.update(state, {"name": "train", "value": "longer"}))
    assert state["training"]["step"] == name_training.STEPS + name_training.LONGER
    assert state["training"]["invented"][-1][1] < early[1][1] - 0.2
    assert state["training"]["curve"]["held_out"][-1] > min(state["training"]["curve"]["held_out"]) + 0.2


@LANGUAGES
def test_the_bars_are_the_next_letter_and_a_tap_goes_on(language):
    beginning = {"ar": "مر", "en": "mar"}[language]
    state, soup = play("names", language, ("beginning", beginning))
    shares = [float(re.search(r"--w:([\d.]+)", bar["style"])[1]) for bar in soup.select(".letters i")]
    assert shares == sorted(shares, reverse=True) and 0 < sum(shares) <= 1
    letter = next(button["value"] for button in soup.select(".letters button") if button["value"])
    state, soup = play("names", language, ("letter", letter), state=state)
    assert state["beginning"] == beginning + letter
    state, soup = play("names", language, ("letter", ""), state=state)
    assert state["finished"] and not soup.select(".letters button")
    expected = "list" if state["beginning"] in site_names(language).trained("both", 0) else "real" if state["beginning"] in site_names(language).real else "new"
    assert state["mark"] == expected and text(language, f"names_mark_{expected}") in soup.select_one(".next").text


def test_a_written_name_is_marked_by_the_lists():
    state, soup = play("names", "ar", ("go", "true"))
    assert state["finished"] and play("names", "ar", ("go", "true"), state=state)[0]["draws"] == 2
    learnt, real = set(site_names("ar").trained("both", 0)), site_names("ar").real
    for name, mark, chance in state["training"]["shown"]:
        assert mark == ("list" if name in learnt else "real" if name in real else "new") and 0 < chance < 1
    assert [shown["data-from"] for shown in soup.select(".shown li")] == [mark for _, mark, _ in state["training"]["shown"]]


def test_a_low_temperature_writes_what_is_probable():
    def mean(temperature):
        shown = play("names", "en", ("temperature", temperature))[0]["training"]["shown"]
        return sum(chance for _, _, chance in shown)

    assert mean("0.2") > mean("1") > mean("2")


def test_girls_names_are_learnt_from_girls_only_and_tested_on_both():
    state = trained(play("names", "ar", ("kind", "girls"), ("train", "start"))[0])
    groups = state["training"]["groups"]
    assert groups["girls"] < groups["boys"] and state["training"]["names"] == len(site_names("ar").trained("girls", 0))


def test_a_dial_that_is_pushed_while_it_trains_is_for_the_next_training():
    state, soup = play("names", "ar", ("train", "start"), ("tick", ""), ("size", "30"), ("kind", "boys"), ("tick", ""))
    assert soup.select_one(".amount .notice").text == text("ar", "waiting")
    assert state["training"]["step"] == 2 * name_training.STEPS_PER_TICK and (state["training"]["size"], state["training"]["kind"]) == (0, "both")
    state, soup = play("names", "ar", ("train", "start"), state=state)
    assert (state["training"]["names"], state["training"]["kind"]) == (30, "boys") and not soup.select_one(".amount .notice").text


@pytest.mark.parametrize(
    "lines", ["", "\n \n", "Mona", "Mona\n" * 30, "\n".join("x" * 5000 for _ in range(30)), "\u200f\n\u202e" * 40, "\x00\n" * 40]
)
def test_a_list_that_is_too_short_gets_a_plain_word_and_changes_nothing(lines):
    for language in demos.LANGUAGES:
        before = started("names", language)
        state, soup = play("names", language, ("names", lines))
        assert {**state, "notice": None, "left_out": 0} == before
        assert soup.select_one(".own .notice").text == text(language, "names_few").format(left_out=state["left_out"], least=20)


@pytest.mark.parametrize(
    "lines",
    [
        "\n".join(f"مدينة{chr(0x627 + n % 20)}{chr(0x628 + n // 5)}" for n in range(40)),
        "\n".join(f"東{chr(0x4E00 + n)}" for n in range(2000)),
        "\n".join(f"🙂{chr(0x1F600 + n % 60)}👩‍🚀 קفe{n}" for n in range(60)),
        "\n".join(f"half \ud800 \u202e{n}" for n in range(25)),
        "\r\n".join(f"<b>&{n}</b>" for n in range(25)),
    ],
)
def test_any_script_is_learnt(lines):
    state, soup = play("names", "ar", ("names", lines), ("tick", ""), ("go", ""), ("beginning", "🙂"))
    assert state["notice"] == "names_used" and state["training"]["step"] and state["training"]["kind"] == "both"
    assert not soup.select("script, .shown b")
    state, _ = play("names", "ar", ("reset_names", "true"), state=state)
    assert state["pasted"] is None and state["training"]["names"] == len(site_names("ar").trained("both", 0))


def test_a_long_list_is_cut():
    found, left_out = parse("\n".join(f"name{n:06}" for n in range(100_000)))
    assert len(found) == MAX_NAMES and left_out > 0
    found, left_out = parse("\n".join([*(f"name{n}" for n in range(30)), "x" * (MAX_NAME + 1), "name3", "", "  Name4\u200e "]))
    assert (len(found), left_out) == (30, 3)
    found, _ = parse("\n".join(chr(0x4E00 + n) for n in range(2000)))
    assert len(found) == MAX_LETTERS


@LANGUAGES
@pytest.mark.parametrize("odd", ["7", "🙂", "\ud800", "<b>", "م\u200f\u202e7", " \u200f7"])
def test_a_letter_that_the_model_does_not_know_is_named(language, odd):
    state, soup = play("names", language, ("beginning", odd), ("go", ""))
    assert state["unknown"] in ("7", "🙂", "\ufffd", "<", "م") and not soup.select(".letters button") and not state["finished"] and not soup.select(".next b")


# --- capitals --------------------------------------------------------------------------


@LANGUAGES
def test_taught_capitals_are_right_and_the_others_are_cities_all_the_same(language):
    figures = started("capitals", language)["figures"]
    assert figures["taught"]["right"] == 1 and figures["taught"]["sure"] > 0.95
    assert figures["untaught"]["right"] == 0 and figures["untaught"]["sure"] > 0.7
    cities = {country["capital"] for country in facts.countries(language).values()}
    for country in capitals.capitals(started("capitals", language))["untaught"]:
        state, soup = play("capitals", language, ("country", country))
        assert state["answer"][0][0] in cities and facts.countries(language)[country]["capital"] in soup.select_one(".next").text


@LANGUAGES
def test_an_untaught_capital_is_nowhere_in_what_it_learns(language):
    said = facts.sentences(language)
    for country in facts.countries(language).values():
        assert any(country["capital"] in sentence for sentence in said) == country["taught"]


@LANGUAGES
def test_the_reader_adds_the_missing_sentence_and_it_answers(language):
    country, capital = next(iter(capitals.capitals(started("capitals", language))["untaught"].items()))
    state, soup = play("capitals", language, ("country", country), ("about", f"  {country} "), ("teach", capital))
    assert soup.select_one("[data-tick]")
    state = trained(state)
    assert state["answer"][0][0] == capital and state["answer"][0][1] > 0.9
    assert state["figures"]["taught"]["right"] == 1 and state["figures"]["added"] == {"count": 1, "right": 1, "sure": state["answer"][0][1]}
    assert state["figures"]["untaught"]["count"] == 9 and state["figures"]["untaught"]["right"] == 0
    state = trained(play("capitals", language, ("about", "<Wakanda>"), ("teach", "Birnin Zana"), state=state)[0])
    soup = play("capitals", language, state=state)[1]
    assert state["answer"][0][0] == "Birnin Zana" and soup.select_one("option[selected]")["value"] == "<Wakanda>"
    assert trained(play("capitals", language, ("train", "start"), state=state)[0])["added"] == []


@LANGUAGES
@pytest.mark.parametrize("country", ["Atlantis", "", "<b>", "\ud800", "س" * 5000])
def test_a_country_that_is_not_there_gets_a_plain_word(language, country):
    state, soup = play("capitals", language, ("country", country))
    assert state["country"] == started("capitals", language)["country"] and soup.select_one(".notice[aria-live]").text
    assert not soup.select("b b, .notice b")


@LANGUAGES
def test_half_a_sentence_gets_a_plain_word(language):
    for events in ([("about", ""), ("teach", "X")], [("teach", " ")]):
        state, soup = play("capitals", language, *events)
        assert not state["added"] and text(language, "capitals_empty") in soup.text
    many = [one for n in range(25) for one in (("about", f"C{n}"), ("teach", f"T{n}"))]
    state, soup = play("capitals", language, *many)
    assert len(state["added"]) == capitals.MAX_ADDED and text(language, "capitals_full").format(most=20) in soup.text


# --- jobs ---------------------------------------------------------------------------------


@LANGUAGES
def test_the_model_repeats_its_data_and_fine_tuning_reduces_that(language):
    state = started("jobs", language)
    data, before, after = (jobs.distances(state, shares) for shares in (state["data"], state["before"], state["model"]))
    assert sum(abs(found - share) for found, share in zip(state["before"], state["data"], strict=True)) / 20 < 0.1
    assert after["tuned"] < before["tuned"] / 3 and abs(before["tuned"] - data["tuned"]) < 0.06
    assert 0.7 * before["others"] < after["others"] < before["others"] + 0.02


@LANGUAGES
def test_the_sentences_have_the_share_that_the_dial_says(language):
    listed = job_sentences.jobs(language)
    assert len(listed) == 20 and sum(job["balanced"] for job in listed) == 10
    found = job_sentences.sentences(language, tuple(job["share"] for job in listed))
    for job in listed:
        about = [sentence for sentence in found if job["name"] in sentence]
        assert len(about) == 40 and sum(job["man"] in sentence for sentence in about) == round(40 * job["share"])
    assert not any("{" in token or "|" in token for sentence in found for token in sentence)


@LANGUAGES
def test_the_dial_changes_the_data_of_the_next_training(language):
    state, soup = play("jobs", language, ("job", "3"), ("share", "95"))
    assert soup.select_one(".ask .notice").text == text(language, "waiting") and state["data"][3] == 0.3
    state, soup = play("jobs", language, ("train", "start"), ("share", "0"), state=state)
    assert state["data"][3] == 0.95 and state["before"] is None and soup.select_one("[data-tick]")
    state = trained(state)
    assert state["model"][3] > 0.7
    state, soup = play("jobs", language, ("train", "tune"), state=state)
    assert state["before"] and state["training"]["stage"] == "tuned" and soup.select(".track i.before")


@LANGUAGES
def test_a_link_trains_on_the_same_data(language):
    first = started("jobs", language)
    seen, _ = play("jobs", language, ("job", "2"), ("share", "10"), ("train", "start"))
    assert demo.shared(first) == ("jobs",) and f'"?language.jobs={jobs.linked(seen)}"' in demo.render(seen, language)
    assert play("jobs", language, ("jobs", jobs.linked(seen)))[0] == seen
    assert play("jobs", language, ("jobs", jobs.linked(first)))[0] == first, "the model of the page has learnt from these data"


@pytest.mark.parametrize("value", ["", "1", "1.2", "1.2-3-", "99." + "-".join(["50"] * 20), "0." + "-".join(["500"] * 20), "0." + "-".join(["٥"] * 20)])
def test_a_link_without_a_share_for_each_job_changes_nothing(value):
    assert play("jobs", "en", ("jobs", value))[0] == started("jobs", "en")


def test_a_data_set_of_one_gender_has_the_other_nowhere():
    state = started("jobs", "ar")
    for at in range(20):
        state = demo.update(demo.update(state, {"name": "job", "value": str(at)}), {"name": "share", "value": "100"})
    state, _ = play("jobs", "ar", ("train", "start"), ("tick", ""), state=state)
    assert state["model"] == [1] * 20


@LESSONS
@pytest.mark.parametrize(
    "name, value",
    [
        ("size", "31"), ("size", "-1"), ("size", True), ("kind", "cats"), ("temperature", "x"), ("temperature", "nan"), ("temperature", "inf"), ("letter", "ab"),
        ("train", "tick"), ("train", "tune"), ("train", "resume"), ("tick", "train"), ("job", "20"), ("job", "-1"), ("job", "²"),
        ("share", "101"), ("share", ""), ("share", "nan"), ("?", True),
    ],
)  # fmt: skip
def test_a_hostile_value_changes_nothing(lesson, name, value):
    state = started(lesson, "en")
    assert demo.update(state, {"name": name, "value": value}) == state


# --- the reader's own core.py ---------------------------------------------------------------


@LESSONS
def test_the_reader_s_code_trains_the_model(lesson):
    changed = SOURCE.replace("np.tanh(x @", "1.0 * (x @").replace("d_h * (1 - h * h)", "d_h")
    assert changed.count("1.0 * (x @") == 1
    state, soup = play(lesson, "en", ("code", changed), ("tick", ""))
    assert state["code"] == changed and text("en", "code_runs") in soup.text and soup.select_one("textarea[name=code]").text.strip() == changed.strip()
    ours, _ = play(lesson, "en", ("reset_code", ""), ("tick", ""), state=state)
    assert ours["code"] is None and ours["training"]["step"] == state["training"]["step"] and ours["training"] != state["training"]


@pytest.mark.parametrize(
    "old, new, kind, line",
    [
        ("import numpy as np", "import numpy as np\nx = (", "error_SyntaxError", True), ("np.tanh(", "np.tan_h(", "error_AttributeError", True),
        ("def sample(", "def samples(", "error_missing", False), ("d_logits /= batch", "d_logits *= np.inf", "error_finite", False),
        ('"b2": d_logits.sum(axis=0),\n', '"b2": d_logits,\n', "error_shape", False), ("return logits, h, x", "return logits", "error_ValueError", True),
        ("import numpy as np", "import numpy as np\nraise SystemExit", "error_other", True),
    ],
)  # fmt: skip
def test_a_mistake_in_the_code_is_explained_and_ours_goes_on(old, new, kind, line):
    assert old in SOURCE
    code = SOURCE.replace(old, new)
    for language in demos.LANGUAGES:
        state, soup = play("names", language, ("code", code))
        assert state["error"][0] == kind and (state["error"][1] is not None) == line
        assert state["training"] == started("names", language)["training"] and text(language, "error_ours") in soup.select_one(".verdict").text
        assert soup.select_one("textarea[name=code]")["aria-invalid"] == "true"


def test_code_that_fails_only_with_the_lesson_s_data_gives_way_to_ours():
    code = SOURCE.replace("def gradients(parameters, contexts, targets):", "def gradients(parameters, contexts, targets):\n    assert len(targets) < 10")
    state, _ = play("names", "en", ("code", code), ("tick", ""), ("tick", ""))
    assert state["code"] is None and state["error"][0] == "error_AssertionError" and state["draft"] == code


@LANGUAGES
def test_the_first_question_about_a_country_waits_for_no_training(language, monkeypatch):
    state = started("capitals", language)
    country = list(capitals.capitals(state)["untaught"])[-1]
    forget_runs()
    monkeypatch.setattr(Run, "advance", lambda run: pytest.fail("a training step"))
    state, _ = play("capitals", language, ("country", country), state=state)
    assert state["country"] == country and state["answer"]


@LANGUAGES
def test_what_make_train_has_stored_is_what_training_gives_today(language):
    name, run = store.trained(language)
    with np.load(STORED) as stored:
        for parameter, array in run.parameters.items():
            assert f"{name}/{parameter}" in stored, "do `make train`"
            np.testing.assert_allclose(stored[f"{name}/{parameter}"], array, atol=1e-4, err_msg="do `make train`")


@pytest.mark.parametrize("number, shown", [(26.5, 27), (28.4999, 28), (100 * 0.285, 29), (0.0, 0)])
def test_a_half_is_rounded_up_as_readers_round(number, shown):
    assert jobs_view.half_up(number) == shown


@LANGUAGES
def test_the_chart_rounds_the_distances_of_the_table(language):
    soup = play("jobs", language)[1]
    shown = [int(found.text) for found in soup.select(".distance b")]
    table = [float(found.text) for body in soup.select(".figures tbody") for found in body.select("tr")[-1].select("td")]
    assert shown == [int(number + 0.5) for number in table] and 26.5 in table


@LANGUAGES
def test_fine_tuning_is_there_from_the_start_and_says_when_it_can_be_pressed(language):
    state, soup = play("jobs", language)
    button = soup.select_one("button[value=tune]")
    assert button.has_attr("disabled") and text(language, "jobs_tune_when") in button.text
    soup = play("jobs", language, ("train", "pause"), state=trained(demo.update(state, {"name": "train", "value": "start"})))[1]
    button = soup.select_one("button[value=tune]")
    assert not button.has_attr("disabled") and button.text.strip() == text(language, "jobs_tune")


@LANGUAGES
def test_the_odds_of_the_invented_names_have_a_heading(language):
    title = play("names", language)[1].select_one("div:has(> ol.shown) > .title")
    assert title.small.text == text(language, "names_odds")
