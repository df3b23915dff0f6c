"""What a page says of itself to machines: schema.org, as JSON-LD."""

import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Link:
    """A page by its name and whole address."""

    name: str
    url: str


@dataclass(frozen=True)
class Described:
    """What every page knows of itself; all addresses are whole ones."""

    url: str
    title: str
    description: str
    language: str
    picture: str
    home: Link
    # From the home page down to the page itself, both left out.
    above: tuple[Link, ...] = ()


def website(page: Described) -> list[dict]:
    """Return what stands on a home page."""
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
    """Return what stands on any other page; `kind` is a kind of WebPage."""
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
    """Return what stands on a guide.

    team          whether the author is more than one person
    original      address of the text that this one translates
    translations  addresses of its translations, by language
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
    # The one character that could end the element, or begin a comment in it.
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
