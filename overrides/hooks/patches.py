"""What we change in MkDocs and Material themselves, because they have no option for it.

Each patch names its reason and the version that it was written for. tests/hooks/test_patches.py
fails when one is no longer needed.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader

from overrides.hooks.framework import File, Files, Page, Theme, i18n_reconfigure
from overrides.hooks.serve.memory import Content

# Material 9.7 writes these. The alternative, copies of its largest templates with one attribute
# changed, would miss what later versions improve in them.
_INVALID_HTML = (
    # `autocomplete` means nothing on a checkbox.
    (' id="__drawer" autocomplete="off">', ' id="__drawer">'),
    (' id="__search" autocomplete="off">', ' id="__search">'),
    # The section of an index page, which has to be reached by keyboard in the drawer of a small screen.
    (' tabindex="">', ' tabindex="0">'),
)
_TOC_LABEL = '<label class="md-nav__title" for="__toc">'


def correct_html(html: str) -> str:
    """Return a page of Material's as valid HTML that screen readers read right."""
    for invalid, valid in _INVALID_HTML:
        html = html.replace(invalid, valid)
    # On a page outside the navigation Material writes the label of the table of contents without its checkbox.
    if 'id="__toc"' not in html:
        html = html.replace(_TOC_LABEL, _TOC_LABEL.replace(' for="__toc"', ""))
    return html


class _TemplateLoader(FileSystemLoader):
    """Lists our own templates each time, and those of installed themes once, without Material's 14,000 icons."""

    def __init__(self, folders: Sequence[str], ours: str) -> None:
        super().__init__(folders)
        self._ours = ours

    def list_templates(self) -> list[str]:
        lists = (FileSystemLoader(path).list_templates() if path == self._ours else _installed_templates(path) for path in self.searchpath)
        return sorted({name for names in lists for name in names})


@lru_cache
def _installed_templates(folder: str) -> list[str]:
    return [name for name in FileSystemLoader(folder).list_templates() if not name.startswith(".")]


def list_templates_once(theme: Theme) -> None:
    """Make a theme's environments share one list of the templates of installed themes.

    MkDocs 1.6 lists all files of the theme in every language's build to find those that it has to
    copy, which takes 0.4 s for Material's icons alone, and then passes over the icons.
    """
    get_env = theme.get_env

    def get_env_with_list() -> Environment:
        env = get_env()
        env.loader = _TemplateLoader(theme.dirs, theme.custom_dir or "")
        return env

    theme.get_env = get_env_with_list  # type: ignore[method-assign]


def call_it_material(theme: Theme) -> None:
    """Let mkdocs-static-i18n take MaterialX for Material, on which it is built.

    Version 1.3 sets the language only of a theme that is called `material` and whose package is mkdocs-material.
    """
    if theme.name == "materialx":
        theme.name = "material"
        i18n_reconfigure.MATERIAL_VERSION = "9.7"


def skip_rendering(page: Page, content: Content) -> None:
    """Make page.render() restore what an earlier build rendered.

    MkDocs 1.6 has no event that skips rendering, so replace page.render.
    """

    def render(config: Mapping, files: Files) -> None:
        page.content, page.toc = content.html, content.toc
        page._title_from_render = content.title
        page.present_anchor_ids = content.anchors
        found = {name: files.src_uris.get(name) or files.get_file_from_path(name) for name in content.links}
        page.links_to_anchors = {file: content.links[name] for name, file in found.items() if file}

    page.render = render  # type: ignore[method-assign]


def always_read(file: File) -> None:
    """Make a dirty build read a page, whether or not its file has changed: the lists that name it need its title."""
    file.is_modified = lambda: True  # type: ignore[method-assign]


def skip_writing(file: File) -> None:
    """Make a dirty build pass over a page that it has read, and over the check of its links.

    MkDocs 1.6 has no event that skips writing, and asks is_modified() once more before it.
    """
    file.is_modified = lambda: False  # type: ignore[method-assign]
    if file.page:
        file.page.links_to_anchors = None


def rendering_is_skipped(page: Page) -> bool:
    """Whether skip_rendering() was called for this page."""
    return "render" in vars(page)
