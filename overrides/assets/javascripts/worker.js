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

const RUNTIME = new URL("../runtime/", import.meta.url);
/** A connection that sends nothing for this long is taken for dead (milliseconds). */
const SILENCE = 20_000;

/** @type {(request: string) => string} */
let call;

/** Why loading can fail, as the page can say it to a reader. */
class LoadError extends Error {
  /** @param {"network" | "files" | "crash"} reason @param {unknown} cause */
  constructor(reason, cause) {
    super(String(cause));
    this.reason = reason;
  }
}

/**
 * Make fetch() count the bytes that arrive, and give up on a silent connection.
 * @param {Record<string, number>} sizes bytes of each file, by name
 */
function countDownloads(sizes) {
  // Modules come through import(), which nobody can count.
  sizes = Object.fromEntries(Object.entries(sizes).filter(([name]) => !name.endsWith(".mjs")));
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const plainFetch = self.fetch.bind(self);
  let loaded = 0;

  self.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const name = new URL(url, RUNTIME).pathname.split("/").pop() ?? "";
    const abort = new AbortController();
    let alarm = setTimeout(() => abort.abort(), SILENCE);
    try {
      const response = await plainFetch(input, { ...init, signal: abort.signal });
      if (!response.ok) throw new LoadError("network", `${response.status} ${name}`);
      if (!response.body || !(name in sizes)) {
        clearTimeout(alarm);
        return response;
      }
      const counted = response.body.pipeThrough(
        new TransformStream({
          transform(chunk, controller) {
            clearTimeout(alarm);
            alarm = setTimeout(() => abort.abort(), SILENCE);
            loaded += chunk.byteLength;
            postMessage({ kind: "progress", stage: "download", loaded, total });
            controller.enqueue(chunk);
          },
          flush() {
            clearTimeout(alarm);
          },
        }),
      );
      return new Response(counted, { status: response.status, headers: response.headers });
    } catch (error) {
      clearTimeout(alarm);
      throw error instanceof LoadError ? error : new LoadError("network", error);
    }
  };
}

/** Load Pyodide, numpy and the demos. */
async function load() {
  const manifest = await (await fetch(new URL("manifest.json", RUNTIME))).json();
  countDownloads(manifest.sizes);
  const { loadPyodide } = await import(new URL("pyodide.mjs", RUNTIME).href).catch((error) => {
    throw new LoadError("network", error);
  });
  const python = await loadPyodide({
    indexURL: RUNTIME.href,
    lockFileURL: new URL("pyodide-lock.json", RUNTIME).href,
    packages: manifest.packages,
  });
  postMessage({ kind: "progress", stage: "packages" });
  call = python.runPython("import demos\nfor name in demos.REGISTRY: demos.load(name)\ndemos.call");
  postMessage({ kind: "ready" });
}

self.addEventListener("message", async ({ data }) => {
  if (data.kind === "load") {
    try {
      await load();
    } catch (error) {
      const reason = error instanceof LoadError ? error.reason : guess(error);
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

/**
 * Pyodide throws plain errors of many kinds; sort them for the reader.
 * @param {unknown} error
 */
function guess(error) {
  const text = String(error);
  if (/fetch|network|abort|load failed|import/i.test(text)) return "network";
  if (/integrity|hash|wasm|magic|zip|json/i.test(text)) return "files";
  return "crash";
}
