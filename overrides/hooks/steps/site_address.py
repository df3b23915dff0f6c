"""Check `site_url`, which mkdocs.yml takes from the variable SITE_URL if that is set."""

from pathlib import Path
from urllib.parse import urlsplit

from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.framework import MkDocsConfig

# mkdocs.yml has a host below this, which belongs to no one (RFC 2606).
_EXAMPLE = ".example"


def problems(config: MkDocsConfig) -> list[Problem]:
    """Return an error if the site has no full address, and a warning if it still has the example's."""
    url = config.site_url or ""
    if not url:
        return [_problem(config, "none")]
    if (urlsplit(url).hostname or "").endswith(_EXAMPLE):
        return [_problem(config, "example", url, level="warning")]
    return []


def _problem(config: MkDocsConfig, kind: str, found: str = "", level="error") -> Problem:
    path = Path(config.config_file_path)
    lines = path.read_text("utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith("site_url:")), None)
    return Problem(path.name, line, say(f"site_url.{kind}", found=found), level=level, rule="site_url")
