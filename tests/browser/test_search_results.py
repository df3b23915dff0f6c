"""What readers type finds what they mean, in each language, by the search of the built site."""

import re
import tomllib
from itertools import chain
from urllib.parse import unquote

import pytest

from overrides.hooks.content import glossary
from overrides.hooks.search.analyzer import Analyzer, rules
from overrides.hooks.search.extract import sections
from tests.support.live_demos import both_languages
from tests.support.project import ROOT
from tests.support.queries import HOME, queries

WANTED = 0.95


# What a test needs of the search's own modules: a Finder of a language, without the dialog's pauses between two letters.
FINDER = """async (language) => {
  const script = document.querySelector("script[src*='/search/dialog.js']");
  const { Finder } = await import(new URL("finder.js", script.src).href);
  const read = async (name) =>
    new Response((await fetch(`/assets/search/${name}`)).body.pipeThrough(new DecompressionStream("gzip"))).json();
  return new Finder(await read(`${language}.bin`), read);
}"""


def results_for(page, language, asked):
    """Return the first three results for each query: [(address, [marked words])]."""
    answers = page.evaluate(
        f"""async ([asked, language]) => {{
          const finder = await ({FINDER})(language);
          const answers = [];
          for (const query of asked) {{
            const {{ results }} = await finder.find(query);
            answers.push(results.slice(0, 3).map((one) => [one.anchor ? `${{one.address}}#${{one.anchor}}` : one.address, [...one.marked].map((at) => one.words[at])]));
          }}
          return answers;
        }}""",
        [asked, language],
    )
    return {query: [(unquote(url).removeprefix("./"), marked) for url, marked in found] for query, found in zip(asked, answers, strict=True)}


def found_for(page, language, asked):
    """Return the addresses of the first three results for each query."""
    return {query: [url for url, _ in found] for query, found in results_for(page, language, asked).items()}


@both_languages
def test_the_browser_makes_the_keys_that_the_build_makes(site, visit, language):
    shown = {word for path in sorted(site.rglob("index.html")) for section in sections(path.read_text("utf-8")) for word in section.words}
    asked = [[word] for word in sorted(shown)]
    answer = visit(HOME[language]).evaluate(
        f"""async ([asked, language]) => {{
          const {{ analyzer }} = await ({FINDER})(language);
          return asked.map(([word]) => analyzer.stored(word));
        }}""",
        [asked, language],
    )
    terms = glossary.alike(glossary.read(ROOT / "docs"), language)
    assert answer == Analyzer(rules(language, [*terms.values()])).call("stored", *asked)
    assert len(answer) > 2000


def test_only_forms_of_the_asked_word_are_marked(visit):
    wrong = {
        "اليزا": "مميزاتها|ميزات|عزيز",
        "machine learning": "ماشي|مكانتش|ماشين",
        "هلوسة": "ملف|^لوس|loss",
        "القطة": "نقط|(?<!ا)لقط|قطع",
        "تطبيقات": "طبق[ةه]|طبقات",
        "كبير": "بيوروك|بيورّوك",
        "الحرارة": "محر",
        "متصفح قديم": "قدام",
        "خط مستقيم": "[Ff]ont",
        "الموقع بيجمع بياناتي": "جامعة",
        "خلايا المخ": "خلّي",
        "طبق الأصل": "طبقة|طبقات",
        "DALL-E": "[0-9]",
        "أول شات بوت": "حاول",
        "جابوا الكلام": "جاوب|جاب[ةه]",
    }
    for query, found in results_for(visit(""), "ar", list(wrong)).items():
        marked = [word for _, words in found for word in words]
        assert marked, query
        assert not [word for word in marked if re.search(wrong[query], word)], (query, marked)


def test_no_key_of_a_longer_word_has_less_than_three_letters(site):
    shown = {word for path in sorted(site.rglob("index.html")) for section in sections(path.read_text("utf-8")) for word in section.words}
    stored = chain.from_iterable(Analyzer(rules("ar", [])).call("stored", *([word] for word in shown)))
    assert not [word for word in stored if word["form"] >= "\u0600" and len(word["form"]) > 2 and min(map(len, word["keys"])) < 3]


@pytest.mark.parametrize(
    "language, query, place",
    [
        ("ar", "privacy", "about/#خصوصيتك"),
        ("ar", "licence", "about/#الكود-والرخص"),
        ("ar", "contribute", "about/#عايز-تشارك"),
        ("ar", "about us", "about/#إحنا-مين"),
        ("ar", "offline", "about/#لو-javascript-مقفول-أو-النت-ضعيف"),
        ("ar", "الكتّاب", "authors/"),
        ("ar", "shabaka 3asabeya", "glossary/#neural-network"),
        ("ar", "el zaka2 el estena3y", "glossary/#ai"),
        ("ar", "3eyoub", "guides/generative-ai/#العيوب"),
        ("ar", "الهلوثة", "glossary/#hallucination"),
        ("ar", "الضبظ الدقيق", "glossary/#fine-tuning"),
        ("ar", "el soora ar2am", "guides/pictures/#الصورة-أرقام-لا-أكتر"),
        ("ar", "أنا سمعت إن الموديلات الكبيرة دي ساعات بتألف كلام مش حقيقي، هو ده اللي اسمه hallucination؟", "guides/generative-ai/#العيوب"),
        ("en", "I have heard that these big models sometimes make things up, is that what is called hallucination?", "en/guides/generative-ai/#faults"),
    ],
)
def test_the_site_itself_and_long_questions_are_found(visit, language, query, place):
    assert place in found_for(visit(HOME[language]), language, [query])[query]


@both_languages
def test_what_readers_type_finds_what_they_mean(visit, language):
    page = visit(HOME[language])
    answers = found_for(page, language, [query["query"] for kind in queries(language).values() for query in kind])
    missed = {}
    rates = {}
    for kind, asked in queries(language).items():
        for query in asked:
            found = answers[query["query"]]
            if not set(found) & set(query["finds"]):
                missed[query["query"]] = found
        rates[kind] = 1 - sum(query["query"] in missed for query in asked) / len(asked)
        print(f"{language} {kind}: {rates[kind]:.1%} of {len(asked)} found among the first three")
    assert 1 - len(missed) / sum(map(len, queries(language).values())) >= WANTED, missed
    assert rates["held_out"] >= WANTED, missed


@both_languages
def test_what_a_term_of_the_field_is_called_finds_its_definition(visit, language):
    terms = [term for topic in tomllib.loads((ROOT / "docs/glossary.toml").read_text("utf-8"))["topic"] for term in topic["term"]]
    # A name that two terms share is the first one's.
    names = {name: f"{HOME[language]}glossary/#{term['id']}" for term in reversed(terms) for name in reversed(term[language]["names"])}
    answers = found_for(visit(HOME[language]), language, list(names))
    missed = {name: answers[name] for name, place in names.items() if place not in answers[name]}
    assert not missed
