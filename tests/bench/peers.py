"""Others that run Python in a page, given the same attention to compute, and the same Pyodide.

Their own files come out of the registries; where they would ask a CDN for Pyodide, they are
sent to the copy that our site serves, with micropip beside it, which all of them need.
"""

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

from overrides.hooks.pyodide.commands import Unavailable, run
from overrides.hooks.pyodide.pins import read
from overrides.hooks.pyodide.sources import FetchSession, Npm, Pip
from tests.bench.start import PEER, Contender

CODE = """
import numpy as np

rng = np.random.default_rng(0)
q, k, v = rng.standard_normal((3, 16, 32))
scores = q @ k.T / np.sqrt(32)
weights = np.exp(scores - scores.max(-1, keepdims=True))
weights /= weights.sum(-1, keepdims=True)
output = weights @ v
"""
WHEELS = ["micropip==0.11.1", "packaging==26.3"]
SCRIPTS = {
    "ace-builds@1.45.2": [f"src-min-noconflict/{name}.js" for name in ("ace", "mode-python", "theme-tomorrow")],
    "@highlightjs/cdn-assets@11.12.0": ["highlight.min.js"],
}
# It pins click below the one of our site: it is built with packages of its own.
THEME = ["pyodide-mkdocs-theme==5.7.0", "click<=8.2.1"]
THEME_CONFIG = """
site_name: bench
site_url: http://127.0.0.1/
use_directory_urls: false
theme: {name: pyodide-mkdocs-theme, font: false}
markdown_extensions: [md_in_html, admonition, attr_list, pymdownx.superfences, pymdownx.highlight, pymdownx.inlinehilite]
plugins: [pyodide_macros: {project: {id: bench, id_feedback: silent}}]
"""
# Its terminal shows how its first import of numpy failed, then installs it and prints the result.
# npm has no jquery.terminal 2.43.1, which it asks for: a later one stands in.
THEME_SCRIPTS = {
    "jquery@3.7.1": ["dist/jquery.min.js"],
    "jquery.terminal@2.46.0": ["js/jquery.terminal.min.js", "css/jquery.terminal.min.css"],
    "lodash@4.17.20": ["lodash.min.js"],
    "ace-builds@1.44.0": [f"src-min-noconflict/{name}.js" for name in ("ace", "ext-language_tools", "mode-python", "theme-crimson_editor")],
}
PAGE = '<!doctype html><meta charset="utf-8"><title>{title}</title><body data-md-color-scheme="default">{body}'
JUPYTERLITE = (
    "jupyterlite-core and its kernel are on PyPI, but the kernel loads IPython and what that needs "
    "out of Pyodide's distribution on its CDN"
)


def stage(site, scratch):
    """Put the peers' pages below site/bench; return (contenders, {name: why it cannot be measured})."""
    session = FetchSession(scratch, read().node, pinned=lambda name: site / "bench" / "bare" / name)
    ready, absent = [], {"JupyterLite cell": JUPYTERLITE}
    try:
        _stage_pyodide(site, session)
    except Unavailable as failure:
        return [], dict.fromkeys((*PAGES, *absent), f"micropip cannot be had: {failure}")
    for name, (write, output) in PAGES.items():
        folder = site / "bench" / re.sub(r"\W+", "-", name.lower())
        folder.mkdir(parents=True)
        try:
            write(folder, session)
        except Unavailable as failure:
            absent[name] = str(failure)
        else:
            ready.append(Contender(name, f"bench/{folder.name}/", PEER, output))
    return ready, absent


def _stage_pyodide(site, session):
    """Beside the core and numpy, micropip: the peers install with it."""
    target = site / "bench" / "pyodide"
    lock = json.loads((site / "bench/bare/pyodide-lock.json").read_text("utf-8"))
    del lock["packages"]["demos"]
    wanted = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", lock["packages"]["numpy"]["file_name"]]
    target.mkdir(parents=True)
    for path in (site / "bench" / "bare").iterdir():
        if path.name.removesuffix(".br") in wanted:
            shutil.copyfile(path, target / path.name)
    for package in WHEELS:
        wheel = Pip(pip=package).archive(session)
        shutil.copyfile(wheel, target / wheel.name)
        name, version = package.split("==")
        lock["packages"][name] = {
            **lock["packages"]["numpy"], "name": name, "version": version, "file_name": wheel.name,
            "imports": [name], "depends": ["packaging"] if name == "micropip" else [],
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        }  # fmt: skip
    (target / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    # 314 has modules only; the script that markdown-exec and pyodide-mkdocs-theme ask for stood for this.
    (target / "pyodide.js").write_text(
        'const loadPyodide = async () => (await import("/bench/pyodide/pyodide.mjs")).loadPyodide({ indexURL: "/bench/pyodide/" });', "utf-8"
    )


def _write_markdown_exec(folder, session):
    package = session.new_folder()
    with zipfile.ZipFile(Pip(pip="markdown-exec==1.12.6").archive(session)) as wheel:
        wheel.extractall(package)
    made = (
        "import sys; sys.path.insert(0, sys.argv[1]); from markdown_exec._internal.formatters.pyodide import _format_pyodide as write;"
        "print(write(sys.argv[2], None, 'bench', {'install': 'numpy'}))"
    )
    code = CODE + 'print(f"{weights.max():.2f}")'
    body = subprocess.run([sys.executable, "-c", made, str(package), code], capture_output=True, text=True, check=True).stdout
    (asset,) = package.rglob("assets/pyodide.js")
    shutil.copyfile(asset, folder / "setup.js")
    for npm, members in SCRIPTS.items():
        for member in members:
            Npm(npm=npm, folder="package/").save(member, folder / member.split("/")[-1], session)
    body = re.sub(r"https://cdn\.jsdelivr\.net/pyodide/[^\"]+", "/bench/pyodide/pyodide.js", body)
    body = re.sub(r"https://cdnjs[^\"]+/(ace|highlight\.min)\.js", r"\1.js", body)
    body = re.sub(r'href="https://[^"]+"', 'href="data:text/css,"', body)
    body = body.replace('run" title', 'run" data-run title').replace("</div>\n\n<script>", '</div>\n<script src="setup.js"></script>\n<script>')
    _write(folder, "markdown-exec", body)


def _write_pyscript(folder, session):
    archive = Npm(npm="@pyscript/core@0.7.31").archive(session)
    shutil.unpack_archive(archive, folder, "gztar", **({"filter": "data"} if sys.version_info >= (3, 11, 4) else {}))
    config = html.escape(json.dumps({"interpreter": "/bench/pyodide/pyodide.mjs", "packages": ["numpy"]}))
    code = CODE + 'from pyscript import document\ndocument.querySelector("#out").textContent = f"{weights.max():.2f}"\n'
    body = (
        f'<p id="out"></p><script type="module" src="package/dist/core.js"></script><script type="py" config="{config}">{code}</script>'
    )
    _write(folder, "PyScript", body)


def _write_theme(folder, session):
    package, source = session.new_folder(), session.new_folder()
    run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(package), *THEME], source)
    (source / "docs").mkdir()
    (source / "mkdocs.yml").write_text(THEME_CONFIG, "utf-8")
    (source / "docs" / "index.md").write_text('# bench\n\n{{ IDE("attention", AUTO_RUN=True) }}\n', "utf-8")
    (source / "docs" / "attention.py").write_text(CODE + 'print(f"{weights.max():.2f}")\n', "utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder.resolve())],
        cwd=source, env=os.environ | {"PYTHONPATH": str(package)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if built.returncode:
        raise Unavailable(f"its page cannot be built: {built.stderr.strip()[-300:]}")
    for npm, members in THEME_SCRIPTS.items():
        for member in members:
            Npm(npm=npm, folder="package/").save(member, folder / member.split("/")[-1], session)
    for path in [folder / "index.html", *folder.glob("js-per-pages/*.js")]:
        text = path.read_text("utf-8")
        text = re.sub(r"https://cdn\.jsdelivr\.net/pyodide/[^\"]+", "/bench/pyodide/pyodide.js", text)
        # The page has no formulas: MathJax is left out, to the peer's advantage.
        text = re.sub(r'<script src="[^"]+/mathjax@[^>]+></script>', "", text)
        text = re.sub(r"https://cdn\.jsdelivr\.net/npm/jquery@[^\"/]+", f"/bench/{folder.name}/jquery.min.js", text)
        text = re.sub(r"https://cdn\.jsdelivr\.net/npm/[^\"]+/", f"/bench/{folder.name}/", text)
        path.write_text(re.sub(r'integrity: "[^"]+",', "", text), "utf-8")


def _write(folder, title, body):
    (folder / "index.html").write_text(PAGE.format(title=title, body=body), "utf-8")


PAGES = {
    "markdown-exec page": (_write_markdown_exec, ".pyodide-output"),
    "PyScript page": (_write_pyscript, "#out"),
    "pyodide-mkdocs-theme page": (_write_theme, ".terminal-output"),
}
