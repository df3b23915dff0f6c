"""Structured data about a page for search engines: schema.org, as JSON-LD."""

import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Link:
    """The name and the absolute address of a page."""

    name: str
    url: str


@dataclass(frozen=True)
class Described:
    """The data that every page has. All addresses are absolute."""

    url: str
    title: str
    description: str
    language: str
    picture: str
    home: Link
    # The pages between the home page and this one, which are not included.
    above: tuple[Link, ...] = ()


def website(page: Described) -> list[dict]:
    """Return the data of a home page."""
    return [
        {
            "@type": "WebSite",
            "@id": f"{page.url}#website",
            "name": page.home.name,
            "url": page.url,
            "description": page.description,
            "inLanguage": page.language,
            "publisher": _publisher(page),
        }
    ]


def plain(page: Described, kind: str = "WebPage") -> list[dict]:
    """Return the data of any other page; `kind` is WebPage or a subtype of it."""
    return [
        {
            "@type": kind,
            "@id": page.url,
            "url": page.url,
            "name": page.title,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": {"@id": f"{page.home.url}#website"},
        },
        _breadcrumbs(page),
    ]


def article(
    page: Described,
    *,
    author: Link,
    team: bool,
    published: date,
    updated: date,
    tags: list[str],
    original: str | None,
    translations: dict[str, str],
) -> list[dict]:
    """Return the data of a guide.

    team          whether the author is more than one person
    original      address of the page that this one is a translation of
    translations  {language: address} of its translations
    """
    described = {
        "@type": "Article",
        "@id": f"{page.url}#article",
        "mainEntityOfPage": page.url,
        "headline": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "author": {"@type": "Organization" if team else "Person", "name": author.name, "url": author.url},
        "publisher": _publisher(page),
        "datePublished": published.isoformat(),
        "dateModified": updated.isoformat(),
        "image": [page.picture],
        "keywords": tags,
        "isAccessibleForFree": True,
        "isPartOf": {"@id": f"{page.home.url}#website"},
    }
    if original:
        described["translationOfWork"] = {"@type": "Article", "@id": f"{original}#article"}
    if translations:
        described["workTranslation"] = [
            {"@type": "Article", "@id": f"{url}#article", "inLanguage": language}
            for language, url in sorted(translations.items())
        ]
    return [described, _breadcrumbs(page)]


def script(graph: list[dict]) -> str:
    """Return the text of a <script type="application/ld+json">."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # "<" is the only character that could end the element, or begin a comment in it.
    return text.replace("<", "\\u003c")


def _publisher(page):
    return {"@type": "Organization", "name": page.home.name, "url": page.home.url}


def _breadcrumbs(page):
    trail = [page.home, *page.above, Link(page.title, page.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": link.name, "item": link.url}
            for at, link in enumerate(trail, 1)
        ],
    }
