"""What the build writes after the pages: a language's feed, the assets, the search index, and what describes the files."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import demos
from overrides.hooks import cache, patches
from overrides.hooks.content import demo_pages
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.site_languages import LANGUAGES, home_of
from overrides.hooks.delivery import (
    csp,
    demo_files,
    fingerprint,
    font_subset,
    headers,
    ready_answers,
    redirects,
    security_txt,
    service_worker,
)
from overrides.hooks.framework import BuildError
from overrides.hooks.languages.pairs import by_name, shown
from overrides.hooks.markdown import demo_fence
from overrides.hooks.metadata import atom, social_cards
from overrides.hooks.pyodide import bytecode_image, stage, worker_script
from overrides.hooks.search import index
from overrides.hooks.site import Site

_FONTS = Path(__file__).resolve().parents[2] / "assets/stylesheets/fonts.css"


def with_policy(site: Site, html: str) -> str:
    """Return a page as valid HTML, with its Content-Security-Policy."""
    html = patches.correct_html(html)
    # `mkdocs serve` writes a new script of its own into every page that it sends.
    scripts = {"'unsafe-inline'"} if site.memory else csp.inline_scripts(html)
    site.inline_scripts |= scripts
    return csp.insert(html, scripts)


def add_to_index(site: Site, page, html: str) -> None:
    """Add a page to the search index. A page shown for want of a translation is found in its own language only."""
    file, search = page.file, page.meta.get("search") or {}
    if file.locale == site.language and not search.get("exclude"):
        weights = index.weights(file.norm_src_uri, search.get("boost", 1))
        site.index.add(html, url=file.url, language=file.locale, weights=weights, asked=search.get("asked"))


def write_feed(site: Site) -> None:
    """Write the feed of the language that was built, if it has a guide."""
    now, config = site.now, site.config
    if now.entries:
        home = site.absolute(now.home_url)
        feed = atom.atom(
            now.entries,
            url=f"{home}feed.xml",
            home=home,
            title=config.site_name,
            subtitle=config.site_description or "",
            language=now.language,
        )
        (site.folder / now.home_url / "feed.xml").write_bytes(feed)


def write_assets(site: Site) -> None:
    """Write the browser's Python, the demos' style sheet and files, and the fonts. Raises BuildError if a file cannot be had."""
    try:
        stage.stage(site.folder)
        _write_demo_styles(site, site.folder / "assets" / "stylesheets")
        font_subset.stage(site.folder, _FONTS, whole=bool(site.memory))
        bytecode_image.add_to(site.folder, quick=bool(site.memory))
    except stage.Unobtainable as error:
        raise BuildError(str(error)) from None
    _write_demo_files(site)


def _write_demo_files(site: Site) -> None:
    demo_files.write(site.folder / "assets")
    ready_answers.write(site.folder / "assets", demo_fence.first_states(site.pages.values()))


def _write_demo_styles(site: Site, folder: Path) -> None:
    """Write what all demos share, what each needs, and the code editor's, as one style sheet: a page waits for each file."""
    ours = Path(demos.__file__).parent
    styles = [*site.folder.glob("assets/vendor/prism-code-editor-*/layout.css"), *(ours / name / "style.css" for name in ("", *demos.REGISTRY))]
    (folder / "demos.css").write_text("\n".join(path.read_text("utf-8") for path in styles if path.exists()), "utf-8")


def write_other_language(site: Site, name: str, html: str) -> None:
    """Write a template's page into its language's folder: MkDocs would replace the default language's with it."""
    target = site.folder / site.language / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(html, "utf-8")


def finish(site: Site) -> None:
    """Write what needs the files of all languages. sw.js lists files by their hashes, so nothing that it lists may change after it."""
    framed = [home_of(language) + page.url for language in LANGUAGES for page in demo_pages.every_page()]
    site.index.write(site.folder)
    config = site.config
    worker_script.remove_sources(site.folder / "assets")
    version = fingerprint.stamp(site.folder, [folder for folder in config.theme.dirs if folder != config.theme.custom_dir])
    prefixes = {language: now.home_url for language, now in site.languages.items()}
    security_txt.write(
        site.folder,
        contact=config.extra["security_contact"] or site.absolute("about/"),
        canonical=site.absolute(".well-known/security.txt"),
        updated=max((page.matter.updatedAt for page in site.pages.values() if isinstance(page.matter, GuideMatter)), default=date.today()),
    )
    root = urlsplit(site.absolute("")).path
    service_worker.write(
        site.folder,
        version,
        root=root,
        policy=csp.policy(site.inline_scripts),
        framed=framed,
        languages=prefixes,
        strings={language: now.strings["site"] for language, now in site.languages.items()},
        library=config.extra["offline"],
    )
    redirects.write(site.folder, _redirects(site))
    if not site.memory:  # nobody but a social network asks for them
        fonts = site.folder / "assets" / "fonts"
        pictures = site.folder / "assets" / "social"
        social_cards.draw(site.social_cards, pictures, project=Path(config.docs_dir).parent, logo=site.logo, fonts=fonts)
    # MkDocs dates the packed copy by the clock; hosts pack what they send by themselves.
    (site.folder / "sitemap.xml.gz").unlink(missing_ok=True)
    (site.folder / "_headers").write_text(headers.headers(site.folder, site.inline_scripts, framed), "utf-8")
    if not site.memory:  # an author waits for each build of `mkdocs serve`, and entries are old after months
        cache.remove_old()


def _redirects(site: Site) -> Iterator[redirects.Redirect]:
    """Yield the old addresses of all pages, in every language: of both pages of a pair together."""
    for languages in by_name([*site.pages.values()]).values():
        for alias in sorted({alias for page in languages.values() for alias in page.matter.aliases or ()}):
            for language in site.strings:
                page, home = shown(languages, language), home_of(language)
                canonical = site.absolute(home_of(page.language) + page.address)
                yield redirects.Redirect(home + alias, home + page.address, canonical, page.matter.title, page.language)


def finish_partial(site: Site, pages: Iterable[str]) -> None:
    """Finish a partial build, which has changed some pages, style sheets and scripts of a finished site.

    pages  their files, below the site's folder. The full build that follows does the rest.
    """
    _write_demo_styles(site, fingerprint.folders(site.folder)["stylesheets"])
    _write_demo_files(site)
    fingerprint.stamp_again(site.folder, [path for page in pages if (path := site.folder / page).exists()])
