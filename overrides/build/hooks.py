"""MkDocs's events, each handed to the module that knows what to do.

mkdocs-static-i18n builds the site once a language, so every event comes twice.
It works at priority -100: what must see its languages runs after it (-200),
what must see every file of every language runs before (100).
"""

import shutil
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority

import demos
from demos.markup import Markup, element
from demos.strings import strings
from overrides.build import direction, fences, foreign, frontmatter, guides, navigation, runtime
from overrides.build.problems import Mistake, Problem

ROOT = Path(__file__).resolve().parents[2]

_matters: dict[str, frontmatter.PageMatter] = {}
_shelves: dict[str, guides.Shelf] = {}
_listed: list[guides.Guide] = []


@event_priority(100)
def on_config(config):
    config.nav = navigation.written_order(config.docs_dir)


@event_priority(100)
def _check_front_matter(files, config):
    _matters.clear()
    problems = []
    for file in files.documentation_pages():
        try:
            source = Path(file.abs_src_path).read_text("utf-8-sig")
            _matters[file.src_uri] = frontmatter.parse(
                source, file=f"docs/{file.src_uri}", model=frontmatter.model_for(file.src_uri)
            )
        except UnicodeDecodeError as error:
            problems.append(Problem(f"docs/{file.src_uri}", None, f"not UTF-8 (byte {error.start}); save it as UTF-8"))
        except Mistake as mistake:
            problems.extend(mistake.problems)
    if problems:
        raise Mistake(*problems)


@event_priority(-200)
def _add_shelves(files, config):
    i18n = config.plugins["i18n"]
    language = i18n.current_language
    for file in list(files):
        # Build code lies in the theme's folder, but is no part of the site.
        if file.src_uri.startswith("build/"):
            files.remove(file)
    _listed[:] = guides.newest_first(
        guides.Guide(file, _matters[file.src_uri], file.locale)
        for file in files.documentation_pages()
        if isinstance(_matters.get(file.src_uri), frontmatter.GuideMatter)
    )
    for guide in _listed:
        if guides.hero(guide.matter.title, guide.matter.image, files) is None:
            raise Mistake(Problem(f"docs/{guide.file.src_uri}", None, f"field `image`: there is no docs/{guide.matter.image}"))
    names = {
        Path(file.norm_src_uri).stem: _matters[file.src_uri].title
        for file in files.documentation_pages()
        if file.norm_src_uri.startswith("authors/")
    }
    _shelves.clear()
    for shelf in guides.shelves(_listed, names):
        _shelves[shelf.src_uri] = shelf
        if not files.get_file_from_path(shelf.src_uri):
            files.append(guides.shelf_page(shelf, language, i18n.default_language, config))
    i18n.i18n_files_per_language[language] = files.documentation_pages()
    return files


on_files = CombinedEvent(_check_front_matter, _add_shelves)


@event_priority(-200)
def on_nav(nav, config, files):
    words = strings(config.theme["language"])["site"]
    for item in nav.items:
        if item.is_section:
            item.title = words[f"nav_{item.title.lower()}"]
    nav.homepage.title = words["nav_home"]


@event_priority(-200)
def on_page_markdown(markdown, page, config, files):
    fences.enter(page)
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


def _template(file):
    """Return the template of a page, by where it lies."""
    folder, _, name = file.norm_src_uri.rpartition("/")
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
    if page.file.locale != config.theme["language"]:
        for item in _every(page.toc):
            item.typeset = _in_its_language(item.title, page.file.locale)
    html = direction.keep_article_with_its_noun(html)
    return foreign.tame(html, strings(page.file.locale)["site"])


def _every(items):
    for item in items:
        yield item
        yield from _every(item.children)


@event_priority(-200)
def on_page_context(context, page, config, nav):
    _share(context, config)
    language, own = context["language"], page.file.locale
    matter = _matters.get(page.file.src_uri)
    context |= {
        "matter": matter,
        "fallback": own if own != language else None,
        "shelf": _shelves.get(page.file.norm_src_uri),
        "demo_styles": [f"assets/demos/{name}.css" for name in _styled_demos()] if "<live-demo" in page.content else [],
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
    if isinstance(matter, frontmatter.GuideMatter):
        home = context["home_url"]
        links = [shelf for shelf in _shelves.values() if any(guide.file is page.file for guide in shelf.guides)]
        context["hero"] = _hero(matter)
        context["tag_links"] = [{"url": home + shelf.url, "name": shelf.name} for shelf in links if shelf.kind == "tags"]
        context["author"] = next({"url": home + shelf.url, "name": shelf.name} for shelf in links if shelf.kind == "authors")
    return context


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
        "foreign_link": foreign.foreign_link,
    }


def _hero(matter):
    return guides.hero(matter.title, matter.image, _files)


def _styled_demos():
    return [name for name in demos.REGISTRY if (ROOT / "demos" / name / "style.css").exists()]


def on_env(env, config, files):
    global _files
    _files = files
    env.filters["absolute"] = lambda url: urljoin(config.site_url, url)


def on_post_template(output_content, template_name, config):
    language = config.theme["language"]
    default = config.plugins["i18n"].default_language
    if template_name == "404.html" and language != default:
        # The last language built would otherwise be everybody's 404 page.
        target = Path(config.site_dir, language, "404.html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(output_content, "utf-8")
        return ""
    return output_content


def on_post_build(config):
    if config.theme["language"] != config.plugins["i18n"].default_language:
        return
    site = Path(config.site_dir)
    (site / "assets" / "demos").mkdir(parents=True, exist_ok=True)
    for name in _styled_demos():
        shutil.copyfile(ROOT / "demos" / name / "style.css", site / "assets" / "demos" / f"{name}.css")
    try:
        runtime.stage(site)
    except runtime.Unobtainable as error:
        raise BuildError(str(error)) from None
