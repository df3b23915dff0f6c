"""One language's part of the site: its files, its guides, and the pages that list them."""

from pathlib import Path

from mkdocs.structure.files import Files
from mkdocs_static_i18n.plugin import I18n

from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.languages import fallback, status_page
from overrides.hooks.languages.cross_links import CrossLinkedFiles
from overrides.hooks.listing import guides
from overrides.hooks.listing.guides import Guide
from overrides.hooks.serve.memory import LanguageMemory
from overrides.hooks.site import LanguageSite, Site

# They lie in the theme's folder, but are no part of the site: our Python and strings, and Material's own search.
_NOT_SERVED = ("hooks/", "strings/", "assets/javascripts/lunr/", "assets/javascripts/workers/")


def begin(site: Site, found: Files, i18n: I18n) -> LanguageSite:
    """Return the language that mkdocs-static-i18n is at, with the files of its pages.

    found  the files that MkDocs and mkdocs-static-i18n found
    """
    language, default, config = i18n.current_language, i18n.default_language, site.config
    files = CrossLinkedFiles(i18n, [file for file in found if not file.src_uri.startswith(_NOT_SERVED)])
    fallback.add(files, i18n, config, list(site.pages))
    listed = guides.newest_first(
        Guide(file, matter, file.locale) for file in files.documentation_pages() if isinstance(matter := site.matter(file), GuideMatter)
    )
    shelves = {shelf.src_uri: shelf for shelf in guides.shelves(listed, _author_names(site, files))}
    for shelf in shelves.values():
        if not files.get_file_from_path(shelf.src_uri):
            files.append(guides.shelf_page(shelf, site.strings[language], language, default, config))
    files.append(status_page.page(site.strings[language], language, default, config))
    addresses = sorted((file.src_uri, file.url) for file in files)
    # The glossary's terms are linked from every page.
    memory = LanguageMemory(site.memory, language, addresses, site.glossary.model_dump_json(), site.code_version)
    return LanguageSite(language, site.home_url(language), site.strings[language], files, listed, shelves, memory)


def template_of(site: Site, file) -> str:
    """Return the template of a page, by where it lies."""
    folder, _, name = file.norm_src_uri.rpartition("/")
    if file.norm_src_uri == status_page.SRC_URI:
        return "translations.html"
    if file.norm_src_uri in site.now.shelves or file.norm_src_uri == "guides/index.md":
        return "listing.html"
    if folder in ("tags", "authors"):
        return "shelves.html"
    return {"": "home.html" if name == "index.md" else "main.html", "guides": "guide.html"}.get(folder, "main.html")


def _author_names(site: Site, files: Files) -> dict[str, str]:
    """Return the authors' names by handle: the titles of docs/authors/<handle>."""
    pages = [file for file in files.documentation_pages() if file.norm_src_uri.startswith("authors/")]  # type: ignore[attr-defined]
    return {Path(file.norm_src_uri).stem: site.pages[file.src_uri].matter.title for file in pages}  # type: ignore[attr-defined]
