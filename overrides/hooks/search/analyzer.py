"""Reads the words of pages as the browser reads those of a query: QuickJS runs the search's own analyzer.js."""

import json
import tomllib
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import quickjs

TABLE = Path(__file__).with_name("words.toml")
SCRIPT = Path(__file__).resolve().parents[2] / "assets/javascripts/search/analyzer.js"
# begin() makes the analyzer of a language; call() calls a method of it several times. What goes in and out is JSON.
_BRIDGE = """
let analyzer;
globalThis.begin = (table) => void (analyzer = new Analyzer(JSON.parse(table)));
globalThis.call = (method, calls) => JSON.stringify(JSON.parse(calls).map((given) => analyzer[method](...given)));
"""
# Removed before a word is looked up, so that «word» and word. share one cached result.
_SIGNS = "«»“”\"'()[].,:;!?…،؛؟"


@cache
def table() -> dict:
    """Return words.toml."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def rules(language: str, groups: list) -> dict:
    """Return what analyzer.js calls a Table. groups: [(names that mean the same, what else readers type for them)]"""
    return {"language": language, "rules": table()["rules"], "same": table()["same"].get(language, []), "groups": groups}


class Analyzer:
    """analyzer.js for one language, with a cache of its results: pages use few words, and these often."""

    def __init__(self, rules: dict) -> None:
        """rules  what rules() returns"""
        context = quickjs.Context()
        context.module(SCRIPT.read_text("utf-8") + _BRIDGE)
        context.get("begin")(json.dumps(rules))
        self._call = context.get("call")
        # The forms in a word as it is shown; and of each form its places, its keys, and the longer names that it may begin.
        self._forms: dict[str, list[str]] = {}
        self._places: dict[str, list[str]] = {}
        self._keys: dict[str, list[str]] = {}
        self._longer: dict[str, list[dict]] = {}

    def places(self, shown: list[str]) -> Counter[str]:
        """Return where the index stores the words and names of a text, and how often the text has each.

        shown  the text's words as they are shown, which may have several words each: "rule-based"
        """
        shown = [word.strip(_SIGNS) for word in shown]
        if new := {word for word in shown if word not in self._forms}:
            self._learn(new)
        forms = [*chain.from_iterable(map(self._forms.__getitem__, shown))]
        found = Counter(chain.from_iterable(map(self._places.__getitem__, forms)))
        for at in [at for at, form in enumerate(forms) if form in self._longer]:
            for name in self._longer[forms[at]]:
                spelling, rest = name["spelling"], forms[at : at + len(name["spelling"])]
                if len(rest) == len(spelling) and all(key in self._keys[form] for key, form in zip(spelling, rest, strict=True)):
                    found[f"@{name['group']} {name['name']}"] += 1
        return found

    def call(self, method: str, *calls: list[str]) -> list:
        """Return what a method of analyzer.js returns for each of these lists of arguments."""
        return json.loads(self._call(method, json.dumps(calls)))

    def _learn(self, shown: set[str]) -> None:
        for word, stored in zip(shown, self.call("stored", *([word] for word in shown)), strict=True):
            self._forms[word] = [one["form"] for one in stored]
            for one in stored:
                self._places[one["form"]], self._keys[one["form"]] = one["places"], one["keys"]
                if one["longer"]:
                    self._longer[one["form"]] = one["longer"]
