"""One project with all pages and texts that the tests of tests/site add, so that it is built once for all of them.

Each addition is a function here; the test of what comes of it names the page.
"""

import re
from pathlib import Path

from tests.support.project import ROOT, append, copy_project

GUIDES = "docs/guides"
DROPPED_IN = {"dropped-in": ROOT / "tests/data/dropped-in.ar.md"}
ORIGINAL = ROOT.parent / "shared/content/generative-ai.original.md"
if ORIGINAL.exists():
    DROPPED_IN["original"] = ORIGINAL


def make(target: Path) -> Path:
    """Write the project into a folder, and return that folder."""
    project = copy_project(target)
    add_guides_from_elsewhere(project)
    add_a_guide_without_a_translation(project)
    add_a_guide_with_markup_in_its_title(project)
    add_links_that_name_a_language(project)
    add_a_page_that_links_to_headings(project)
    add_terms(project)
    add_dollars(project)
    add_html_from_elsewhere(project)
    add_cells(project)
    return project


def add_guides_from_elsewhere(project: Path) -> None:
    """guides/dropped-in, and guides/original where there is that file: as they came."""
    for name, source in DROPPED_IN.items():
        (project / GUIDES / f"{name}.ar.md").write_bytes(source.read_bytes())


def add_a_guide_without_a_translation(project: Path) -> None:
    """guides/alone, in Arabic only."""
    write_guide(project, "alone", title='"وحيد"', image='"assets/images/logo.svg"')


def add_a_guide_with_markup_in_its_title(project: Path) -> None:
    """guides/hostile."""
    write_guide(project, "hostile", title='"</title><script>alert(1)</script>\\" x=\\""')


def write_guide(project: Path, name: str, **fields: str) -> None:
    """Write our Arabic guide once more, with other values (YAML) in its front matter."""
    source = (ROOT / GUIDES / "generative-ai.ar.md").read_text("utf-8")
    for field, value in fields.items():
        source = re.sub(f"^{field}: .*", lambda _, line=f"{field}: {value}": line, source, count=1, flags=re.M)
    (project / GUIDES / f"{name}.ar.md").write_text(source, "utf-8")


def add_links_that_name_a_language(project: Path) -> None:
    """about: x.md is the reader's own language; x.en.md is the English page, whatever page links to it."""
    for language, other in ("ar", "en"), ("en", "ar"):
        append(project / f"docs/about.{language}.md", f"\n[named](notices.{other}.md) [own](notices.md) [same](notices.{language}.md)\n")


def add_a_page_that_links_to_headings(project: Path) -> None:
    """only, in English only, links to the headings of notices and to its own."""
    for language, headings in ("en", "## First\n\n## Second\n"), ("ar", "## الأول\n\n## التاني\n"):
        page = project / f"docs/notices.{language}.md"
        # Without the field `search`, which names the headings that are gone.
        page.write_text(re.match(r"---\n.*?\n(?=search:|---\n)", page.read_text("utf-8"), re.S)[0] + "---\n" + headings, "utf-8")
    links = "[a](notices.md#second) [b](notices.en.md#second) [c](#here)\n\n## Here\n"
    (project / "docs/only.en.md").write_text(f'---\ntitle: "Only"\ndescription: "One"\n---\n{links}', "utf-8")


def add_terms(project: Path) -> None:
    """about: below its first new heading terms of the glossary, below the second one words that only look like terms."""
    text = [
        "## واحد",
        "بالموديلات والـ <bdi>Transformers</bdi> وبالتدريب والـ Self Attention.",
        "## اتنين",
        "الموديلاتي والمتدرب والـ AIR و`softmax` و[softmax](index.md).",
    ]
    append(project / "docs/about.ar.md", "\n\n" + "\n\n".join(text))


def add_dollars(project: Path) -> None:
    """about, in English: dollars that are money and no formula."""
    append(project / "docs/about.en.md", "\n\nFrom $5 to $6, or \\$7.\n")


def add_html_from_elsewhere(project: Path) -> None:
    """about, in English: HTML that asks another host for pictures."""
    html = """
<img src="assets/images/logo.svg" alt="a" srcset="https://x.example/a.png 2x">

<p style="background: url(https://x.example/b.png)">Text</p>

<svg width="9"><image href="https://x.example/c.png"></image></svg>
"""
    append(project / "docs/about.en.md", html)


def add_cells(project: Path) -> None:
    """guides/generative-ai: live cells, one of them in a list, one that fails, and a block of code that is none."""
    cells = [
        "```python live\nsecret = 6 * 7\nsecret\n```",
        "- in a list\n\n    ```python live\n    secret + 1\n    ```",
        "```python\nplain\n```",
        "```python live fails\n1 / 0\n```",
    ]
    append(project / GUIDES / "generative-ai.en.md", "\n\n" + "\n\n".join(cells) + "\n")
