"""MkDocs's events for what browsers keep: our files' versions, and the service worker.

It comes after hooks.py, which stages the runtime, and before whatever describes or compresses
the finished files.
"""

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.plugins import event_priority

import demos
from overrides.hooks.delivery import fingerprint, service_worker


def on_template_context(context, template_name, config):
    # It is shown at any address, so its links begin at the host's root, as those of 404.html do.
    if template_name == "offline.html":
        context["base_url"] = urlsplit(config.site_url).path
    return context


@event_priority(-250)
def on_post_build(config):
    i18n = config.plugins["i18n"]
    # The default language's build holds the others' inside it: this is after all of them.
    if i18n.building:
        return
    site = Path(config.site_dir)
    version = fingerprint.stamp(site, [folder for folder in config.theme.dirs if folder != config.theme.custom_dir])
    prefixes = {language: "" if language == i18n.default_language else f"{language}/" for language in demos.LANGUAGES}
    root = urlsplit(config.site_url).path
    service_worker.write(site, version, root=root, languages=prefixes, library=config.extra["offline"])
