"""True sentences about countries: what the lesson "capitals" learns, and what it asks."""

from functools import cache

from demos.language.data import table

# For each language: the sentences about a country, as tokens. What is in braces is one token, whatever it says.
SENTENCES = {
    "ar": {
        "capital": ("عاصمة", "{country}", "هي", "{capital}"),
        "continent": ("{country}", "في", "{continent}"),
        "language": ("في", "{country}", "بيتكلموا", "{language}"),
    },
    "en": {
        "capital": ("the", "capital", "of", "{country}", "is", "{capital}"),
        "continent": ("{country}", "is", "in", "{continent}"),
        "language": ("people", "in", "{country}", "speak", "{language}"),
    },
}


@cache
def countries(language):
    """Return {name: {"capital", "continent", "language", "taught"}}, in the order of the file."""
    return {country["name"]: country for country in table("countries", language)["country"]}


def sentence(language, subject, country, answer):
    """Return the sentence about a country's "capital", "continent" or "language" as a tuple of tokens."""
    values = {"{country}": country, f"{{{subject}}}": answer}
    return tuple(values.get(token, token) for token in SENTENCES[language][subject])


def question(language, country):
    """Return the tokens before the capital."""
    return sentence(language, "capital", country, None)[:-1]


@cache
def sentences(language):
    """Return every sentence to train on: no capitals of countries that are not taught."""
    return tuple(
        sentence(language, subject, name, country[subject])
        for name, country in countries(language).items()
        for subject in SENTENCES[language]
        if subject != "capital" or country["taught"]
    )
