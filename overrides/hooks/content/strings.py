"""The site's interface strings: overrides/strings/<language>.toml. A demo's own are in demos/strings/."""

import tomllib
from pathlib import Path

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.site_languages import LANGUAGES, name_in

_FOLDER = Path(__file__).resolve().parents[2] / "strings"

# {section: {key: text}}
Strings = dict[str, dict[str, str]]


def read() -> dict[str, Strings]:
    """Return the strings of every language. They are read in each build: an author may change them while `make serve` runs.

    Raises Mistake with a Problem for each file that is missing, cannot be read, or lacks strings that the first language has.
    """
    found: dict[str, Strings] = {}
    problems = []
    for language in LANGUAGES:
        file = f"overrides/strings/{language}.toml"
        try:
            found[language] = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
        except FileNotFoundError:
            problems.append(Problem(file, None, say("strings.no_file", language=language, first=LANGUAGES[0]), rule="strings"))
            continue
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(file, None, say("strings.not_toml", why=error), rule="strings"))
            continue
        strings = found[language]
        for other in LANGUAGES:
            strings.get("site", {}).setdefault(f"language_{other}", name_in(language, other))
        missing = [f"{section}.{key}" for section, keys in found.get(LANGUAGES[0], {}).items() for key in keys if key not in strings.get(section, {})]
        if missing:
            problems.append(Problem(file, None, say("strings.missing", keys=", ".join(missing), first=LANGUAGES[0]), rule="strings"))
    if problems:
        raise Mistake(*problems)
    return found
