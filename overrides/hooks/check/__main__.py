"""make check: print the problems of docs/, each on a line that editors show as a link.

    python -m overrides.hooks.check [--lang ar|en] [docs folder]

The exit status is 1 if there are errors, and 0 if there are only warnings.
"""

import argparse
import sys
from pathlib import Path

from overrides.hooks.check import check
from overrides.hooks.content.messages import add_language_option, say


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.check", description=__doc__.splitlines()[0])
    parser.add_argument("docs", nargs="?", type=Path, default=Path("docs"))
    add_language_option(parser)
    arguments = parser.parse_args()
    pages, problems = check(arguments.docs)
    for problem in problems:
        print(problem.for_editor())
    errors = sum(problem.level == "error" for problem in problems)
    print(say("check.done", pages=len({page.file for page in pages} | {problem.file for problem in problems if problem.file.endswith(".md")}), errors=errors, warnings=len(problems) - errors), file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
