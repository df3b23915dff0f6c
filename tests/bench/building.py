"""How long the site takes to build, beside plain Material with the same pages."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.support.project import ROOT

TEXT = """
{lead}

## {heading} 1

{body}

```python
import numpy as np

scores = q @ k.T / np.sqrt(d)
```

## {heading} 2

{body}

| a | b |
|---|---|
| 1 | 2 |

{body}
"""
WORDS = {
    "ar": ("دليل رقم", "فكرة", "الانتباه بيخلّي كل كلمة في الجملة تبص على باقي الكلمات وتختار منهم اللي يفيدها. " * 12),
    "en": ("Guide number", "Idea", "Attention lets every word of a sentence look at all the others and choose what helps it. " * 12),
}
FRONT = """---
title: "{title}"
description: "{title}, for a benchmark."
excerpt: "{title}, for a benchmark."
tags: ["LLM"]
updatedAt: "2026-11-24"
featured: false
image: "assets/images/generative-ai.svg"
author: "fahem"
---
"""
PLAIN = """
site_name: Plain
site_url: https://plain.example/
theme:
  name: material
  language: ar
  font: false
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {{ locale: ar, name: العربية, default: true, build: true }}
        - {{ locale: en, name: English, build: true }}
markdown_extensions: [tables, pymdownx.highlight, pymdownx.superfences]
docs_dir: {docs}
"""


def measure(sizes, scratch: Path):
    """Return {pairs: {"ours_s", "plain_s", "ratio"}}: seconds of one build each, with everything downloaded."""
    found = {}
    for pairs in sizes:
        project = scratch / f"ours-{pairs}"
        for name in ("docs", "demos", "overrides"):
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, project / name)
        _write_guides(project / "docs" / "guides", pairs)
        plain = scratch / f"plain-{pairs}"
        shutil.copytree(project / "docs", plain / "docs", ignore=shutil.ignore_patterns("authors", "images"))
        (plain / "mkdocs.yml").write_text(PLAIN.format(docs="docs"), "utf-8")
        ours, theirs = _build(project), _build(plain)
        found[pairs] = {"ours_s": ours, "plain_s": theirs, "ratio": ours / theirs}
        for folder in (project, plain):
            shutil.rmtree(folder)
    return found


def _write_guides(folder, pairs):
    for number in range(pairs):
        for language, (title, heading, body) in WORDS.items():
            text = TEXT.format(lead=body, heading=heading, body=body)
            name = f"generated-{number:04}.{language}.md"
            (folder / name).write_text(FRONT.format(title=f"{title} {number}") + text, "utf-8")


def _build(project):
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project), "SITE_CACHE": str(ROOT / ".cache")}
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - begun
