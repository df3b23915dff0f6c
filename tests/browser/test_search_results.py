"""What readers type finds what they mean, in each language, by the search of the built site."""

import tomllib
from urllib.parse import unquote

from overrides.hooks.search import analyzer
from overrides.hooks.search.extract import sections
from tests.support.live_demos import both_languages
from tests.support.project import ROOT
from tests.support.queries import HOME, KEYS, queries

WANTED = 0.95


def found_for(page, language, asked):
    """Return the first three places for each query: by the dialog's own Finder, without its pauses between two letters."""
    answers = page.evaluate(
        """async ([asked, language]) => {
          const script = document.querySelector("script[src*='/search/dialog.js']");
          const { Finder, RANKING } = await import(new URL("finder.js", script.src).href);
          const pagefind = await import("/assets/search/pagefind.js");
          await pagefind.options({ ranking: RANKING });
          await pagefind.init();
          const finder = new Finder(pagefind, await (await fetch(`/assets/search/words.${language}.json`)).json(), language);
          const answers = [];
          for (const query of asked) answers.push((await finder.find(query)).results.slice(0, 3).map((result) => result.url));
          return answers;
        }""",
        [asked, language],
    )
    return {query: [unquote(url).removeprefix("./") for url in urls] for query, urls in zip(asked, answers, strict=True)}


def test_the_browser_reads_words_as_the_build_does(site, visit):
    text = " ".join(
        [*KEYS["alike"], *KEYS["apart"], *KEYS["words"]]
        + [query["query"] for kind in queries("ar").values() for query in kind]
        + [word for section in sections((site / "guides/generative-ai/index.html").read_text("utf-8"), "") for word in section.words]
    )
    asked = analyzer.words(text)
    answer = visit("").evaluate(
        """async (text) => {
          const script = document.querySelector("script[src*='/search/dialog.js']");
          const { Keys } = await import(new URL("analyzer.js", script.src).href);
          const keys = new Keys(await (await fetch("/assets/search/words.ar.json")).json());
          return keys.words(text).map((word) => [word, keys.readings(word), keys.readings(word, { typed: true })]);
        }""",
        text,
    )
    assert answer == [[word, analyzer.readings(word), analyzer.readings(word, typed=True)] for word in asked]


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
