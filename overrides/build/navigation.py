"""The navigation, made from what is in docs/: an author adds a page and it is there."""

from overrides.build.check.pages import Page
from overrides.build.frontmatter import GuideMatter
from overrides.build.words import LANGUAGES


def order(pages: list[Page]) -> list:
    """Return MkDocs's `nav`: home, the guides from newest to oldest, the glossary, and about."""
    arabic = {page.name for page in pages if page.language == LANGUAGES[0]}
    guides: dict[str, str] = {}
    for page in pages:
        if isinstance(page.matter, GuideMatter):
            # A page that is in English only is found by its file's name: see fallback.py.
            name = page.name if page.name in arabic else page.src_uri
            guides[name] = max(guides.get(name, ""), page.matter.updatedAt.isoformat())
    newest = sorted(guides, key=lambda name: (guides[name], name), reverse=True)
    glossary = ["glossary.md"] if "glossary.md" in arabic else []
    return ["index.md", {"guides": ["guides/index.md", *newest]}, *glossary, "about.md"]
