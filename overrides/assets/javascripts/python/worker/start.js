// @ts-check
/** Starts Pyodide from what the loader sends, in one of three ways. */

import { release } from "../release.js";
import { FOLDER, PYTHON_GLOBALS } from "./sandbox.js";
import { renew, restoreSnapshot } from "./snapshot.js";
import { SNAPSHOT } from "./supply.js";

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
function startFromImages(fast, supply) {
  return startPrepared(fast, async (module) => {
    module.FS.mkdirTree(IMAGES);
    await Promise.all(fast.images.map(async (name) => module.FS.writeFile(`${IMAGES}/${name}`, await supply.bytes(name), { canOwn: true })));
    await addLibraries(module, fast, supply);
  });
}

/**
 * From the memory of an earlier start in this browser. It starts and imports nothing.
 * @param {import("../downloads.js").FastStart} fast
 * @param {import("./supply.js").Supply} supply
 * @returns {Promise<any>} Pyodide
 */
async function startFromSnapshot(fast, supply) {
  const prepare = async (/** @type {any} */ module) => {
    const snapshot = supply.bytes(SNAPSHOT);
    await addLibraries(module, fast, supply);
    const bytes = await snapshot;
    const { API } = module;
    const original = API.restoreSnapshot;
    // Pyodide calls this once, between the start of its runtime and the first use of Python.
    API.restoreSnapshot = () => {
      API.restoreSnapshot = original;
      const state = restoreSnapshot(module, bytes);
      release(bytes.buffer);
      return state;
    };
  };
  // Pyodide takes anything here for a snapshot, and asks restoreSnapshot() for the rest.
  const python = await startPrepared(fast, prepare, { _loadSnapshot: new Uint8Array() });
  renew(python);
  return python;
}

/**
 * @param {import("../downloads.js").FastStart} fast
 * @param {(module: any) => Promise<void>} prepare what to do with Emscripten's module before Python starts
 * @param {object} [options] more options for Pyodide
 */
function startPrepared(fast, prepare, options = {}) {
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
    ...options,
  });
}

/** Instantiate numpy's libraries, always in the same order. @param {any} module @param {import("../downloads.js").FastStart} fast @param {import("./supply.js").Supply} supply */
async function addLibraries(module, fast, supply) {
  // Emscripten would do this itself when Python imports the library, but it would compile it once more.
  const flags = { loadAsync: true, nodelete: true };
  for (const [path, name] of Object.entries(fast.libraries)) {
    // The file only has to be there.
    module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    module.FS.writeFile(path, "");
    module.preloadedWasm[path] = await module.loadWebAssemblyModule(await supply.module(name), flags, path, {});
  }
  module.tableOfLibraries = module.wasmTable.length;
}

export { startFromImages, startFromSnapshot, startStandard };
