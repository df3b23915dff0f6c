"""The way of a page: every event of MkDocs that the site uses, in the order in which they run.

mkdocs-static-i18n builds the site once a language: the events from on_config to on_post_build run
for the first language, and inside its on_post_build they run again for each other one. It acts at priority -100,
so what needs its languages comes at -200. Everything that a build knows is in one Site, stored in its config.
"""

from urllib.parse import urlsplit

from overrides.hooks import patches
from overrides.hooks.check import check
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.content.site_languages import home_of
from overrides.hooks.framework import CombinedEvent, event_priority
from overrides.hooks.listing import navigation, reading_time
from overrides.hooks.serve import rebuild
from overrides.hooks.site import Alternate, Site
from overrides.hooks.steps import bare_pages, export, language_site, page_data, page_markdown, publish, read_docs


@event_priority(100)
def on_config(config):
    """Read and check docs/, once for all languages, and make the navigation."""
    i18n = config.plugins["i18n"]
    if not i18n.building:
        vars(config)["site"] = read_docs.begin(config, i18n.config.languages, check)
        patches.call_it_material(config.theme)
        patches.list_templates_once(config.theme)
    config.nav = navigation.order([*_site(config).pages.values()])


@event_priority(100)
def _remove_drafts(files, config):
    for file in [file for file in files if file.src_uri in _site(config).drafts]:
        files.remove(file)
    return files


@event_priority(-200)
def _add_pages(files, config):
    """Add the pages that no file holds, and those that the other language has no translation of."""
    site, i18n = _site(config), config.plugins["i18n"]
    site.languages[i18n.current_language] = now = language_site.begin(site, files, i18n)
    i18n.i18n_files_per_language[i18n.current_language] = now.files.documentation_pages()
    return now.files


# Between the two mkdocs-static-i18n looks for the translations.
on_files = CombinedEvent(_remove_drafts, _add_pages)


@event_priority(-200)
def on_nav(nav, config, files):
    """Name the sections in the language that is built."""
    now = _site(config).now
    now.nav = navigation.named(nav, now.strings["site"])


def on_page_read_source(page, config):
    """Give MkDocs the text that was checked."""
    return page_markdown.source(_site(config), page)


@event_priority(1000)
def _read_front_matter(markdown, page, config, files):
    page.meta.update(page_markdown.front_matter(_site(config), page))


@event_priority(-200)
def _prepare_markdown(markdown, page, config, files):
    return page_markdown.prepare(_site(config), page, markdown)


on_page_markdown = CombinedEvent(_read_front_matter, _prepare_markdown)


def on_page_content(html, page, config, files):
    """Mathematics, Arabic articles, content of other hosts, links across languages."""
    return page_markdown.finish(_site(config), page, html)


def on_env(env, config, files):
    """All pages have their content: find those that `mkdocs serve` can take from its memory, and write the demos' own pages.

    Raises Mistake for marks left in pages.
    """
    site = _site(config)
    if site.problems:
        raise Mistake(*site.problems, warnings_before=site.warnings)
    env.filters["absolute"] = site.absolute
    env.filters["guides_in_words"] = lambda count: reading_time.in_words(count, site.now.strings["site"], site.language, "guides")
    if site.memory:
        env.bytecode_cache = site.memory.templates
        if site.partial is not None:
            language_site.skip_other_pages(site)
        language_site.find_cached_pages(site)
    if site.partial is None:
        bare_pages.write(site, env)


def on_template_context(context, template_name, config):
    """404, offline page, manifest, sitemap."""
    site = _site(config)
    homes = [Alternate(language, home_of(language), False) for language in site.strings]
    context["site"] = page_data.of_site(site, homes)
    if template_name == "offline.html":
        # It is shown at any address, so its links begin at the host's root, as those of 404.html do.
        context["base_url"] = urlsplit(config.site_url).path
    return context


def on_post_template(output_content, template_name, config):
    site = _site(config)
    html = publish.with_policy(site, output_content) if template_name.endswith(".html") else output_content
    if template_name in ("404.html", "offline.html", "manifest.webmanifest") and site.language != site.default_language:
        publish.write_other_language(site, template_name, html)
        return ""
    return html


@event_priority(-200)
def on_page_context(context, page, config, nav):
    """The records that a page's template reads."""
    site = _site(config)
    page_markdown.unpack(page)
    context["site"] = page_data.of_site(site, page_data.alternates_of(page.file))
    context["data"] = page_data.of_page(site, page)
    context["nav"] = navigation.near(nav, page)
    return context


@event_priority(-200)
def on_post_page(output, page, config):
    """The finished page: into memory, into the search index, and then with its policy into the site."""
    site = _site(config)
    html = language_site.store_page(site, page, output)
    publish.add_to_index(site, page, html)
    page_markdown.release(site, page)
    return publish.with_policy(site, html)


@event_priority(100)
def _finish_language(config):
    site = _site(config)
    if site.partial is None:
        publish.write_feed(site)
        export.write(site)
        if site.language == site.default_language:
            publish.write_assets(site)


@event_priority(-200)
def _finish_site(config):
    site = _site(config)
    if not config.plugins["i18n"].building:
        if site.partial is None:
            publish.finish(site)
        else:
            publish.finish_partial(site, site.partial)


# Between the two mkdocs-static-i18n builds the other language.
on_post_build = CombinedEvent(_finish_language, _finish_site)


def on_serve(server, config, builder):
    """After the first build of `mkdocs serve`: build in a process that restarts when Python changes."""
    remembered = _site(config).memory
    return rebuild.install(server, config, remembered) if remembered else server


def on_build_error(error):
    """Print every problem on a line of its own, as editors read it; MkDocs then prints their number."""
    if isinstance(error, Mistake):
        read_docs.print_problems(error.problems)
        error.printed = True


def _site(config) -> Site:
    return vars(config)["site"]
