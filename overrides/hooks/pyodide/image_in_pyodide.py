"""Runs in Pyodide under Node, by bytecode_image.mjs: finds out what a start imports, and packs it as bytecode.

An image is what image_importer.py imports from: marshal's bytes of a dictionary

    modules    {name: (is it a package, where its source would lie, marshal's bytes of its code)},
               without code for a library, a shared object that lies there
    files      {path: bytes}, what the modules read
    elsewhere  {name: which part of Python holds this module, or None for a module that is
               nowhere, though somebody tries to import it}

Pyodide's own Python writes it, so that the bytecode is of the version that reads it.
"""

import sys

# Whatever else this needs is imported after the record was taken.
STDLIB, SITE = "/lib/python314.zip/", "/lib/python3.14/site-packages/"


def main():
    """Write everything into /tmp/made and return the names."""
    import json
    from zipfile import ZipFile

    with open("/tmp/job.json") as file:
        job = json.load(file)
    for name in job["wheels"]:
        with ZipFile(f"/tmp/{name}.whl") as wheel:
            wheel.extractall(SITE)
    sys.path_importer_cache.clear()
    sys.meta_path.append(Absent)
    import demos

    for request in job["requests"]:
        demos.call(json.dumps(request))
    started = imported()
    for name in job["later"]:
        __import__(name)
    later = {name: spec for name, spec in imported().items() if name not in started}

    import os

    os.mkdir("/tmp/made")
    own = {name: spec for name, spec in started.items() if name.partition(".")[0] == "demos"}
    theirs = {name: spec for name, spec in started.items() if name not in own}
    write_image("python", theirs, elsewhere={**dict.fromkeys(later, "later"), **dict.fromkeys(sorted(Absent.names))})
    write_image("demos", own, files=dict(demos_data()))
    # Libraries among these are files of the image: nobody compiles them ahead of need.
    libraries = {spec.origin: data(spec) for spec in later.values() if is_library(spec)}
    write_image("later", later, files=libraries)
    write_boot({name: spec for name, spec in theirs.items() if name.partition(".")[0] == "encodings"})
    for name, spec in started.items():
        if is_library(spec):
            write(f"{name}.so", data(spec))
    return {name: spec.origin for name, spec in started.items() if is_library(spec)}


class Absent:
    """Asked last: notes what nobody found."""

    names = set()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        cls.names.add(name)


def imported():
    """Return {name: spec} of all modules here that came out of a file, sorted."""
    found = {}
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec and (spec.origin or "").startswith((STDLIB, SITE)) and spec.name == name:
            found[name] = spec
    return found


def is_library(spec):
    return spec.origin.endswith(".so")


def data(spec):
    return spec.loader.get_data(spec.origin)


def write_image(title, specs, files=(), elsewhere=()):
    import marshal

    modules = {
        name: (
            spec.submodule_search_locations is not None,
            spec.origin,
            None if is_library(spec) else marshal.dumps(code(spec)),
        )
        for name, spec in specs.items()
    }
    write(f"{title}.image", marshal.dumps({"modules": modules, "files": dict(files), "elsewhere": dict(elsewhere)}))


def code(spec):
    """Compile a module anew: what a .pyc or a running module holds depends on what ran before."""
    return compile(data(spec), spec.origin, "exec", dont_inherit=True)


def demos_data():
    """Yield (path, bytes) of what the demos may read, their own source among it, for tracebacks."""
    import os

    for folder, folders, names in os.walk(f"{SITE}demos"):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".pyc", ".css", ".md")):
                with open(f"{folder}/{name}", "rb") as file:
                    yield f"{folder}/{name}", file.read()


def write_boot(encodings):
    """Write the zip that stands for the standard library until image_importer.py is there."""
    import marshal
    from zipfile import ZipFile, ZipInfo

    with open("/tmp/image_importer.py") as file:
        importer = compile(file.read(), f"{STDLIB}sitecustomize.py", "exec", dont_inherit=True)
    held = {"sitecustomize.pyc": importer}
    for name, spec in encodings.items():
        package = spec.submodule_search_locations is not None
        held[name.replace(".", "/") + ("/__init__.pyc" if package else ".pyc")] = code(spec)
    with ZipFile("/tmp/made/boot.zip", "w") as target:
        for path, compiled in sorted(held.items()):
            # A .pyc that is never checked against its source (PEP 552).
            header = __import__("_imp").pyc_magic_number_token.to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(8)
            target.writestr(ZipInfo(path, (1980, 1, 1, 0, 0, 0)), header + marshal.dumps(compiled))


def write(name, data):
    with open(f"/tmp/made/{name}", "wb") as file:
        file.write(data)
