"""A copy of the project with short pages in place of ours, for tests that need a whole site, and soon."""

from pathlib import Path

from tests.support.project import copy_project

TITLES = {
    "index": {"ar": "الرئيسية", "en": "Start"},
    "about": {"ar": "عن الموقع", "en": "About"},
    "guides/index": {"ar": "كل الأدلة", "en": "All guides"},
}


# The front matter of a guide, beside its title and description.
GUIDE = {
    "excerpt": '"Begin."',
    "tags": '["LLM"]',
    "updatedAt": '"2026-11-24"',
    "featured": "false",
    "image": '"assets/images/logo.svg"',
    "author": '"fahem"',
}


def make(target: Path) -> Path:
    """Copy the project into a folder, with three short pages and no guide, and return that folder."""
    copy_project(target)
    for path in (target / "docs").rglob("*.md"):
        path.unlink()
    for name, titles in TITLES.items():
        for language, title in titles.items():
            write_page(target, f"{name}.{language}.md", title, "نص." if language == "ar" else "Text.")
    return target


def write_guide(project: Path, path: str, title: str, body: str, **fields: str) -> None:
    """Write a guide below docs/. `fields`: what is not as in GUIDE, as YAML."""
    write_page(project, path, title, body, **{**GUIDE, **fields})


def write_page(project: Path, path: str, title: str, body: str, **fields: str) -> None:
    """Write a page below docs/.

    fields  more of its front matter, as YAML
    """
    page = project / "docs" / path
    page.parent.mkdir(parents=True, exist_ok=True)
    front = {"title": f'"{title}"', "description": f'"{title}."', **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in front.items())
    page.write_text(f"---\n{lines}---\n\n{body}\n", "utf-8")
