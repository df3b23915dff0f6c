// @ts-check
/**
 * The worker's side of Python: a module worker that runs Pyodide. interpreter.js is the page's side.
 *
 * @typedef {{ kind: "fetch" }
 *   | { kind: "load", standard: boolean, demo?: string }
 *   | { kind: "call", id: number, request: string }} Message
 *   fetch  get the files of a fast start, and wait
 *   load   once: load Python, fast or in the standard way; `demo` will be called first
 *   call   `request` is JSON for demos.call
 *
 * @typedef {{ kind: "progress", stage: string, loaded?: number, total?: number }
 *   | { kind: "ready" }
 *   | { kind: "failed", reason: import("./downloads.js").Reason, message: string, retry?: boolean }
 *   | { kind: "result", id: number, reply: string }
 *   | { kind: "error", id: number, message: string }
 *   | { kind: "fetching", waiting: boolean }} Answer
 *   failed    loading failed, or the interpreter died, and this worker is of no more use; with `retry`
 *             a standard start may succeed
 *   result    `reply` is the JSON that demos.call returned
 *   error     Python raised an exception; the worker goes on
 *   fetching  Python waits for a download, or goes on
 */

// First, because it replaces timers that Pyodide must not get hold of.
import { enterSandbox, PYTHON_GLOBALS } from "./sandbox.js";
import { LoadError, watchDownloads } from "./downloads.js";
import { canStartFast, provideParts, startFast } from "./fast-start.js";
import "./runtime-cache.js"; // imported by downloads.js; named here, it is fetched at the same time and not afterwards
import { startStandard } from "./standard-start.js";

const RUNTIME = new URL("../../runtime/", import.meta.url);
/** After this time without an answer the manifest is taken for lost (milliseconds). */
const MANIFEST_TIMEOUT = 20_000;
const LOAD = "import demos, gc\nif demo: demos.load(demo)\ngc.freeze(); gc.enable()\ndemos.call";

// Taken now, because the sandbox removes it.
const postMessage = self.postMessage.bind(self);
const post = (/** @type {Answer} */ answer) => postMessage(answer);

/** One interpreter. A worker makes exactly one and ends with it. */
class PythonWorker {
  /** @type {ReturnType<typeof beginDownloads> | undefined} */
  #downloads;
  #isLoading = false;
  /** @type {(request: string) => string} demos.call */
  #call = () => "";
  /** What can wait until the first picture is drawn, such as storing the downloads. @type {(() => void) | undefined} */
  #afterFirstCall;

  /** @param {Message} message */
  async receive(message) {
    if (message.kind === "call") {
      this.#answer(message.id, message.request);
      return;
    }
    try {
      await (message.kind === "load" ? this.#load(message.standard, message.demo) : this.#prefetch());
    } catch (error) {
      // If Python was started in the meantime, #load() reports the failure.
      if (message.kind === "fetch" && this.#isLoading) return;
      post({ kind: "failed", ...describe(error) });
    }
  }

  async #prefetch() {
    const { downloads, modules } = await (this.#downloads ??= beginDownloads(false));
    await Promise.race([Promise.all([downloads.prefetch(), ...modules]), downloads.failed]);
    await downloads.cache.store().catch(() => {});
  }

  /** Load Pyodide, numpy and the demos. @param {boolean} standard @param {string | undefined} demo */
  async #load(standard, demo) {
    this.#isLoading = true;
    post({ kind: "progress", stage: "download" });
    const { manifest, fast, downloads, modules } = await (this.#downloads ??= beginDownloads(standard));
    try {
      const started = fast
        ? startFast(RUNTIME, fast, modules, PYTHON_GLOBALS)
        : startStandard(RUNTIME, manifest.packages, modules, PYTHON_GLOBALS);
      const python = await Promise.race([started, downloads.failed]);
      post({ kind: "progress", stage: "packages" });
      const parts = fast && provideParts(fast, downloads.cache, manifest.sha256, PYTHON_GLOBALS, (waiting) => post({ kind: "fetching", waiting }));
      this.#afterFirstCall = () => downloads.cache.store().catch(() => {}).then(() => parts?.prefetch("later"));
      python.globals.set("demo", demo);
      this.#call = python.runPython(LOAD);
      enterSandbox();
      post({ kind: "ready" });
    } catch (thrown) {
      const error = downloads.causeOf(thrown);
      const retry = fast !== null && !(error instanceof LoadError && !error.retry);
      post({ kind: "failed", retry, ...describe(error) });
    } finally {
      downloads.stop();
    }
  }

  /** @param {number} id @param {string} request */
  #answer(id, request) {
    try {
      post({ kind: "result", id, reply: this.#call(request) });
    } catch (error) {
      // An exception of Python arrives as a PythonError; after any other error the interpreter is dead.
      if (error instanceof Error && error.name === "PythonError") post({ kind: "error", id, message: error.message });
      else post({ kind: "failed", reason: "crash", message: String(error) });
    }
    this.#afterFirstCall?.();
    this.#afterFirstCall = undefined;
  }
}

/** Request the files. @param {boolean} standard */
async function beginDownloads(standard) {
  const manifest = await readManifest();
  const fast = canStartFast && !standard ? manifest.fast : null;
  const wanted = manifest.files.filter(({ path, when }) => (fast ? when === "start" : !path.endsWith(".bin")));
  const downloads = watchDownloads(RUNTIME, manifest, wanted, (loaded, total) =>
    post({ kind: "progress", stage: loaded < total ? "download" : "start", loaded, total }),
  );
  const modules = ["pyodide.asm.mjs", "pyodide.mjs"].map((name) => downloads.importModule(name));
  for (const module of modules) module.catch(() => {});
  return { manifest, fast, downloads, modules };
}

/** @returns {Promise<import("./downloads.js").Manifest>} */
async function readManifest() {
  try {
    // It lies in the versioned folder of this script, so it lists the files that this worker can start.
    const response = await fetch(new URL("../manifest.json", import.meta.url), { signal: AbortSignal.timeout(MANIFEST_TIMEOUT) });
    if (!response.ok) throw new Error(String(response.status));
    return await response.json();
  } catch (error) {
    throw new LoadError("network", error, false);
  }
}

/** @param {unknown} error */
function describe(error) {
  return { reason: error instanceof LoadError ? error.reason : /** @type {const} */ ("crash"), message: String(error) };
}

const worker = new PythonWorker();
self.addEventListener("message", ({ data }) => worker.receive(data));
