"""What `mkdocs serve` keeps from one build to the next."""

from dataclasses import dataclass, field

import click

from overrides.hooks.serve.memory import Memory


@dataclass(frozen=True)
class Session:
    """What one build of `mkdocs serve` gets.

    memory   of rendered pages
    partial  the files of the pages that a partial build writes, below the site's folder; None: build everything
    """

    memory: Memory = field(default_factory=Memory)
    partial: frozenset[str] | None = None


def of(config) -> Session | None:
    """Return the session of a build; None for a build for publishing.

    worker.py puts its session into the config. The first build of `mkdocs serve` has none yet, and
    begins one: MkDocs does not pass the command's name to on_config, so it is read from click's context.
    """
    if session := vars(config).get("session"):
        return session
    command = click.get_current_context(silent=True)
    return Session() if command and command.info_name == "serve" else None
