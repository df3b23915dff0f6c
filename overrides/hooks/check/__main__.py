"""make check: tell what is wrong with docs/, a line a problem, as editors read it.

    python -m overrides.hooks.check [--lang ar|en] [docs folder]

Ends with 1 if there are errors; warnings alone are no failure.
"""

import argparse
import os
import sys
from pathlib import Path

from overrides.hooks.check import check
from overrides.hooks.content.messages import LANGUAGES, say


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.check", description=__doc__.splitlines()[0])
    parser.add_argument("docs", nargs="?", type=Path, default=Path("docs"))
    parser.add_argument("--lang", choices=LANGUAGES)
    asked = parser.parse_args()
    if asked.lang:
        os.environ["SITE_LANG"] = asked.lang
    pages, problems = check(asked.docs)
    for problem in problems:
        print(problem.for_editor())
    errors = sum(problem.level == "error" for problem in problems)
    print(say("check.done", pages=len(pages), errors=errors, warnings=len(problems) - errors), file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
