"""Builds that differ in little, made in a second out of one real build."""

import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path

from overrides.hooks.content import strings
from overrides.hooks.delivery import service_worker
from overrides.hooks.tools.keep_previous import Unreadable, from_folder, keep

DAY = date(2026, 11, 27)
LANGUAGES = {"ar": "", "en": "en/"}


def sw_data(site: Path) -> dict:
    """Return the list in a site's sw.js."""
    return _sw_parts(site)[1]


def changed(site: Path, target: Path, *, texts: dict[str, str], script: str = "") -> Path:
    """Copy a built site and change it as another build would.

    texts   {path of a page: a paragraph to add}
    script  a line to add to interpreter.js: then all scripts, styles and pages have another version
    """
    shutil.copytree(site, target, copy_function=os.link)
    data = sw_data(site)
    version = data["version"]
    if script:
        version = hashlib.sha256(f"{version} {script}".encode()).hexdigest()[:12]
        for folder in ("javascripts", "stylesheets"):
            (target / "assets" / f"{folder}-{data['version']}").rename(target / "assets" / f"{folder}-{version}")
        path = target / f"assets/javascripts-{version}/python/interpreter.js"
        _write(path, f"{path.read_text('utf-8')}\n{script}\n")
        for page in target.rglob("*.html"):
            _write(page, page.read_text("utf-8").replace(f"-{data['version']}/", f"-{version}/"))
    for path, text in texts.items():
        page = target / path
        _write(page, page.read_text("utf-8").replace("</article>", f"<p>{text}</p></article>", 1))
    (target / "sw.js").unlink()
    words = {language: texts["site"] for language, texts in strings.read().items()}
    library = [f"{path}index.html" if path.endswith("/") or not path else path for path in data["library"]]
    service_worker.write(
        target, version, root=data["root"], policy=data["policy"], framed=data["framed"], languages=LANGUAGES, strings=words, library=library
    )
    return target


def deploy(build: Path, target: Path, previous: Path | None) -> Path:
    """Copy a build as the publish workflow publishes it: with the folders of the deploys before."""
    shutil.copytree(build, target, copy_function=os.link)
    try:
        keep(target, from_folder(previous or target / "nowhere"), DAY)
    except Unreadable:
        assert previous is None
    return target


def mix(old: Path, new: Path, target: Path, from_new) -> Path:
    """Copy a host's folder in the middle of a deploy: `from_new(path)` says which files are the new deploy's already."""
    shutil.copytree(old, target, copy_function=os.link)
    for file in sorted(path for path in new.rglob("*") if path.is_file()):
        path = file.relative_to(new)
        if from_new(path.as_posix()):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).unlink(missing_ok=True)
            os.link(file, target / path)
    return target


def _sw_parts(site: Path) -> tuple[str, dict, str]:
    before, name, rest = (site / "sw.js").read_text("utf-8").partition("self.site = ")
    data, script, after = rest.partition(";\nimportScripts")
    return before + name, json.loads(data), script + after


def _write(path: Path, text: str) -> None:
    path.unlink()  # The copy is a hard link.
    path.write_text(text, "utf-8")
