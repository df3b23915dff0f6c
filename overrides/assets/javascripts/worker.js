// @ts-check
/**
 * Python, away from the page: a module worker around Pyodide.
 *
 * In   {kind: "load"}                       once, first
 *      {kind: "call", id, request}          request is JSON for demos.call
 * Out  {kind: "progress", stage, loaded, total}
 *      {kind: "ready"}
 *      {kind: "failed", reason, message}    loading went wrong, or Python died; this worker is done for
 *      {kind: "result", id, reply}          reply is demos.call's JSON
 *      {kind: "error", id, message}         Python raised; the worker goes on
 */

import { LoadError, watchDownloads } from "./downloads.js";

const RUNTIME = new URL("../runtime/", import.meta.url);

/** @type {(request: string) => string} */
let call;

/** @returns {Promise<import("./downloads.js").Manifest>} */
async function readManifest() {
  try {
    const response = await fetch(new URL("manifest.json", RUNTIME), {
      cache: "no-cache",
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(String(response.status));
    return await response.json();
  } catch (error) {
    throw new LoadError("network", error);
  }
}

/** Load Pyodide, numpy and the demos. */
async function load() {
  const manifest = await readManifest();
  const downloads = watchDownloads(RUNTIME, manifest, (loaded, total) =>
    postMessage({ kind: "progress", stage: loaded < total ? "download" : "start", loaded, total }),
  );

  async function start() {
    const core = downloads.module("pyodide.asm.mjs");
    core.catch(() => {});
    const { loadPyodide } = await downloads.module("pyodide.mjs");
    return loadPyodide({
      indexURL: RUNTIME.href,
      lockFileURL: new URL("pyodide-lock.json", RUNTIME).href,
      createPyodideModule: async (/** @type {object} */ settings) => (await core).default(settings),
      packages: manifest.packages,
    });
  }

  try {
    const python = await Promise.race([start(), downloads.failed]);
    const absent = manifest.packages.filter((name) => !(name in python.loadedPackages));
    if (absent.length > 0) throw new LoadError("files", `not installed: ${absent}`);
    postMessage({ kind: "progress", stage: "packages" });
    call = python.runPython("import demos\nfor name in demos.REGISTRY: demos.load(name)\ndemos.call");
    postMessage({ kind: "ready" });
  } finally {
    downloads.end();
  }
}

self.addEventListener("message", async ({ data }) => {
  if (data.kind === "load") {
    try {
      await load();
    } catch (error) {
      const reason = error instanceof LoadError ? error.reason : "crash";
      postMessage({ kind: "failed", reason, message: String(error) });
    }
  } else {
    try {
      postMessage({ kind: "result", id: data.id, reply: call(data.request) });
    } catch (error) {
      // What Python raises comes as a PythonError; anything else is the end of the interpreter.
      const survived = error instanceof Error && error.name === "PythonError";
      if (survived) postMessage({ kind: "error", id: data.id, message: error.message });
      else postMessage({ kind: "failed", reason: "crash", message: String(error) });
    }
  }
});
