// @ts-check
/**
 * Python, away from the page: a module worker around Pyodide.
 *
 * In   {kind: "fetch"}                      get what a fast start will need, and wait
 *      {kind: "load", ordinary, demo}       once, first: in the ordinary way, or fast; for which demo
 *      {kind: "call", id, request}          request is JSON for demos.call
 * Out  {kind: "progress", stage, loaded, total}
 *      {kind: "ready"}
 *      {kind: "failed", reason, message, again}  loading went wrong, or Python died; this worker is done
 *                                           for; `again`: an ordinary start may do better
 *      {kind: "result", id, reply}          reply is demos.call's JSON
 *      {kind: "error", id, message}         Python raised; the worker goes on
 *      {kind: "fetching", waiting}          Python waits for a download, or goes on
 */

import { confine, WORLD } from "./sandbox.js";
import { LoadError, watchDownloads } from "./downloads.js";
import { fetchParts, possible, startFast } from "./fast-start.js";
import "./runtime-cache.js"; // downloads.js needs it: asked for together with that, not after it
import { startOrdinary } from "./standard-start.js";

const RUNTIME = new URL("../../runtime/", import.meta.url);

/** Ours to keep: confine() takes it from everybody else. */
const post = self.postMessage.bind(self);

/** @type {(request: string) => string} */
let call;
/** What may wait until the first picture is there: keeping what has come, for one. @type {(() => void) | undefined} */
let afterwards;
/** @type {ReturnType<typeof begin> | undefined} */
let begun;
let loading = false;

/** @returns {Promise<import("./downloads.js").Manifest>} */
async function readManifest() {
  try {
    // Beside this file, and of its version: what it names is what this worker can start.
    const response = await fetch(new URL("../manifest.json", import.meta.url), { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(String(response.status));
    return await response.json();
  } catch (error) {
    throw new LoadError("network", error, false);
  }
}

/** Begin to fetch. @param {boolean} ordinary */
async function begin(ordinary) {
  const manifest = await readManifest();
  const fast = possible && !ordinary ? manifest.fast : null;
  const wanted = manifest.files.filter(({ path, when }) => (fast ? when === "start" : !path.endsWith(".bin")));
  const downloads = watchDownloads(RUNTIME, manifest, wanted, (loaded, total) =>
    post({ kind: "progress", stage: loaded < total ? "download" : "start", loaded, total }),
  );
  const modules = ["pyodide.asm.mjs", "pyodide.mjs"].map((name) => downloads.module(name));
  for (const module of modules) module.catch(() => {});
  return { manifest, fast, downloads, modules };
}

/** Fetch only. Once Python is asked for, load() is the one to tell what went wrong. */
async function fetchAhead() {
  const { downloads, modules } = await (begun ??= begin(false));
  await Promise.race([Promise.all([downloads.ahead(), ...modules]), downloads.failed]);
  await downloads.kept.keep().catch(() => {});
}

/** Load Pyodide, numpy and the demos. @param {boolean} ordinary @param {string | undefined} demo */
async function load(ordinary, demo) {
  loading = true;
  post({ kind: "progress", stage: "download" });
  const { manifest, fast, downloads, modules } = await (begun ??= begin(ordinary));
  try {
    const started = fast ? startFast(RUNTIME, fast, modules, WORLD) : startOrdinary(RUNTIME, manifest.packages, modules, WORLD);
    const python = await Promise.race([started, downloads.failed]);
    post({ kind: "progress", stage: "packages" });
    // What keeping needs it took hold of when its module was read, so it outlasts confine().
    const keep = () => downloads.kept.keep().catch(() => {});
    const parts = fast && fetchParts(fast, downloads.kept, manifest.sha256, WORLD, (waiting) => post({ kind: "fetching", waiting }));
    afterwards = () => keep().then(() => parts?.ahead("later"));
    python.globals.set("demo", demo);
    call = python.runPython("import demos, gc\nif demo: demos.load(demo)\ngc.freeze(); gc.enable()\ndemos.call");
    confine();
    post({ kind: "ready" });
  } catch (thrown) {
    const error = downloads.reasonFor(thrown);
    const again = fast !== null && !(error instanceof LoadError && !error.again);
    post({ kind: "failed", again, reason: error instanceof LoadError ? error.reason : "crash", message: String(error) });
  } finally {
    downloads.end();
  }
}

self.addEventListener("message", async ({ data }) => {
  if (data.kind === "fetch" || data.kind === "load") {
    try {
      await (data.kind === "load" ? load(data.ordinary, data.demo) : fetchAhead());
    } catch (error) {
      if (data.kind === "fetch" && loading) return;
      post({ kind: "failed", reason: error instanceof LoadError ? error.reason : "crash", message: String(error) });
    }
  } else {
    try {
      post({ kind: "result", id: data.id, reply: call(data.request) });
    } catch (error) {
      // What Python raises comes as a PythonError; anything else is the end of the interpreter.
      const survived = error instanceof Error && error.name === "PythonError";
      if (survived) post({ kind: "error", id: data.id, message: error.message });
      else post({ kind: "failed", reason: "crash", message: String(error) });
    }
    afterwards?.();
    afterwards = undefined;
  }
});
