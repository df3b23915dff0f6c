"""Pages that are in English only, for the Arabic site.

mkdocs-static-i18n shows a page of the default language where a translation is
missing, and leaves the others out. A reader would rather have it than miss it, so a
page is shown as it is, with the notice, in whichever language it is not.
"""

from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file
from mkdocs_static_i18n.suffix import create_i18n_file

from overrides.hooks.content.messages import LANGUAGES


def add(files, i18n, config, src_uris: list[str]) -> None:
    """Put pages of another language into a language's build.

    src_uris   every page of docs/
    """
    default, language = i18n.default_language, i18n.current_language
    for src_uri in src_uris:
        stem, own, _ = src_uri.rsplit(".", 2)
        if own == default != language and f"{stem}.{language}.md" not in src_uris:
            _add_pictures(files, i18n, config, own)
        if own == default or f"{stem}.{default}.md" in src_uris:
            continue
        written = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        made = {to: create_i18n_file(written, to, default, i18n.all_languages, config) for to in LANGUAGES}
        file = files.get_file_from_path(f"{stem}.md") or made[language]
        file.alternates = {**made, language: file}
        if file is made[language] and language == default:
            files.append(file)
            _add_pictures(files, i18n, config, own)


def _add_pictures(files, i18n, config, language: str) -> None:
    """Let a page find its own language's files, x.en.svg, at the address that they have in that language."""
    for path in sorted(Path(config.docs_dir).rglob(f"*.{language}.*")):
        src_uri = path.relative_to(config.docs_dir).as_posix()
        if path.is_file() and not is_markdown_file(path.name) and src_uri not in files.src_uris:
            found = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
            files.append(create_i18n_file(found, language, i18n.default_language, i18n.all_languages, config))
