"""The texts in demos' editors before Python runs, such as the chatbot's rules: each is a file of its own.

In the page it would be half of a guide, and few readers open it; demo/code-editor.js fetches it. Its
folder is named by its hash, so that a browser fetches it again only after it has changed.
"""

import hashlib
import shutil
from pathlib import Path

import demos


def address(name: str, language: str) -> str:
    """Return where the text of a demo's editor is, below assets/, or "" if it stands in the page."""
    file = _source(name, language)
    return f"files/{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}/{file.name}" if file else ""


def write(assets: Path) -> None:
    """Write the files of all demos and languages below assets/."""
    for name in demos.REGISTRY:
        for language in demos.LANGUAGES:
            if file := _source(name, language):
                target = assets / address(name, language)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)


def _source(name: str, language: str) -> Path | None:
    file = getattr(demos.load(name), "FILE", "").format(language=language)
    return Path(demos.__file__).parent / name / file if file else None
