"""A language's Atom feed: the guides written in it, newest first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedgen.feed import FeedGenerator

# Guides in a feed
MOST = 30


@dataclass(frozen=True)
class Entry:
    """One guide. `url` is absolute."""

    url: str
    title: str
    summary: str
    author: str
    published: date
    updated: date
    tags: tuple[str, ...]


def atom(entries: list[Entry], *, url: str, home: str, title: str, subtitle: str, language: str) -> bytes:
    """Return the feed as XML. All its dates are dates of guides, so that every build gives the same bytes.

    entries  at least one; the feed has the MOST newest of them
    url      the feed's own address, absolute
    home     the address of the home page in this language, absolute
    """
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.url), reverse=True)[:MOST]
    feed = FeedGenerator()
    feed.id(url)
    feed.title(title)
    feed.subtitle(subtitle)
    feed.language(language)
    feed.link(href=url, rel="self", type="application/atom+xml")
    feed.link(href=home, rel="alternate", type="text/html", hreflang=language)
    feed.updated(_moment(newest[0].updated))
    for entry in newest:
        added = feed.add_entry(order="append")
        added.id(entry.url)
        added.title(entry.title)
        added.link(href=entry.url, rel="alternate", type="text/html", hreflang=language)
        added.author(name=entry.author)
        added.summary(entry.summary)
        added.published(_moment(entry.published))
        added.updated(_moment(entry.updated))
        added.category([{"term": tag} for tag in entry.tags])
    return feed.atom_str(pretty=True)


def _moment(day):
    return datetime.combine(day, time(), UTC)
