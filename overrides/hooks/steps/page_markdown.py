"""A page's Markdown before MkDocs renders it, and its HTML afterwards."""

import re
from types import SimpleNamespace
from typing import Any

from markupsafe import escape

from demos.markup import Markup, element
from overrides.hooks import cache, patches
from overrides.hooks.content import glossary
from overrides.hooks.content.packed import Packed
from overrides.hooks.content.site_languages import direction
from overrides.hooks.languages import cross_links
from overrides.hooks.listing import reading_time
from overrides.hooks.listing.navigation import every_item
from overrides.hooks.markdown import (
    arabic_article,
    demo_fence,
    external_content,
    leftover_marks,
    mathml,
    page_context,
    print_notes,
)
from overrides.hooks.site import Site
from overrides.hooks.steps.language_site import template_of

# Markdown writes the way back from a footnote in English on every page.
_BACK = re.compile(r"Jump back to footnote (\d+) in the text")
# These get no links to the glossary: itself, and other people's licences.
_WITHOUT_GLOSSARY = ("glossary.md", "notices.md")


def source(site: Site, page) -> str | None:
    """Return the text that the checker read, without its front matter, which need not be parsed twice."""
    checked = site.pages.get(page.file.src_uri)
    return f"---\n{{}}\n---\n{checked.body}\n" if checked else None


def front_matter(site: Site, page) -> dict[str, Any]:
    """Return the fields of a page's front matter, as the checker read them."""
    matter = site.matter(page.file)
    return matter.model_dump(exclude_none=True) if matter else {}


def prepare(site: Site, page, markdown: str) -> str:
    """Return the Markdown of a page, and give the page its title and template.

    Raises Mistake for a fence whose demo cannot be read.
    """
    file = page.file
    if file.norm_src_uri == "glossary.md":
        label = site.strings[file.locale]["search"]["in_other_language"]
        markdown = f"{markdown}\n\n{glossary.markdown(site.glossary, file.locale, label)}"
    _name(site, page)
    if content := site.now.memory.content(page, markdown, _demos_version(markdown), accept_old=not site.writes(file)):
        patches.skip_rendering(page, content)
        return markdown
    written = site.pages.get(file.src_uri)
    context = page_context.PageContext(
        file=f"docs/{file.src_uri}",
        src_uri=file.src_uri,
        language=file.locale,
        written=written,
        strings=site.strings[file.locale],
        glossary=None if file.norm_src_uri in _WITHOUT_GLOSSARY else site.glossary,
    )
    demo_fence.refuse_unreadable_names(context)
    site.config.mdx_configs[page_context.NAME] = {"context": context}
    return markdown


def finish(site: Site, page, html: str) -> str | Packed:
    """Return a page's HTML with mathematics, in the words of its language, and without content of other hosts.

    Raises Mistake for a formula that is no LaTeX. Markdown that was not rendered goes into site.problems.
    """
    if patches.rendering_is_skipped(page):
        return html
    language, strings = page.file.locale, site.strings[page.file.locale]["site"]
    if language != site.language:
        html = cross_links.translate_anchors(html, page, site.pages)
        for item in every_item(page.toc):
            item.typeset = _in_its_language(item.title, language)
    written = site.pages.get(page.file.src_uri)
    html = mathml.typeset(html, written.text if written else page.markdown, f"docs/{page.file.src_uri}")
    html = arabic_article.keep_article_with_its_noun(html)
    html = external_content.without_external_content(html, strings)
    left = leftover_marks.problems(html, written) if written else []
    site.problems += left
    html = print_notes.with_print_notes(html)
    html = _BACK.sub(lambda found: strings["footnote_back"].format(number=found[1]), html)
    if site.memory is None:
        site.now.minutes[page.file.src_uri] = reading_time.minutes(html, site.strings[language])
        page.markdown = ""
        if written:
            written.release()
        return Packed(html)  # MkDocs renders all pages before it writes the first one
    if not left:
        site.now.memory.store_content(page, html)
    return html


def unpack(page) -> None:
    """Give a page its HTML, when its turn to be written comes."""
    page.content = str(page.content)


def release(site: Site, page) -> None:
    """Let go of the HTML of a page that is written: MkDocs keeps the page for as long as it builds."""
    if site.memory is None:
        page.content = ""


def _name(site: Site, page) -> None:
    file = page.file
    # Material's templates write these without escaping.
    for field in ("title", "description", "author"):
        if field in page.meta:
            page.meta[field] = escape(page.meta[field])
    # The navigation names the home page by what it is, every other page by its title.
    if file.norm_src_uri != "index.md":
        page.title = page.meta["title"]
    page.meta.setdefault("template", template_of(site, file))
    if file.locale != site.language:
        page.typeset = _in_its_language(page.title, file.locale)


def _in_its_language(title: str, language: str) -> SimpleNamespace:
    """Return what Material shows for `typeset` in place of a title: foreign words would take the wrong direction."""
    return SimpleNamespace(title=element("span", Markup(title), lang=language, dir=direction(language)))


def _demos_version(markdown: str) -> str:
    """Return what a page's demos depend on; nothing for a page that has no fence of ours."""
    return cache.demos_version() if re.search(r"(?:```|~~~)\s*(?:demo|python)", markdown) else ""
