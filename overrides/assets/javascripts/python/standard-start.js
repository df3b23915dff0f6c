// @ts-check
/** Starts Pyodide as its documentation says: with Python's whole library as source, and packages as wheels. */

import { LoadError } from "./downloads.js";

/**
 * @param {URL} folder that contains the files
 * @param {string[]} packages
 * @param {Promise<any>[]} modules pyodide.asm.mjs and pyodide.mjs
 * @param {object} globals what `import js` finds in Python
 * @returns {Promise<any>} Pyodide
 */
export async function startStandard(folder, packages, [core, front], globals) {
  const { loadPyodide } = await front;
  const python = await loadPyodide({
    indexURL: folder.href,
    lockFileURL: new URL("pyodide-lock.json", folder).href,
    createPyodideModule: async (/** @type {object} */ settings) => (await core).default(settings),
    packages,
    jsglobals: globals,
  });
  const missing = packages.filter((name) => !(name in python.loadedPackages));
  if (missing.length > 0) throw new LoadError("files", `not installed: ${missing}`);
  return python;
}
