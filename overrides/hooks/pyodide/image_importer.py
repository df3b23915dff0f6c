"""The part of a fast start that runs in the browser's Python: import modules as bytecode from images.

The build puts this module into the browser's standard library under the name `sitecustomize`, which
Python imports before any of our code; image_in_pyodide.py describes an image. A module that is in
no image is in a part: one of the official files of Python, numpy or the demos. When a program first
imports such a module, the call ends with PartNeeded; python.js gets the part and calls once more.
"""

import gc
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import ExtensionFileLoader, PathFinder, SourceFileLoader

STDLIB, SITE = "/lib/python314.zip", "/lib/python3.14/site-packages"
IMAGES = "/lib/images"


class ImageLoader(SourceFileLoader):
    """Loads a module as if from its source file, but takes the compiled code from an image."""

    def __init__(self, fullname, path, code):
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname):
        return marshal.loads(self._code)


class ImageFinder:
    """Finds the modules of images.

    modules    {name: (whether it is a package, its file, its code or None)}
    elsewhere  {name of a module that is in no image: the part that holds it, or None}
    """

    def __init__(self):
        self.modules, self.elsewhere = {}, {}

    def add(self, image):
        """Make the modules of an image importable, and write its other files to where the modules read them."""
        contents = marshal.loads(image)
        self.modules.update(contents["modules"])
        self.elsewhere.update(contents["elsewhere"])
        for path, data in contents["files"].items():
            _write(path, data)

    def find_spec(self, name, path=None, target=None):
        if name not in self.modules:
            return None
        package, origin, code = self.modules[name]
        loader = ImageLoader(name, origin, code) if code else ExtensionFileLoader(name, origin)
        spec = ModuleSpec(name, loader, origin=origin, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations.append(origin.rpartition("/")[0])
        return spec


class PartNeeded(BaseException):
    """Ends a call that imports from a part which is not here. No `except Exception` of a program catches it."""


class PartFinder:
    """The last finder: when no other has found a module, it imports from the part of Python that holds it.

    images      the ImageFinder, which gets the images that are parts
    arrived     {part: its bytes} of the parts that are here and of which nothing was imported yet
    installed   the parts from which Python now imports like from any folder
    refused     {part: why it could not be fetched}
    needed      the part that an import lacked, or None
    may_repeat  whether the running call may be ended and called once more; None while Python starts, which tries
                some modules that may be missing, and needs no part
    """

    def __init__(self, images):
        self.images = images
        self.arrived, self.installed, self.refused = {}, set(), {}
        self.needed, self.may_repeat = None, None

    def find_spec(self, name, path=None, target=None):
        for part in self._parts_of(name) if self.may_repeat is not None else ():
            if part in self.installed:
                continue
            self._install(part)
            if spec := self.images.find_spec(name) or PathFinder.find_spec(name, path):
                return spec
        return None

    def _install(self, part):
        if part in self.refused:
            raise ImportError(f"a part of Python ({part}) could not be fetched: {self.refused[part]}")
        if part not in self.arrived:
            self.needed = part
            if self.may_repeat:
                raise PartNeeded(part)
            raise ImportError(f"a part of Python ({part}) is not here yet: run this again in a moment, or import it at the top")
        self._write_part(part, self.arrived.pop(part))
        self.installed.add(part)

    def _write_part(self, part, data):
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

            self.images.add(zlib.decompress(data, 31))
        sys.path_importer_cache.clear()

    def _parts_of(self, name):
        """Yield the parts of Python that may hold a module, the smallest first."""
        if name in self.images.elsewhere:
            part = self.images.elsewhere[name]
            if part is None:
                return
            yield part
        top = name.partition(".")[0]
        if top in ("numpy", "demos"):
            yield top
        elif top in sys.stdlib_module_names:
            yield "stdlib"

    def has_part(self, part):
        return part in self.installed or part in self.arrived or part in self.refused

    def provide(self, part, data):
        """Take the bytes of a part, as a JavaScript array."""
        if part not in self.installed:
            self.arrived[part] = data.to_bytes()

    def refuse(self, part, reason):
        """Let imports from a part fail until forget_refused() is called."""
        self.refused[part] = reason

    def forget_refused(self):
        self.refused.clear()

    def take_needed(self):
        part, self.needed = self.needed, None
        return part

    def imported_parts(self, programs):
        """Return the parts that programs will import from and that are not here, as JSON. `programs` is a JSON list of texts."""
        import json

        names = {name for program in json.loads(programs) for name in _imported_names(program)}
        parts = {part for name in names if not self._is_importable(name) for part in list(self._parts_of(name))[:1]}
        return json.dumps(sorted(part for part in parts if not self.has_part(part)))

    def _is_importable(self, name):
        if name in sys.modules or name in self.images.modules:
            return True
        return "." not in name and any(finder.find_spec(name, None) for finder in sys.meta_path if finder is not self)


def _imported_names(program):
    """Yield the modules that a program imports, as far as its text says."""
    import ast

    import numpy

    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                steps = alias.name.split(".")
                yield from (".".join(steps[: count + 1]) for count in range(len(steps)))
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            package = sys.modules.get(node.module)
            if isinstance(package, type(sys)) and hasattr(package, "__path__"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name not in vars(package) and alias.name != "*")
        # A cell imports this when it shows a value with one of these methods.
        elif isinstance(node, ast.FunctionDef) and node.name in ("_repr_svg_", "_repr_html_"):
            yield "demos.cell.picture"
        # numpy imports these when a program first names them.
        elif isinstance(node, ast.Attribute) and node.attr in numpy.__numpy_submodules__:
            yield f"numpy.{node.attr}"


def _write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def install():
    """Import from the images that JavaScript wrote into IMAGES. Return the PartFinder."""
    images = ImageFinder()
    parts = PartFinder(images)
    gc.disable()  # a start makes no garbage; the end of the start enables it again
    for name in sorted(os.listdir(IMAGES)):
        with open(f"{IMAGES}/{name}", "rb") as file:
            images.add(file.read())
        os.remove(f"{IMAGES}/{name}")
    os.rmdir(IMAGES)
    sys.meta_path.insert(sys.meta_path.index(PathFinder), images)
    sys.meta_path.append(parts)
    return parts


if os.path.isdir(IMAGES):
    # The worker's python.js calls its methods.
    parts = install()
