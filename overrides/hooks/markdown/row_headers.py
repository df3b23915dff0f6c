"""A Markdown extension: a table whose corner is empty has headings on both of its sides.

Markdown can write headings of columns only; an author who leaves the corner empty means rows too.
"""

from typing import Any

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _HeadRows(Treeprocessor):
    def run(self, root):
        for table in root.iter("table"):
            corner = table.find(".//th")
            if corner is None or len(corner) or (corner.text or "").strip():
                continue
            corner.tag = "td"
            for row in table.iterfind("tbody/tr"):
                first = row.find("td")
                if first is not None:
                    first.tag = "th"
                    first.set("scope", "row")


class _Tables(Extension):
    def extendMarkdown(self, md):  # noqa: N802
        # Last: a term in such a heading still leads to the glossary.
        md.treeprocessors.register(_HeadRows(md), "head_rows", 0)


def makeExtension(**settings: Any) -> Extension:  # noqa: N802
    return _Tables(**settings)
