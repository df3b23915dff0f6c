"""The records that templates get, made of what the site knows: SiteData for every template, PageData for a page."""

from html import unescape
from typing import Any
from urllib.parse import urlsplit

from overrides.hooks.content import site_languages
from overrides.hooks.content.front_matter import GuideMatter, PageMatter
from overrides.hooks.delivery import csp
from overrides.hooks.listing import guides, reading_time
from overrides.hooks.listing.guides import Hero, Shelf
from overrides.hooks.markdown.external_content import external_link
from overrides.hooks.metadata import atom, json_ld, social_cards
from overrides.hooks.metadata.json_ld import Link
from overrides.hooks.site import Alternate, NamedLink, PageData, Site, SiteData
from overrides.hooks.steps.export import MARKDOWN, notebook_name


def of_site(site: Site, alternates: list[Alternate]) -> SiteData:
    """Return what every template gets.

    alternates  the same page, or the home page, in every language
    """
    now = site.now
    return SiteData(
        language=now.language,
        home_url=now.home_url,
        strings=now.strings["site"],
        all_strings=site.strings,
        alternates=alternates,
        guides=now.guides,
        shelves=[*now.shelves.values()],
        feed=now.feed,
        policy=csp.PLACEHOLDER,
        day=lambda when, language: guides.day(when, site.strings[language]),
        names=site_languages.NAMES,
        directions={language: site_languages.direction(language) for language in site.strings},
        hero_of=lambda guide: _hero(site, guide.matter),
        reading_time=lambda file: _reading_time(site, file),
        external_link=external_link,
        translation_status=lambda: site.translations.status(now.files, now.language),
        translations_of=lambda file: translations(site, file),
    )


def alternates_of(file) -> list[Alternate]:
    """Return a page in every language that it is shown in."""
    return [Alternate(language, other.url, other.locale == language) for language, other in sorted(file.alternates.items())]


def of_page(site: Site, page) -> PageData:
    """Return what the template of a page gets."""
    now, file = site.now, page.file
    matter, shelf = site.matter(file), now.shelves.get(file.norm_src_uri)
    fallback = file.locale if file.locale != now.language else None
    # A page shown in another language is no page of its own: search engines are sent to the one that it is.
    url = site.absolute(file.alternates[file.locale].url if fallback else file.url)
    author = _author(site, matter, file) if isinstance(matter, GuideMatter) else None
    written_in = [] if fallback else translations(site, file)
    behind = site.translations.behind.get(file.src_uri)
    described = json_ld.Described(
        url=url,
        title=_title(page, matter),
        description=matter.description if matter else unescape(str(page.meta["description"])),
        language=file.locale,
        picture=_social_card(site, page, matter, shelf),
        home=Link(site.config.site_name, site.absolute(now.home_url)),
        above=_above(site, file),
    )
    if author and isinstance(matter, GuideMatter) and not fallback:
        now.entries.append(_entry(described, matter, author))
    return PageData(
        language=file.locale,
        strings=site.strings[file.locale]["site"],
        matter=matter,
        fallback=fallback,
        original=Alternate(behind, file.alternates[behind].url, True) if behind else None,
        shelf=shelf,
        hero=_hero(site, matter) if isinstance(matter, GuideMatter) else None,
        author=author,
        tags=[NamedLink(shelf.name, now.home_url + shelf.url) for shelf in _shelves(site, file, "tags")],
        canonical=url,
        translations=written_in,
        social_card=described.picture,
        structured=json_ld.script(_graph(site, described, matter, shelf, author, written_in)),
        markdown=file.alternates[file.locale].url + MARKDOWN,
        notebook=_notebook(page, matter),
        cached_html=now.cached_pages.get(file.src_uri),
    )


def translations(site: Site, file) -> list[tuple[str, str]]:
    """Return (language, absolute address) of the texts that say the same, and of the default one as x-default.

    A page in a language that it was not written for is no translation.
    """
    written = {language: site.absolute(other.url) for language, other in sorted(file.alternates.items()) if other.locale == language}
    return [*written.items(), ("x-default", written.get(site.default_language) or min(written.values()))]


def _title(page, matter: PageMatter | None) -> str:
    return matter.title if matter else unescape(str(page.meta["title"]))


def _hero(site: Site, matter: GuideMatter) -> Hero | None:
    return guides.hero(matter.title, matter.image, site.now.files)


def _reading_time(site: Site, file) -> str:
    """Return how long a guide takes, in words of its own language."""
    minutes, strings = site.now.minutes, site.strings[file.locale]
    if file.src_uri not in minutes:  # every list that shows a guide asks for it
        minutes[file.src_uri] = reading_time.minutes(file.page.content, strings)
    return reading_time.in_words(minutes[file.src_uri], strings["site"], file.locale)


def _shelves(site: Site, file, kind: str) -> list[Shelf]:
    return [shelf for shelf in site.now.shelves.values() if shelf.kind == kind and any(guide.file is file for guide in shelf.guides)]


def _author(site: Site, matter: GuideMatter, file) -> NamedLink:
    shelf = _shelves(site, file, "authors")[0]
    pages = [page.matter for uri, page in site.pages.items() if uri.startswith(f"authors/{matter.author}.")]
    team = any((matter.model_extra or {}).get("team") is True for matter in pages)
    return NamedLink(shelf.name, site.now.home_url + shelf.url, team)


def _notebook(page, matter: PageMatter | None) -> str | None:
    """Return the address of a guide's notebook; None if it has no live cell."""
    url = page.file.alternates[page.file.locale].url
    return url + notebook_name(url) if isinstance(matter, GuideMatter) and '<live-demo name="cell"' in page.content else None


def _social_card(site: Site, page, matter: PageMatter | None, shelf: Shelf | None) -> str:
    """Note the picture that goes with links to a page, to be drawn after the build, and return its address."""
    language = page.file.locale
    strings = site.strings[language]["site"]
    kind = strings[f"kind_{shelf.kind}"] if shelf else strings["kind_guides"] if isinstance(matter, GuideMatter) else ""
    title = shelf.name if shelf else _title(page, matter)
    card = social_cards.Card(language, kind, title, strings["site_name"], urlsplit(site.absolute("")).netloc)
    name = card.file_name(site.logo)
    site.social_cards[name] = card
    return site.absolute(f"assets/social/{name}")


def _above(site: Site, file) -> tuple[Link, ...]:
    """Return the index of the page's folder, if it is not the page itself."""
    folder, _, name = file.norm_src_uri.rpartition("/")
    if not folder or name == "index.md":
        return ()
    found: Any = site.now.files.documentation_pages()  # with mkdocs-static-i18n's attributes
    indexes = [other for other in found if other.norm_src_uri == f"{folder}/index.md"]
    return tuple(Link(unescape(str(index.page.meta["title"])), site.absolute(index.url)) for index in indexes)


def _graph(site: Site, described, matter, shelf: Shelf | None, author: NamedLink | None, written_in) -> list[dict]:
    if author:
        others = {language: url for language, url in written_in if language not in ("x-default", described.language)}
        return json_ld.article(
            described,
            author=Link(author.name, site.absolute(author.url)),
            team=author.team,
            published=matter.publishedAt or matter.updatedAt,
            updated=matter.updatedAt,
            tags=matter.tags,
            # The guides are written in the default language first.
            original=others.get(site.default_language),
            translations={} if site.default_language in others else others,
        )
    if described.url == described.home.url:
        return json_ld.website(described)
    return json_ld.plain(described, {"authors": "ProfilePage", "tags": "CollectionPage"}.get(shelf.kind if shelf else "", "WebPage"))


def _entry(described, matter: GuideMatter, author: NamedLink) -> atom.Entry:
    return atom.Entry(
        url=described.url,
        title=matter.title,
        summary=matter.description,
        author=author.name,
        published=matter.publishedAt or matter.updatedAt,
        updated=matter.updatedAt,
        tags=tuple(matter.tags),
    )
