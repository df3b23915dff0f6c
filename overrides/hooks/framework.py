"""What the site uses of MkDocs and of mkdocs-static-i18n. No other module imports them.

ProperDocs is the fork of MkDocs 1.6 that is maintained. Where it is installed `python -m overrides.hooks` runs it in
place of MkDocs, and every `import mkdocs`, also those of plugins, gets its modules. MaterialX is the fork of
Material that is maintained; either of the two is installed, never both.
"""

# ruff: noqa: E402 - what is imported depends on what is installed

import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

if "mkdocs" not in sys.modules and find_spec("properdocs"):
    import properdocs.replacement  # type: ignore[import-not-found]  # noqa: F401
# The name of the installed theme, for mkdocs.yml.
THEME = "materialx" if "materialx" in entry_points(group="mkdocs.themes").names else "material"

import mkdocs
import mkdocs_static_i18n.reconfigure as i18n_reconfigure
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_relative_url, is_markdown_file
from mkdocs_static_i18n.plugin import I18n
from mkdocs_static_i18n.suffix import I18nFiles, create_i18n_file

# The program that builds the site, which is also the name of its log.
PROGRAM: str = mkdocs.__name__

__all__ = [
    "PROGRAM",
    "THEME",
    "Abort",
    "BuildError",
    "CombinedEvent",
    "File",
    "Files",
    "I18n",
    "I18nFiles",
    "InclusionLevel",
    "Link",
    "LiveReloadServer",
    "MkDocsConfig",
    "Navigation",
    "Page",
    "Section",
    "Theme",
    "build",
    "create_i18n_file",
    "event_priority",
    "get_context",
    "get_relative_url",
    "i18n_reconfigure",
    "is_markdown_file",
    "load_config",
    "log_to_stderr",
]


def log_to_stderr() -> Any:
    """Let MkDocs's log write to standard error, as its own commands do, until what this returns is deleted."""
    from mkdocs.__main__ import State  # not above: in the process of a command it is the main module

    return State()
