"""A Markdown extension: if a table's first cell is empty, its first column holds row headers.

Markdown has headers of columns only; an empty first cell shows that the author means rows, too.
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
        # After glossary_links.py (5), which puts no links into headers: a term in a row header still gets its link.
        md.treeprocessors.register(_HeadRows(md), "head_rows", 0)


def makeExtension(**settings: Any) -> Extension:  # noqa: N802
    return _Tables(**settings)
