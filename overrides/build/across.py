"""Links that name a page's language, x.en.md, from a page of the other one.

In one language's build MkDocs knows the files of that language alone, and would call such a
link broken. It leads where it says: to the page in the language that it names.
"""

import re
from pathlib import PurePath

from overrides.build.words import LANGUAGES

_NAMED = re.compile(rf"(.+)\.({'|'.join(LANGUAGES)})\.md")


def lead(files) -> None:
    """Have one build's files find the pages of the other language, by their whole names."""
    found_here = files.get_file_from_path

    def get_file_from_path(path: str):
        if file := found_here(path):
            return file
        named = _NAMED.fullmatch(PurePath(path).as_posix())
        if named and (here := found_here(f"{named[1]}.md")):
            return here.alternates.get(named[2])
        return None

    files.get_file_from_path = get_file_from_path
