"""Others that run Python in a page, given the same attention to compute, and the same Pyodide.

Their own files come out of the registries; where they would ask a CDN for Pyodide, they are
sent to the copy that our site serves, with micropip beside it, which both of them need.
"""

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import zipfile

from overrides.hooks.pyodide.commands import Unavailable
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
PAGE = '<!doctype html><meta charset="utf-8"><title>{title}</title><body data-md-color-scheme="default">{body}'
JUPYTERLITE = (
    "jupyterlite-core and its kernel are on PyPI, but the kernel loads IPython and what that needs "
    "out of Pyodide's distribution on its CDN"
)
THEME = (
    "it is made for Pyodide 0.25 from a CDN; on our Pyodide its page builds and its Python starts, but nobody has seen it "
    "print a result, and of jquery.terminal npm has another version than it asks for"
)


def stage(site, scratch):
    """Put the peers' pages below site/bench; return (contenders, {name: why it cannot be measured})."""
    session = FetchSession(scratch, read().node, pinned=lambda name: site / "bench" / "bare" / name)
    ready, absent = [], {"JupyterLite cell": JUPYTERLITE, "pyodide-mkdocs-theme page": THEME}
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
    """Beside the core and numpy, micropip: both peers install with it."""
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
    # 314 has modules only; the script that markdown-exec asks for stood for this.
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


def _write(folder, title, body):
    (folder / "index.html").write_text(PAGE.format(title=title, body=body), "utf-8")


PAGES = {
    "markdown-exec page": (_write_markdown_exec, ".pyodide-output"),
    "PyScript page": (_write_pyscript, "#out"),
}
