"""A project with many guides, to measure what authors and maintainers of a large site feel."""

import re
from pathlib import Path

from overrides.hooks.content import pages
from overrides.hooks.languages import freshness
from tests.support.project import copy_project


def project(target: Path, count: int) -> Path:
    """Copy this project into a folder, with our guide in it `count` times over, each pair another title."""
    copy_project(target)
    guides = target / "docs/guides"
    for number in range(count):
        for language in ("ar", "en"):
            source = (guides / f"generative-ai.{language}.md").read_text("utf-8")
            source = re.sub(r'^title: "', f'title: "{number} ', source, count=1, flags=re.M)
            (guides / f"many-{number}.{language}.md").write_text(source, "utf-8")
        paths = [guides / f"many-{number}.{language}.md" for language in ("ar", "en")]
        original, translation = (pages.read(path, f"docs/guides/{path.name}") for path in paths)
        paths[1].write_text(freshness.record(original, translation), "utf-8")
    return target
