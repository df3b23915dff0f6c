// @ts-check
/** Starts Pyodide from what the loader sends, in one of two ways. */

import { FOLDER, PYTHON_GLOBALS } from "./sandbox.js";

/** The folder in Python's file system from which overrides/hooks/pyodide/image_importer.py imports. */
const IMAGES = "/lib/images";

/**
 * As Pyodide's documentation says: with Python's whole library as source, and packages as wheels.
 * @param {string[]} packages
 * @returns {Promise<any>} Pyodide
 */
async function startStandard(packages) {
  const python = await loadPyodide({
    indexURL: FOLDER,
    lockFileURL: `${FOLDER}pyodide-lock.json`,
    createPyodideModule: _createPyodideModule,
    packages,
    jsglobals: PYTHON_GLOBALS,
  });
  const missing = packages.filter((name) => !(name in python.loadedPackages));
  if (missing.length > 0) throw new Error(`not installed: ${missing}`);
  return python;
}

/**
 * From the images, which compiles no Python: the build has packed the bytecode of all modules that Python, numpy and
 * the demos import into them (overrides/hooks/pyodide/bytecode_image.py).
 * @param {import("../downloads.js").FastStart} fast
 * @param {import("./supply.js").Supply} supply
 * @returns {Promise<any>} Pyodide
 */
async function startFast(fast, supply) {
  /** Fill Python's file system. @param {any} module of Emscripten */
  async function prepare(module) {
    const write = async (/** @type {string} */ path, /** @type {string} */ name) => {
      module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      module.FS.writeFile(path, await supply.bytes(name), { canOwn: true });
    };
    const libraries = Object.entries(fast.libraries);
    await Promise.all([...fast.images.map((name) => write(`${IMAGES}/${name}`, name)), ...libraries.map(([path, name]) => write(path, name))]);
    // Emscripten would do this itself when Python imports the library, but it would compile it once more.
    const flags = { loadAsync: true, nodelete: true };
    for (const [path, name] of libraries) {
      module.preloadedWasm[path] = await module.loadWebAssemblyModule(await supply.module(name), flags, path, {});
    }
  }

  /** @param {any} settings */
  async function createModule(settings) {
    const prepared = new Promise((resolve, reject) => {
      settings.preRun.push((/** @type {any} */ module) => {
        module.addRunDependency("images");
        prepare(module).then(() => (module.removeRunDependency("images"), resolve(null)), reject);
      });
    });
    const created = _createPyodideModule(settings);
    await Promise.race([prepared, created.then(() => prepared)]);
    return created;
  }

  return loadPyodide({
    indexURL: FOLDER,
    jsglobals: PYTHON_GLOBALS,
    lockFileContents: fast.lock,
    stdLibURL: FOLDER + fast.boot,
    createPyodideModule: createModule,
  });
}

export { startFast, startStandard };
