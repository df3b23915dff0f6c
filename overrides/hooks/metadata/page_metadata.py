"""MkDocs's events for what is around a page: its policy, and what tells engines and networks of it.

It comes after hooks.py, whose context it reads.
"""

from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.plugins import CombinedEvent, event_priority

from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.delivery import csp, headers, material_fixes
from overrides.hooks.listing import reading_time
from overrides.hooks.metadata import atom, json_ld, social_cards
from overrides.hooks.metadata.json_ld import Link

_serving = False
_scripts: set[str] = set()
_cards: dict[str, social_cards.Card] = {}
_entries: list[atom.Entry] = []
_files: Any = None  # the files of every language, from on_env on


def on_startup(command, dirty):
    global _serving
    _serving = command == "serve"


@event_priority(-300)
def on_env(env, config, files):
    global _files
    _files = files
    _entries.clear()


def on_template_context(context, template_name, config):
    context["policy"] = csp.PLACEHOLDER
    context["feed"] = _feed(context)
    context["translations_of"] = lambda file: _translations(file.alternates, config)
    return context


@event_priority(-300)
def on_page_context(context, page, config, nav):
    context["policy"] = csp.PLACEHOLDER
    context["feed"] = _feed(context)
    context["reading_time"] = _reading_time
    own, fallback = page.file.locale, context["fallback"]
    # A page shown in another language is no page of its own: engines are sent to the one it is.
    url = urljoin(config.site_url, page.file.alternates[own].url if fallback else page.file.url)
    context["canonical"] = url
    context["translations"] = [] if fallback else _translations(page.file.alternates, config)
    matter, shelf = context["matter"], context["shelf"]
    title = matter.title if matter else unescape(str(page.meta["title"]))
    picture = _picture(context, config, shelf.name if shelf else title, own)
    context["social"] = picture
    described = json_ld.Described(
        url=url,
        title=title,
        description=matter.description if matter else unescape(str(page.meta["description"])),
        language=own,
        picture=picture,
        home=Link(config.site_name, urljoin(config.site_url, context["home_url"])),
        above=_above(page, config),
    )
    context["structured"] = json_ld.script(_graph(described, context, config))
    if isinstance(matter, GuideMatter) and not fallback:
        _entries.append(_entry(described, matter, context))
    return context


def _feed(context):
    """Return the address of a language's feed, from the site's root; None while it has no guide."""
    language = context["language"]
    return f"{context['home_url']}feed.xml" if any(guide.language == language for guide in context["guides"]) else None


def _reading_time(file, strings):
    """Return how long a guide takes, in words of its own language."""
    words = strings(file.locale)["site"]
    return reading_time.in_words(reading_time.minutes(file.page.content, file.locale), words, file.locale)


def _translations(alternates, config):
    """Return (language, address) of the texts that say the same, a page's own among them, and of the default one.

    alternates  files by language; one in a language that it was not written for is no translation
    """
    true = {language: urljoin(config.site_url, file.url) for language, file in sorted(alternates.items()) if file.locale == language}
    return [*true.items(), ("x-default", true.get(config.plugins["i18n"].default_language) or min(true.values()))]


def _picture(context, config, title, language):
    words = context["strings"](language)["site"]
    shelf = context["shelf"]
    kind = words[f"kind_{shelf.kind}"] if shelf else words["kind_guides"] if isinstance(context["matter"], GuideMatter) else ""
    site_name = words["site_name"]
    card = social_cards.Card(language, kind, title, site_name, urlsplit(config.site_url).netloc)
    name = card.file_name(_logo(config))
    _cards[name] = card
    return urljoin(config.site_url, f"assets/social/{name}")


def _logo(config):
    return Path(config.docs_dir, config.theme["logo"])


def _above(page, config):
    """Return the index of the page's folder, if it is not the page itself."""
    folder, _, name = page.file.norm_src_uri.rpartition("/")
    if not folder or name == "index.md":
        return ()
    indexes = [file for file in _files.documentation_pages() if file.norm_src_uri == f"{folder}/index.md"]
    return tuple(Link(unescape(str(file.page.meta["title"])), urljoin(config.site_url, file.url)) for file in indexes)


def _graph(described, context, config):
    matter, shelf = context["matter"], context["shelf"]
    if isinstance(matter, GuideMatter):
        others = {language: url for language, url in context["translations"] if language not in ("x-default", described.language)}
        return json_ld.article(
            described,
            author=_author(context, config),
            team=context["author"]["team"],
            published=matter.publishedAt or matter.updatedAt,
            updated=matter.updatedAt,
            tags=matter.tags,
            # The guides are written in Arabic first.
            original=others.get("ar"),
            translations={} if "ar" in others else others,
        )
    if described.url == described.home.url:
        return json_ld.website(described)
    return json_ld.plain(described, {"authors": "ProfilePage", "tags": "CollectionPage"}.get(shelf and shelf.kind, "WebPage"))


def _author(context, config):
    return Link(context["author"]["name"], urljoin(config.site_url, context["author"]["url"]))


def _entry(described, matter, context):
    return atom.Entry(
        url=described.url,
        title=matter.title,
        summary=matter.description,
        author=context["author"]["name"],
        published=matter.publishedAt or matter.updatedAt,
        updated=matter.updatedAt,
        tags=tuple(matter.tags),
    )


@event_priority(-300)
def on_post_page(output, page, config):
    return _guarded(output)


# Before hooks.py writes the other languages' 404 page.
@event_priority(100)
def on_post_template(output_content, template_name, config):
    return _guarded(output_content) if template_name.endswith(".html") else output_content


def _guarded(html):
    html = material_fixes.mend(html)
    # `mkdocs serve` writes a new script of its own into every page that it sends.
    scripts = {"'unsafe-inline'"} if _serving else csp.inline_scripts(html)
    _scripts.update(scripts)
    return csp.insert(html, scripts)


@event_priority(100)
def _write_feed(config):
    if not _entries:
        return
    language, i18n = config.theme["language"], config.plugins["i18n"]
    path = "" if language == i18n.default_language else f"{language}/"
    home = urljoin(config.site_url, path)
    feed = atom.atom(
        _entries,
        url=f"{home}feed.xml",
        home=home,
        title=config.site_name,
        subtitle=config.site_description,
        language=language,
    )
    Path(config.site_dir, path, "feed.xml").write_bytes(feed)


@event_priority(-300)
def _finish(config):
    # The default language's build holds the others' inside it: this is after all of them.
    if config.plugins["i18n"].building:
        return
    site = Path(config.site_dir)
    pictures = site / "assets" / "social"
    social_cards.draw(_cards, pictures, project=Path(config.docs_dir).parent, logo=_logo(config), fonts=site / "assets" / "fonts")
    # MkDocs dates the packed copy by the clock; hosts pack what they send by themselves.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "_headers").write_text(headers.headers(site, _scripts), "utf-8")
    _scripts.clear()
    _cards.clear()


on_post_build = CombinedEvent(_write_feed, _finish)
