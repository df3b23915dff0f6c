"""Our part of the Python worker's script, as one checked file of the runtime.

The files in overrides/assets/javascripts/python/worker/ are modules, so that the type checker and a
reader can follow their imports. In the browser they are one script without imports: then all that
runs beside Python is covered by one hash in the manifest. worker-script.js puts Pyodide's own files
after it.
"""

import hashlib
import re
import shutil
from pathlib import Path

import rjsmin

FOLDER = Path(__file__).resolve().parents[2] / "assets/javascripts/python/worker"
# In the order in which they run: the sandbox before everything else. release.js lies outside, because the loader imports it, too.
FILES = ("sandbox.js", "../release.js", "supply.js", "snapshot.js", "start.js", "python.js")
PATTERN = "python-worker-*.js"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\.\.?/[\w-]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export \{[^}]*\};\n", re.MULTILINE)


def script(folder: Path = FOLDER) -> str:
    """Return the files as one script. All their names share one scope, so no two files may define the same one."""
    texts = [(folder / name).read_text("utf-8") for name in FILES]
    return str(rjsmin.jsmin("\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)))


def write(assets: Path) -> str:
    """Write the script into assets/runtime and return its name."""
    text = script()
    runtime = assets / "runtime"
    for old in runtime.glob(PATTERN):
        old.unlink()
    name = PATTERN.replace("*", hashlib.sha256(text.encode()).hexdigest()[:12])
    (runtime / name).write_text(text, "utf-8")
    return name


def remove_sources(assets: Path) -> None:
    """Remove MkDocs's copy of the files: nothing loads them one by one."""
    shutil.rmtree(assets / "javascripts" / "python" / "worker", ignore_errors=True)
