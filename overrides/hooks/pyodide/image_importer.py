"""Python's side of a fast start: modules as bytecode out of images, and the rest when it is asked for.

The build puts this into the browser's standard library as `sitecustomize`, which Python
imports before anything of ours; image_in_pyodide.py says what an image is. Modules that are in
no image are in the files that Python, numpy and the demos are officially made of. Those are
fetched when a program first imports such a module, and the program waits.
"""

import gc
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import ExtensionFileLoader, PathFinder, SourceFileLoader

STDLIB, SITE = "/lib/python314.zip", "/lib/python3.14/site-packages"
IMAGES = "/lib/images"

_modules = {}
_elsewhere = {}


class FromImage(SourceFileLoader):
    """As if the source lay at its path; only the compiling is done."""

    def get_code(self, fullname):
        return marshal.loads(_modules[fullname][2])


class ImageFinder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _modules:
            return None
        package, origin, code = _modules[name]
        loader = (FromImage if code else ExtensionFileLoader)(name, origin)
        spec = ModuleSpec(name, loader, origin=origin, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations.append(origin.rpartition("/")[0])
        return spec


class LaterFinder:
    """Asked last, when nobody knows a module: brings the part of Python that may hold it."""

    brought = set()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        for part in _parts(name):
            if part not in cls.brought:
                _bring(part)
                cls.brought.add(part)
                if spec := ImageFinder.find_spec(name) or PathFinder.find_spec(name, path):
                    return spec
        return None


def add(image):
    """Make the modules of an image importable, and put its files where they look for them."""
    parts = marshal.loads(image)
    _modules.update(parts["modules"])
    _elsewhere.update(parts["elsewhere"])
    for path, data in parts["files"].items():
        _write(path, data)


def _parts(name):
    """Yield what may hold a module, smallest first."""
    if name in _elsewhere:
        part = _elsewhere[name]
        if part is None:
            return
        yield part
    top = name.partition(".")[0]
    if top in ("numpy", "demos"):
        yield top
    elif top in sys.stdlib_module_names:
        yield "stdlib"


def _bring(part):
    data = _fetched(part)
    if part == "stdlib":
        import zipimport

        _write(STDLIB, data)
        zipimport._zip_directory_cache.clear()
    elif part in ("numpy", "demos"):
        from io import BytesIO
        from zipfile import ZipFile

        with ZipFile(BytesIO(data)) as wheel:
            wheel.extractall(SITE)
    else:
        import zlib

        add(zlib.decompress(data, 31))
    sys.path_importer_cache.clear()


def _fetched(part):
    """Return the bytes of a part. Raises ImportError if they do not arrive as they were built."""
    from _sha2 import sha256
    from js import fetchNow

    answer = fetchNow(part)
    data = answer.bytes.to_bytes() if answer.bytes else b""
    if sha256(data).hexdigest() != answer.sha256:
        raise ImportError(f"a part of Python ({part}) could not be fetched: {answer.error or 'other bytes than expected'}")
    return data


def _write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def install():
    """Import from the images that JavaScript put into IMAGES."""
    gc.disable()  # nothing that a start makes is garbage; the start ends with enabling it
    for name in sorted(os.listdir(IMAGES)):
        with open(f"{IMAGES}/{name}", "rb") as file:
            add(file.read())
        os.remove(f"{IMAGES}/{name}")
    sys.meta_path.insert(sys.meta_path.index(PathFinder), ImageFinder)
    sys.meta_path.append(LaterFinder)


if os.path.isdir(IMAGES):
    install()
