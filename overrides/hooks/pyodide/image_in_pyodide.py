"""Find out what a start imports, and pack it as bytecode. bytecode_image.mjs runs this in Pyodide, under Node.

image_importer.py imports from the images that this writes. An image is a dictionary, written by marshal:

    modules    {name: (is it a package, path of its source, its code as written by marshal)};
               the code is None for a library (a shared object), and the path is the library's
    files      {path: bytes} of other files that the modules read
    elsewhere  {name: the part of Python that holds this module, or None for a module that is
               imported by an optional import and does not exist}

Pyodide's own Python writes the images, because bytecode is only read by the version that wrote it.
"""

import sys

# A module that is imported before the record is taken gets into the images, so all other imports are inside functions.
STDLIB, SITE = "/lib/python314.zip/", "/lib/python3.14/site-packages/"


def main():
    """Write all images into /tmp/made; return {module: path} of the libraries that a start needs."""
    import json
    from zipfile import ZipFile

    with open("/tmp/job.json") as file:
        job = json.load(file)
    for name in job["wheels"]:
        with ZipFile(f"/tmp/{name}.whl") as wheel:
            wheel.extractall(SITE)
    sys.path_importer_cache.clear()
    sys.meta_path.append(MissingModules)
    import demos

    for request in job["requests"]:
        demos.call(json.dumps(request))
    started = imported()
    for name in job["later"]:
        __import__(name)
    later = {name: spec for name, spec in imported().items() if name not in started}

    import os

    os.mkdir("/tmp/made")
    of_demos = {name: spec for name, spec in started.items() if name.partition(".")[0] == "demos"}
    of_others = {name: spec for name, spec in started.items() if name not in of_demos}
    write_image("python", of_others, elsewhere={**dict.fromkeys(later, "later"), **dict.fromkeys(sorted(MissingModules.names))})
    # A snapshot is taken after these requests, see overrides/assets/javascripts/python/worker/snapshot.js.
    requests = {f"{SITE}demos/requests.json": json.dumps(job["requests"]).encode()}
    # A package that is fetched later brings the files in its folder with it.
    folders = tuple(f"{folder}/" for spec in later.values() for folder in spec.submodule_search_locations or ())
    files = dict(demos_data())
    of_later = {path: content for path, content in files.items() if path.startswith(folders)}
    write_image("demos", of_demos, files={path: content for path, content in files.items() if path not in of_later} | requests)
    # Libraries among these are files of the image: the browser compiles them only when they are imported.
    libraries = {spec.origin: data(spec) for spec in later.values() if is_library(spec)}
    write_image("later", later, files=libraries | of_later)
    write_boot({name: spec for name, spec in of_others.items() if name.partition(".")[0] == "encodings"})
    for name, spec in started.items():
        if is_library(spec):
            write(f"{name}.so", data(spec))
    return {name: spec.origin for name, spec in started.items() if is_library(spec)}


class MissingModules:
    """The last finder: records the modules that no other finder has found."""

    names = set()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        cls.names.add(name)


def imported():
    """Return {name: spec} of all modules that were loaded from a file, sorted by name."""
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
    """Compile a module from its source: the code in a .pyc or in a loaded module depends on what ran before.

    Without docstrings for our own modules, which nobody reads in the browser; in Python's and numpy's, help() shows them.
    """
    return compile(data(spec), spec.origin, "exec", dont_inherit=True, optimize=2 if spec.origin.startswith(f"{SITE}demos/") else 0)


def demos_data():
    """Yield (path, bytes) of the files that the demos may read. Of the sources these are the ones that editors show."""
    import os

    import demos

    edited = {f"{SITE}demos/{name}/{path}" for name in demos.REGISTRY for path in getattr(demos.load(name), "EDITED", ())}
    for folder, folders, names in os.walk(f"{SITE}demos"):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".pyc", ".css", ".md", ".py")) or f"{folder}/{name}" in edited:
                with open(f"{folder}/{name}", "rb") as file:
                    yield f"{folder}/{name}", file.read()


def write_boot(encodings):
    """Write the zip that takes the place of the standard library until image_importer.py runs."""
    import marshal
    from zipfile import ZipFile, ZipInfo

    with open("/tmp/image_importer.py") as file:
        importer = compile(file.read(), f"{STDLIB}sitecustomize.py", "exec", dont_inherit=True)
    files = {"sitecustomize.pyc": importer}
    for name, spec in encodings.items():
        package = spec.submodule_search_locations is not None
        files[name.replace(".", "/") + ("/__init__.pyc" if package else ".pyc")] = code(spec)
    with ZipFile("/tmp/made/boot.zip", "w") as target:
        for path, compiled in sorted(files.items()):
            # The header of a .pyc that Python never checks against its source (PEP 552).
            header = __import__("_imp").pyc_magic_number_token.to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(8)
            target.writestr(ZipInfo(path, (1980, 1, 1, 0, 0, 0)), header + marshal.dumps(compiled))


def write(name, data):
    with open(f"/tmp/made/{name}", "wb") as file:
        file.write(data)
