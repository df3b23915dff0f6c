// @ts-check
/**
 * Puts the script of a Python worker together out of bytes whose hashes have been checked.
 *
 * The script is one module without any import, so nothing but these bytes runs in the worker. The page starts it from
 * a blob:, which only the policy's worker-src allows: with blob: in script-src, every page could run scripts made out
 * of text. A worker from a blob: has the page's policy, even on hosts that send no headers.
 */

import { LoadError } from "./downloads.js";

/**
 * @param {string} own what overrides/hooks/pyodide/worker_script.py made of our files in worker/
 * @param {string} front pyodide.mjs
 * @param {string} core pyodide.asm.mjs
 */
export function workerScript(own, front, core) {
  const parts = [
    own,
    "\nconst loadPyodide = (() => {",
    replace(front, /export\s*\{\s*(\w+) as loadPyodide\b[^}]*\}/, "return $1"),
    "\n})();\n",
    replace(core, /export default (?=_createPyodideModule)/, ""),
  ];
  // Pyodide imports modules of Node, and packages by their address. Here neither is possible.
  return new Blob(parts.map((part) => part.replaceAll(/\bimport\(/g, "refuseImport(")), { type: "text/javascript" });
}

/** @param {string} text @param {RegExp} pattern @param {string} by */
function replace(text, pattern, by) {
  if (!pattern.test(text)) throw new LoadError("files", `this version of Pyodide has no ${pattern}`);
  return text.replace(pattern, by);
}
