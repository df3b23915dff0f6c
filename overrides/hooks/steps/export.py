"""Write what readers take away of each guide: its Markdown, its notebook if it has code, and llms.txt of each language.

The Markdown costs a file for each guide, a notebook one for each guide with a live cell.
"""

import posixpath
from functools import partial
from urllib.parse import unquote, urljoin

from overrides.hooks.content.pages import Page, address_of, split_language
from overrides.hooks.content.site_languages import home_of
from overrides.hooks.export.markdown import Entry, llms_txt, markdown
from overrides.hooks.export.notebook import notebook
from overrides.hooks.export.parts import Code, parts
from overrides.hooks.markdown import cell_fence
from overrides.hooks.site import Site

MARKDOWN = "index.md"


def write(site: Site) -> None:
    """Write the files of the language that was built, for the guides that are written in it."""
    now, entries = site.now, []
    for guide in now.guides:
        page = site.pages.get(guide.file.src_uri)
        if page is None or guide.language != now.language:
            continue
        states = cell_fence.first_states(cell_fence.fences_of(page), page.language, page.file)
        found = parts(page, now.strings, site.absolute(guide.url), partial(_resolved, site, page), partial(_result, states))
        folder = (site.folder / guide.file.dest_uri).parent
        (folder / MARKDOWN).write_text(markdown(found), "utf-8")
        if any(isinstance(part, Code) for part in found):
            (folder / unquote(notebook_name(guide.url))).write_text(notebook(found, page.language), "utf-8")
        entries.append(Entry(page.matter.title, site.absolute(guide.url + MARKDOWN), page.matter.description))
        if site.memory is None:
            page.release()
    config = site.config
    text = llms_txt(config.site_name, config.site_description or "", now.strings["site"]["nav_guides"], entries)
    (site.folder / now.home_url / "llms.txt").write_text(text, "utf-8")


def notebook_name(url: str) -> str:
    """Return the address of the notebook of a guide at guides/x/, from there: x.ipynb."""
    return f"{posixpath.basename(url.rstrip('/'))}.ipynb"


def _result(states: dict, codes: list[str]) -> dict:
    return states[len(codes) - 1, codes[-1]]["result"]


def _resolved(site: Site, page: Page, link: str) -> str:
    """Return a link of a page as an absolute address. x.md is in the page's language, x.en.md in English."""
    path, _, anchor = link.partition("#")
    if not path:
        return f"{site.absolute(home_of(page.language) + page.address)}#{anchor}"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path))
    if target.endswith(".md"):
        name, language = split_language(target)
        target = home_of(language or page.language) + address_of(name)
    return urljoin(site.absolute(""), target) + (f"#{anchor}" if anchor else "")
