// @ts-check
/** Pyodide as anybody starts it: the whole library as source, and packages as wheels. */

import { LoadError } from "./downloads.js";

/**
 * @param {URL} folder where the files lie
 * @param {string[]} packages
 * @param {Promise<any>[]} modules pyodide.asm.mjs and pyodide.mjs
 * @param {object} world what Python sees of JavaScript
 * @returns {Promise<any>} Pyodide
 */
export async function startOrdinary(folder, packages, [core, front], world) {
  const { loadPyodide } = await front;
  const python = await loadPyodide({
    indexURL: folder.href,
    lockFileURL: new URL("pyodide-lock.json", folder).href,
    createPyodideModule: async (/** @type {object} */ settings) => (await core).default(settings),
    packages,
    jsglobals: world,
  });
  const absent = packages.filter((name) => !(name in python.loadedPackages));
  if (absent.length > 0) throw new LoadError("files", `not installed: ${absent}`);
  return python;
}
