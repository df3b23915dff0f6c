"""The part of a fast start that runs in the browser's Python: import modules as bytecode from images.

The build puts this module into the browser's standard library under the name `sitecustomize`, which
Python imports before any of our code; image_in_pyodide.py describes an image. A module that is in
no image is in the official files of Python, numpy or the demos. Those are fetched when a
program first imports such a module; the import waits until they are there.
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


class ImageLoader(SourceFileLoader):
    """Loads a module as if from its source file, but takes the compiled code from an image."""

    def get_code(self, fullname):
        return marshal.loads(_modules[fullname][2])


class ImageFinder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _modules:
            return None
        package, origin, code = _modules[name]
        loader = (ImageLoader if code else ExtensionFileLoader)(name, origin)
        spec = ModuleSpec(name, loader, origin=origin, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations.append(origin.rpartition("/")[0])
        return spec


class FetchingFinder:
    """The last finder: when no other has found a module, it fetches the part of Python that may hold it."""

    fetched = set()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        for part in _parts(name):
            if part not in cls.fetched:
                _install_part(part)
                cls.fetched.add(part)
                if spec := ImageFinder.find_spec(name) or PathFinder.find_spec(name, path):
                    return spec
        return None


def add(image):
    """Make the modules of an image importable, and write its other files to where the modules read them."""
    parts = marshal.loads(image)
    _modules.update(parts["modules"])
    _elsewhere.update(parts["elsewhere"])
    for path, data in parts["files"].items():
        _write(path, data)


def _parts(name):
    """Yield the parts of Python that may hold a module, the smallest first."""
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


def _install_part(part):
    data = _fetch(part)
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


def _fetch(part):
    """Return the bytes of a part. Raises ImportError if they do not arrive, or differ from what was built."""
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
    """Import from the images that JavaScript wrote into IMAGES."""
    gc.disable()  # a start makes no garbage; the end of the start enables it again
    for name in sorted(os.listdir(IMAGES)):
        with open(f"{IMAGES}/{name}", "rb") as file:
            add(file.read())
        os.remove(f"{IMAGES}/{name}")
    sys.meta_path.insert(sys.meta_path.index(PathFinder), ImageFinder)
    sys.meta_path.append(FetchingFinder)


if os.path.isdir(IMAGES):
    install()
