"""MkDocs's events, each handed to the module that knows what to do.

mkdocs-static-i18n builds the site once a language, so every event comes twice.
It works at priority -100: what must see its languages runs after it (-200),
what must see every file of every language runs before (100).
"""

import logging
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority

import demos
from demos.markup import Markup, element
from demos.strings import strings
from overrides.hooks.check import check
from overrides.hooks.content import front_matter, glossary
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.delivery import font_subset
from overrides.hooks.languages import cross_links, fallback, status_page
from overrides.hooks.listing import guides, navigation, reading_time
from overrides.hooks.markdown import arabic_article, demo_fence, external_content, glossary_links, mathml
from overrides.hooks.pyodide import bytecode_image, stage
from overrides.hooks.search import analyzer, index
from overrides.hooks.serve import incremental

ROOT = Path(__file__).resolve().parents[2]

_log = logging.getLogger("mkdocs.check")
_pages: dict[str, Page] = {}
_shelves: dict[str, guides.Shelf] = {}
_listed: list[guides.Guide] = []
_files: Any = None
_nav: Any = None
# What Markdown calls the way back from a footnote, in English on every page.
_BACK = re.compile(r"Jump back to footnote (\d+) in the text")
_build: Any = None
_terms: Any = None
_kept: incremental.Content | None = None


def on_startup(command, dirty):
    if command == "serve":
        incremental.start()


def on_serve(server, config, builder):
    server.builder = incremental.refreshing(server.builder)
    index.serve(Path(config.site_dir))
    return server


@event_priority(100)
def on_config(config):
    if not config.plugins["i18n"].building:  # once for both languages
        _check(Path(config.docs_dir))
    incremental.list_templates_once(config.theme)
    config.nav = navigation.order([*_pages.values()])


def _check(docs):
    pages, problems = check(docs)
    if any(problem.level == "error" for problem in problems):
        raise Mistake(*problems)
    _tell(problems)
    _pages.clear()
    _pages.update({page.src_uri: page for page in pages})
    status_page.enter(pages)


def _tell(problems):
    # Not by way of MkDocs's log: it would write before the place, and count a warning as a failure.
    for problem in problems:
        print(problem.for_editor(), file=sys.stderr)


def on_build_error(error):
    """Tell every problem on a line of its own, as editors read it, and leave MkDocs the sum of them."""
    if isinstance(error, Mistake):
        _tell(error.problems)
        error.printed = True


@event_priority(-200)
def on_files(files, config):
    i18n = config.plugins["i18n"]
    language = i18n.current_language
    for file in list(files):
        # Build code lies in the theme's folder, but is no part of the site; Material's own search is not used.
        if file.src_uri.startswith(("hooks/", "assets/javascripts/lunr/", "assets/javascripts/workers/")):
            files.remove(file)
    fallback.add(files, i18n, config, list(_pages))
    cross_links.lead(files)
    _listed[:] = guides.newest_first(
        guides.Guide(file, matter, file.locale)
        for file in files.documentation_pages()
        if isinstance(matter := _matter(file), front_matter.GuideMatter)
    )
    names = {
        Path(file.norm_src_uri).stem: _pages[file.src_uri].matter.title
        for file in files.documentation_pages()
        if file.norm_src_uri.startswith("authors/")
    }
    _shelves.clear()
    for shelf in guides.shelves(_listed, names):
        _shelves[shelf.src_uri] = shelf
        if not files.get_file_from_path(shelf.src_uri):
            files.append(guides.shelf_page(shelf, language, i18n.default_language, config))
    files.append(status_page.page(language, i18n.default_language, config))
    i18n.i18n_files_per_language[language] = files.documentation_pages()
    global _build, _terms
    _terms = glossary.read(Path(config.docs_dir))
    _build = incremental.Build(language, files, _terms.model_dump_json())
    return files


def _matter(file):
    """Return a page's front matter; a generated page has none of its own."""
    page = _pages.get(file.src_uri)
    return page and page.matter


@event_priority(-200)
def on_nav(nav, config, files):
    global _nav
    _nav = nav
    words = strings(config.theme["language"])["site"]
    for item in nav.items:
        if item.is_section:
            item.title = words[f"nav_{item.title.lower()}"]
    if nav.homepage is None:
        raise Mistake(Problem("docs/index.ar.md", None, say("pages.no_home")))
    nav.homepage.title = words["nav_home"]


def on_page_read_source(page, config):
    """Give MkDocs the text that was checked, without front matter: that was read once and is not parsed again."""
    checked = _pages.get(page.file.src_uri)
    return checked and f"---\n{{}}\n---\n{checked.body}\n"


@event_priority(1000)
def _fill_meta(markdown, page, config, files):
    if checked := _pages.get(page.file.src_uri):
        page.meta.update(checked.matter.model_dump(exclude_none=True))


@event_priority(-200)
def _prepare(markdown, page, config, files):
    global _kept
    if page.file.norm_src_uri == "glossary.md":
        markdown = f"{markdown}\n\n{glossary.markdown(_terms, page.file.locale)}"
    _kept = _build.content(page, markdown)
    if _kept:
        # MkDocs asks nobody whether a page has to be drawn.
        page.render = lambda config, files, kept=_kept: incremental.restore(page, kept, files)
    else:
        demo_fence.enter(page)
        glossary_links.enter(page, _terms)
    # Material's templates write these without escaping.
    for field in ("title", "description", "author"):
        if field in page.meta:
            page.meta[field] = escape(page.meta[field])
    # The navigation calls the home page by what it is; every other page by its title.
    if page.file.norm_src_uri != "index.md":
        page.title = page.meta["title"]
    page.meta.setdefault("template", _template(page.file))
    if page.file.locale != config.theme["language"]:
        page.typeset = _in_its_language(page.title, page.file.locale)
    return markdown


on_page_markdown = CombinedEvent(_fill_meta, _prepare)


def _template(file):
    """Return the template of a page, by where it lies."""
    folder, _, name = file.norm_src_uri.rpartition("/")
    if file.norm_src_uri == status_page.SRC_URI:
        return "translations.html"
    if file.norm_src_uri in _shelves or file.norm_src_uri == "guides/index.md":
        return "listing.html"
    if folder in ("tags", "authors"):
        return "shelves.html"
    return {"": "home.html" if name == "index.md" else "main.html", "guides": "guide.html"}.get(folder, "main.html")


def _in_its_language(title, language):
    """Return a title for Material's `typeset`: it shows this instead, where a foreign title would jump."""
    direction = "rtl" if language == "ar" else "ltr"
    return SimpleNamespace(title=element("span", Markup(title), lang=language, dir=direction))


def on_page_content(html, page, config, files):
    if _kept:
        return html
    if page.file.locale != config.theme["language"]:
        html = cross_links.translate_anchors(html, page, _pages)
        for item in _every(page.toc):
            item.typeset = _in_its_language(item.title, page.file.locale)
    html = mathml.typeset(html, _source(page), f"docs/{page.file.src_uri}")
    html = arabic_article.keep_article_with_its_noun(html)
    words = strings(page.file.locale)["site"]
    html = external_content.tame(html, words)
    html = _BACK.sub(lambda found: words["footnote_back"].format(number=found[1]), html)
    _build.keep_content(page, page.markdown, html)
    return html


def _source(page):
    """Return the page's file, so that a problem can be given its line."""
    path = page.file.abs_src_path
    return Path(path).read_text("utf-8-sig") if path else page.markdown


def _every(items):
    for item in items:
        yield item
        yield from _every(item.children or ())


@event_priority(-200)
def on_page_context(context, page, config, nav):
    _share(context, config)
    language, own = context["language"], page.file.locale
    matter = _matter(page.file)
    context |= {
        "kept": _build.output(page),
        "nav": navigation.near(nav, page),
        "matter": matter,
        "fallback": own if own != language else None,
        "behind": status_page.original_of(page.file),
        "shelf": _shelves.get(page.file.norm_src_uri),
        "demo_styles": [f"assets/stylesheets/demos/{name}.css" for name in _styled_demos()] if "<live-demo" in page.content else [],
    }
    context["alternates"] = [
        {
            "language": other,
            "url": file.url,
            "absolute": urljoin(config.site_url, file.url),
            # A page in a language it was not written for is no translation to announce.
            "translated": file.locale == other,
        }
        for other, file in sorted(page.file.alternates.items())
    ]
    if isinstance(matter, front_matter.GuideMatter):
        home = context["home_url"]
        links = [shelf for shelf in _shelves.values() if any(guide.file is page.file for guide in shelf.guides)]
        context["hero"] = _hero(matter)
        context["tag_links"] = [{"url": home + shelf.url, "name": shelf.name} for shelf in links if shelf.kind == "tags"]
        context["author"] = next({"url": home + shelf.url, "name": shelf.name, "team": _is_team(matter.author)} for shelf in links if shelf.kind == "authors")
    return context


def _is_team(handle):
    """Whether an author's page says that it is more than one person's."""
    pages = [page.matter for uri, page in _pages.items() if uri.startswith(f"authors/{handle}.")]
    return any((matter.model_extra or {}).get("team") is True for matter in pages)


def on_template_context(context, template_name, config):
    _share(context, config)
    home = {"ar": "", "en": "en/"}
    context["alternates"] = [{"language": other, "url": home[other], "translated": False} for other in demos.LANGUAGES]
    return context


def _share(context, config):
    """Give a template what every template may ask for."""
    i18n = config.plugins["i18n"]
    language = config.theme["language"]
    context |= {
        "language": language,
        "home_url": "" if language == i18n.default_language else f"{language}/",
        "strings": strings,
        "t": strings(language)["site"],
        "day": guides.day,
        "guides": _listed,
        "shelves": [*_shelves.values()],
        "hero_of": lambda guide: _hero(guide.matter),
        "foreign_link": external_content.foreign_link,
        "translation_status": lambda: status_page.rows(_files, language),
    }


def _hero(matter):
    return guides.hero(matter.title, matter.image, _files)


def _styled_demos():
    return [name for name in demos.REGISTRY if (ROOT / "demos" / name / "style.css").exists()]


def on_env(env, config, files):
    global _files
    _files = files
    env.filters["absolute"] = lambda url: urljoin(config.site_url, url)
    language = config.theme["language"]
    env.filters["guides_in_words"] = lambda count: reading_time.in_words(count, strings(language)["site"], language, "guides")
    _build.pages(files, env, _told(config), _told_by)


def _told(config):
    """Return all that a page shows of others."""
    return (
        [item.title for item in _nav.items],
        [(shelf.src_uri, shelf.name) for shelf in _shelves.values()],
        [config.theme["language"], config.site_url],
    )


def _told_by(page):
    """Return what a page shows besides its own text and what every page shows."""
    alternates = sorted((language, file.url, file.locale) for language, file in page.file.alternates.items())
    shown: list[object]
    if isinstance(_matter(page.file), front_matter.GuideMatter):
        # Of the other guides it names those that are near.
        near = [*_every(navigation.near(_nav, page).items), page.previous_page, page.next_page]
        shown = [(item.title, getattr(item, "url", None)) for item in near if item]
    else:
        shown = [[(item.title, item.url) for item in _nav.pages], [(guide.url, guide.language, guide.matter) for guide in _listed]]
    return alternates, status_page.told_by(page), shown


@event_priority(1000)
def _keep_output(output, page, config):
    return _build.keep_output(page, output)


@event_priority(-300)
def _collect_for_search(output, page, config):
    language = config.theme["language"]
    # Each language finds its own pages: what is shown as it is, for want of a translation, it finds there.
    if page.file.locale == language:
        notes = strings(language)["search"]["sources"]
        index.collect(output, url=page.file.url, language=language, notes=notes, weights=index.weights(page.file.norm_src_uri))


on_post_page = CombinedEvent(_keep_output, _collect_for_search)


def on_post_template(output_content, template_name, config):
    language = config.theme["language"]
    default = config.plugins["i18n"].default_language
    if template_name in ("404.html", "offline.html", "manifest.webmanifest") and language != default:
        # The last language built would otherwise be everybody's.
        target = Path(config.site_dir, language, template_name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(output_content, "utf-8")
        return ""
    return output_content


# After mkdocs-static-i18n, which builds the other languages inside its own on_post_build.
@event_priority(-200)
def _write_search(config):
    if not config.plugins["i18n"].building:
        tables = {language: analyzer.for_browser(language, glossary.alike(_terms, language)) for language in demos.LANGUAGES}
        index.write(Path(config.site_dir), tables)


def _stage_assets(config):
    if config.theme["language"] != config.plugins["i18n"].default_language:
        return
    site = Path(config.site_dir)
    styles = site / "assets" / "stylesheets" / "demos"
    styles.mkdir(parents=True, exist_ok=True)
    for name in _styled_demos():
        shutil.copyfile(ROOT / "demos" / name / "style.css", styles / f"{name}.css")
    try:
        stage.stage(site)
        font_subset.stage(site, ROOT / "overrides/assets/stylesheets/fonts.css")
        bytecode_image.add_to(site)
    except stage.Unobtainable as error:
        raise BuildError(str(error)) from None


on_post_build = CombinedEvent(_stage_assets, _write_search)
