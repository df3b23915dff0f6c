"""Shows pages that are not written in the default language on every language's site, too.

mkdocs-static-i18n shows a page of the default language where its translation is missing, but
leaves out a page that exists in other languages only. Readers should find it all the same, so it
is shown as it is, with a notice.
"""

from pathlib import Path

from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.framework import File, create_i18n_file, is_markdown_file


def add(files, i18n, config, src_uris: list[str]) -> None:
    """Add the pages that the language being built has no translation of.

    src_uris   every page of docs/
    """
    default, language = i18n.default_language, i18n.current_language
    for src_uri in src_uris:
        stem, own, _ = src_uri.rsplit(".", 2)
        if own == default != language and f"{stem}.{language}.md" not in src_uris:
            _add_pictures(files, i18n, config, own)
        if own == default or f"{stem}.{default}.md" in src_uris:
            continue
        sources = {other: uri for other in LANGUAGES if (uri := f"{stem}.{other}.md") in src_uris}
        if next(iter(sources)) != own:
            continue  # added with the first of its languages
        made = {}
        for to in LANGUAGES:
            written = File(sources.get(to, src_uri), config.docs_dir, config.site_dir, config.use_directory_urls)
            made[to] = create_i18n_file(written, to, default, i18n.all_languages, config)
        file = files.get_file_from_path(f"{stem}.md") or made[language]
        file.alternates = {**made, language: file}
        if file is made[language]:
            files.append(file)
            _add_pictures(files, i18n, config, own)


def _add_pictures(files, i18n, config, language: str) -> None:
    """Add the files of the page's language, such as x.en.svg, with the address that they have in that language's build."""
    for path in sorted(Path(config.docs_dir).rglob(f"*.{language}.*")):
        src_uri = path.relative_to(config.docs_dir).as_posix()
        if path.is_file() and not is_markdown_file(path.name) and src_uri not in files.src_uris:
            found = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
            files.append(create_i18n_file(found, language, i18n.default_language, i18n.all_languages, config))
