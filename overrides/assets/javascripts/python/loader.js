// @ts-check
/**
 * The worker that has the network: it fetches, checks, compiles and caches what Python is started from, and
 * hands it to a Python worker through a port. It never runs Python. messages.js lists what it is sent and sends.
 */

import { Downloads, LoadError, nameOf } from "./downloads.js";
import "./runtime-cache.js"; // imported by downloads.js; named here, it is fetched at the same time and not afterwards
import { workerScript } from "./worker-script.js";

/** After this time without an answer the manifest is taken for lost (milliseconds). */
const MANIFEST_TIMEOUT = 20_000;
/** The part that most readers need after the first picture. */
const LIKELY_PART = "later";
const CORE = "pyodide.asm.wasm";
const SCRIPTS = ["pyodide.mjs", "pyodide.asm.mjs"];

/** Whether this browser can unpack the images of a fast start. */
const canStartFast = typeof DecompressionStream === "function";

/** @typedef {import("./messages.js").FromLoader} FromLoader */
const post = (/** @type {FromLoader} */ message) => self.postMessage(message);

/** What is fetched for one way to start. */
class Loader {
  /** @type {Map<MessagePort, Set<number>>} the parts that were sent through each port */
  #sent = new Map();

  /**
   * @param {import("./downloads.js").Manifest} manifest
   * @param {boolean} standard whether without images
   */
  constructor(manifest, standard) {
    this.manifest = manifest;
    this.fast = canStartFast && !standard ? manifest.fast : null;
    this.parts = Object.keys(this.fast?.parts ?? {});
    const files = manifest.files.filter(({ path, when }) => (this.fast ? when === "start" : !path.endsWith(".bin")));
    this.names = files.map(({ path }) => nameOf(path)).filter((name) => name !== CORE);
    this.downloads = new Downloads(manifest, files, (loaded, total) =>
      post({ kind: "progress", stage: loaded < total ? "download" : "start", loaded, total }),
    );
  }

  /** Fetch and compile all that a start needs. */
  fetchAll() {
    const libraries = Object.values(this.fast?.libraries ?? {});
    return Promise.all([CORE, ...libraries].map((name) => this.downloads.module(name)).concat(this.names.map((name) => this.downloads.file(name))));
  }

  /** Give a new Python worker all that it needs. @param {number} start @param {MessagePort} port */
  async start(start, port) {
    const { manifest, fast, parts, downloads } = this;
    /** @type {(message: import("./messages.js").FromLoaderToPython, transfer?: Transferable[]) => void} */
    const send = (message, transfer = []) => port.postMessage(message, transfer);
    this.#sent.set(port, new Set());
    port.onmessage = ({ data }) => this.#sendPart(port, data?.number);
    send({ kind: "plan", fast: fast && { ...fast, parts: {} }, packages: manifest.packages, parts });
    const libraries = new Set(Object.values(fast?.libraries ?? {}));
    const scripts = [manifest.worker, ...SCRIPTS];
    const file = async (/** @type {string} */ name) => {
      const module = libraries.has(name) ? await downloads.module(name) : undefined;
      const bytes = await downloads.bytes(name);
      send({ kind: "file", name, bytes, module }, [bytes]);
    };
    const script = async () => {
      const texts = await Promise.all(scripts.map(async (name) => (await downloads.file(name)).text()));
      post({ kind: "script", start, script: workerScript(texts[0], texts[1], texts[2]) });
    };
    const core = async () => send({ kind: "file", name: CORE, module: await downloads.module(CORE) });
    // The script first, because the Python worker starts with it.
    await Promise.all([script(), core(), ...this.names.filter((name) => !scripts.includes(name)).map(file)]);
  }

  /** The first picture is drawn. */
  async settle() {
    await this.downloads.store();
    const saveData = /** @type {any} */ (navigator).connection?.saveData;
    if (!saveData) for (const port of this.#sent.keys()) await this.#sendPart(port, this.parts.indexOf(LIKELY_PART), false);
  }

  /** @param {MessagePort} port @param {unknown} number sent by a Python worker, so it may be anything @param {boolean} answer whether also if it cannot be fetched */
  async #sendPart(port, number, answer = true) {
    const sent = this.#sent.get(port);
    if (typeof number !== "number" || !(number in this.parts) || !sent || sent.has(number)) return;
    sent.add(number);
    try {
      const file = await this.downloads.file(nameOf(this.fast?.parts[this.parts[number]] ?? ""));
      const bytes = await file.arrayBuffer();
      port.postMessage({ kind: "part", number, bytes, error: "" }, [bytes]);
      await this.downloads.store();
    } catch (error) {
      sent.delete(number);
      if (answer) port.postMessage({ kind: "part", number, bytes: null, error: String(error) });
    }
  }
}

/** @returns {Promise<import("./downloads.js").Manifest>} */
async function readManifest() {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), MANIFEST_TIMEOUT);
  try {
    // It lies in the versioned folder of this script, so it lists the files that this loader can start.
    const response = await fetch(new URL("../manifest.json", import.meta.url), { signal: abort.signal });
    if (!response.ok) throw new Error(String(response.status));
    return await response.json();
  } catch (error) {
    throw new LoadError("network", error, false);
  } finally {
    clearTimeout(timer);
  }
}

/** @type {Promise<Loader> | undefined} */
let loader;
/** @param {boolean} standard */
function open(standard) {
  loader ??= readManifest().then((manifest) => new Loader(manifest, standard));
  loader.catch(() => (loader = undefined));
  return loader;
}

self.addEventListener("message", async (/** @type {MessageEvent<import("./messages.js").ToLoader>} */ { data }) => {
  if (data.kind === "settled") await (await loader)?.settle();
  // If it fails, start() fetches again, and reports that failure.
  else if (data.kind === "prefetch") await open(false).then((it) => it.fetchAll()).then(async () => (await loader)?.downloads.store(), () => {});
  else {
    post({ kind: "progress", stage: "download" });
    try {
      await (await open(data.standard)).start(data.start, data.port);
    } catch (thrown) {
      const error = thrown instanceof LoadError ? thrown : new LoadError("crash", thrown);
      const isFast = Boolean((await loader?.catch(() => undefined))?.fast);
      post({ kind: "failed", reason: error.reason, message: error.message, retry: error.retry && isFast });
    }
  }
});
