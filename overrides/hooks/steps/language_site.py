"""One language's part of the site: its files, its guides, and the pages that list them."""

from pathlib import Path

from overrides.hooks import patches
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.site_languages import home_of
from overrides.hooks.delivery import fingerprint
from overrides.hooks.framework import Files, I18n
from overrides.hooks.languages import fallback, status_page
from overrides.hooks.languages.cross_links import CrossLinkedFiles
from overrides.hooks.listing import guides, navigation
from overrides.hooks.listing.guides import Guide
from overrides.hooks.listing.navigation import every_item
from overrides.hooks.serve import versions
from overrides.hooks.serve.memory import CACHED_PAGE, LanguageMemory
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
    if site.partial is not None:
        _prepare_partial(files, site.folder)
    addresses = sorted((file.src_uri, file.url) for file in files)
    # The glossary's terms are linked from every page.
    shared = (addresses, site.glossary.model_dump_json(), versions.of_content()) if site.memory else ()
    memory = LanguageMemory(site.memory, language, *shared)
    return LanguageSite(language, home_of(language), site.strings[language], files, listed, shelves, memory)


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


def skip_other_pages(site: Site) -> None:
    """Let MkDocs write only the pages that a partial build is for, and no template."""
    site.config.theme.static_templates = set()
    for file in site.now.files.documentation_pages():
        if not site.writes(file):
            patches.skip_writing(file)


def find_cached_pages(site: Site) -> None:
    """Find the pages that `mkdocs serve` can take from its memory. Called when every page has its content."""
    now = site.now
    assert now.nav is not None
    everywhere = (
        [item.title for item in now.nav.items],
        [(shelf.src_uri, shelf.name) for shelf in now.shelves.values()],
        [now.language, site.config.site_url, versions.of_templates()],
    )
    for file in filter(site.writes, now.files.documentation_pages()):
        if html := now.memory.page(file.page, everywhere, _seen_of_others(site, file)):
            now.cached_pages[file.src_uri] = html
            file.page.meta["template"] = CACHED_PAGE  # type: ignore[union-attr]


def store_page(site: Site, page, html: str) -> str:
    """Return a page's HTML, and remember it if it is new."""
    cached = site.now.cached_pages.get(page.file.src_uri)
    if cached is None:
        site.now.memory.store_page(page, html)
    # The same text, and not an equal one: its digest is known.
    return cached or html


def _seen_of_others(site: Site, file) -> tuple:
    """Return what a page shows of other pages, besides what every page shows."""
    now = site.now
    assert now.nav is not None
    alternates = sorted((language, other.url, other.locale) for language, other in file.alternates.items())
    shown: list[object]
    if isinstance(site.matter(file), GuideMatter):
        # Of the other guides it names those that are near.
        near = [*every_item(navigation.near(now.nav, file.page).items), file.page.previous_page, file.page.next_page]
        shown = [(item.title, getattr(item, "url", None)) for item in near if item]
    else:
        shown = [[(item.title, item.url) for item in now.nav.pages], [(guide.url, guide.language, guide.matter) for guide in now.guides]]
    return alternates, site.translations.seen_by(file), shown


def _prepare_partial(files: Files, folder: Path) -> None:
    """Let MkDocs read every page, and write changed scripts and style sheets where fingerprint.py has moved them."""
    moved = fingerprint.moved(folder)
    for file in files:
        if file.is_documentation_page():
            patches.always_read(file)
        elif target := moved.get(file.dest_uri.removeprefix("assets/")):
            file.abs_dest_path = str(target)


def _author_names(site: Site, files: Files) -> dict[str, str]:
    """Return the authors' names by handle: the titles of docs/authors/<handle>."""
    pages = [file for file in files.documentation_pages() if file.norm_src_uri.startswith("authors/")]  # type: ignore[attr-defined]
    return {Path(file.norm_src_uri).stem: site.pages[file.src_uri].matter.title for file in pages}  # type: ignore[attr-defined]
