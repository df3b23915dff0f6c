"""The navigation, made from what is in docs/: an author adds a page and it is there."""

from pathlib import Path

import yaml


def written_order(docs_dir: str) -> list:
    """Return MkDocs's `nav`: home, the guides from newest to oldest, and about."""
    guides = {}
    for path in Path(docs_dir, "guides").glob("*.*.md"):
        name = path.name.rsplit(".", 2)[0]
        if name != "index":
            guides[name] = max(guides.get(name, ""), _updated(path))
    newest = sorted(guides, key=lambda name: (guides[name], name), reverse=True)
    return [
        "index.md",
        {"guides": ["guides/index.md", *(f"guides/{name}.md" for name in newest)]},
        "about.md",
    ]


def _updated(path):
    # Only for the order; what is wrong with a front matter is said where it is checked.
    head = path.read_text("utf-8-sig", errors="replace").split("---")
    try:
        return str(yaml.safe_load(head[1])["updatedAt"])
    except (yaml.YAMLError, KeyError, TypeError, IndexError):
        return ""
