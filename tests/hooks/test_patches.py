"""Each patch of MkDocs, Material and SuperFences: it works, and it is still needed."""

from pathlib import Path
from types import SimpleNamespace

import material
import mkdocs.commands.build
import pytest
from markdown import Markdown

from overrides.hooks import patches
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.framework import File, Page, Theme, i18n_reconfigure
from overrides.hooks.markdown.fence import stops_the_build
from overrides.hooks.serve.memory import Content

MATERIAL = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize("invalid, valid", patches._INVALID_HTML)
def test_material_still_writes_what_is_corrected(invalid, valid):
    # Its templates write the value of tabindex by an expression, which is empty on an index page.
    sources = "".join(path.read_text("utf-8") for path in MATERIAL.rglob("*.html"))
    assert invalid in sources or (invalid == ' tabindex="">' and 'tabindex="{{ tabindex }}"' in sources)
    assert patches.correct_html(f"<input{invalid}") == f"<input{valid}"


def test_material_still_labels_a_checkbox_that_some_pages_lack():
    assert patches._TOC_LABEL in (MATERIAL / "partials/toc.html").read_text("utf-8")
    assert 'id="__toc"' not in (MATERIAL / "partials/toc.html").read_text("utf-8")
    assert 'for="__toc"' not in patches.correct_html(patches._TOC_LABEL)
    assert 'for="__toc"' in patches.correct_html(patches._TOC_LABEL + '<input id="__toc">')


def test_mkdocs_still_lists_the_icons_and_the_patch_does_not():
    theme = Theme(name="material")
    plain = theme.get_env().list_templates()
    assert sum(name.startswith(".icons/") for name in plain) > 10_000
    patches.list_templates_once(theme)
    assert theme.get_env().list_templates() == [name for name in plain if not name.startswith(".")]
    assert theme.get_env().get_template(".icons/material/magnify.svg").render()


def test_static_i18n_still_asks_for_material_by_name_and_takes_materialx_for_it(monkeypatch):
    source = Path(i18n_reconfigure.__file__).read_text("utf-8")
    assert 'config.theme.name == "material"' in source and 'version("mkdocs-material")' in source
    monkeypatch.setattr(i18n_reconfigure, "MATERIAL_VERSION", None)
    for name, called, version in (("material", "material", None), ("mkdocs", "mkdocs", None), ("materialx", "material", "9.7")):
        theme = SimpleNamespace(name=name)
        patches.call_it_material(theme)
        assert (theme.name, i18n_reconfigure.MATERIAL_VERSION) == (called, version)


def test_mkdocs_still_renders_every_page_and_the_patch_restores_one():
    source = Path(mkdocs.commands.build.__file__).read_text("utf-8")
    assert "        page.render(config, files)\n" in source, "look whether rendering can be skipped by an option now"
    page = object.__new__(Page)
    assert not patches.rendering_is_skipped(page)
    patches.skip_rendering(page, Content("<p>", "toc", "Title", {"id"}, {}))
    assert patches.rendering_is_skipped(page)
    page.render({}, None)
    assert (page.content, page.toc, page.present_anchor_ids, page.links_to_anchors) == ("<p>", "toc", {"id"}, {})


def test_mkdocs_still_writes_every_page_that_it_reads_and_the_patches_part_the_two():
    source = Path(mkdocs.commands.build.__file__).read_text("utf-8")
    assert source.count("if dirty and not page.file.is_modified():") == 2, "look whether a page can be read and not written now"
    file = File("x.md", "docs", "site", True)
    file.page = SimpleNamespace(links_to_anchors={"a": "b"})
    patches.always_read(file)
    assert file.is_modified()
    patches.skip_writing(file)
    assert not file.is_modified()
    assert not file.page.links_to_anchors


def _render(formatter):
    fence = {"name": "demo", "class": "demo", "format": formatter, "validator": lambda *args: args[2].update(words=["x"]) or True}
    extensions = ["pymdownx.superfences", "overrides.hooks.markdown.page_context"]
    context = {"context": type("Page", (), {"file": "docs/x.en.md", "written": None})()}
    settings = {"pymdownx.superfences": {"custom_fences": [fence]}, "overrides.hooks.markdown.page_context": context}
    return Markdown(extensions=extensions, extension_configs=settings).convert("```demo x\n```")


def _fails(source, language, css_class, options, md, **kwargs):
    raise ValueError("a mistake in a demo")


def test_superfences_still_swallows_an_exception_and_the_patch_does_not():
    assert "demo x" in _render(_fails), "SuperFences raises now"
    with pytest.raises(Mistake, match=r"docs/x\.en\.md:1:1: error: demo `x` raised ValueError: a mistake in a demo"):
        _render(stops_the_build(_fails))
