// @ts-check
/**
 * The worker that has the network: it fetches, checks, compiles and caches what Python is started from, and
 * hands it to a Python worker through a port. It never runs Python. messages.js lists what it is sent and sends.
 */

import { Downloads, LoadError, nameOf } from "./downloads.js";
import "./runtime-cache.js"; // imported by downloads.js; named here, it is fetched at the same time and not afterwards
import { openSnapshotStore } from "./snapshot-store.js";
import { workerScript } from "./worker-script.js";

/** The part that most readers need after the first picture. */
const LIKELY_PART = "later";
const CORE = "pyodide.asm.wasm";
const SCRIPTS = ["pyodide.mjs", "pyodide.asm.mjs"];

/** Whether this browser can unpack the images of a fast start. */
const canStartFast = typeof DecompressionStream === "function";

/** The name under which worker/supply.js expects a snapshot. */
const SNAPSHOT = "snapshot";

/** @typedef {import("./messages.js").Way} Way */
/** The way to start that is tried when one has failed. @type {Record<Way, Way | null>} */
const NEXT_WAY = { snapshot: "images", images: "standard", standard: null };

/** @typedef {import("./messages.js").FromLoader} FromLoader */
const post = (/** @type {FromLoader} */ message) => self.postMessage(message);

/** Hands out the files of one build. */
class Loader {
  /** @type {Map<MessagePort, Set<number>>} the parts that were sent through each port */
  #sent = new Map();

  /** @param {import("./downloads.js").Manifest} manifest */
  constructor(manifest) {
    this.manifest = manifest;
    this.fast = canStartFast ? manifest.fast : null;
    this.parts = Object.keys(this.fast?.parts ?? {});
    this.snapshots = openSnapshotStore(manifest.version);
    this.downloads = new Downloads(manifest, (loaded, total) =>
      post({ kind: "progress", stage: loaded < total ? "download" : "start", loaded, total }),
    );
  }

  /** The way that a start really goes. @param {Way} asked @returns {Promise<Way>} */
  async way(asked) {
    if (!this.fast || asked === "standard") return "standard";
    return asked === "snapshot" && (await this.snapshots.exists()) ? "snapshot" : "images";
  }

  /** The names of the files that a start needs. @param {Way} way */
  #names(way) {
    const images = new Set(way === "snapshot" ? this.fast?.images : []);
    const isNeeded = (/** @type {import("./downloads.js").File} */ { path, when }) =>
      way === "standard" ? !path.endsWith(".bin") : when === "start" && !images.has(nameOf(path));
    const files = this.manifest.files.filter(isNeeded);
    this.downloads.count(files);
    return files.map(({ path }) => nameOf(path)).filter((name) => name !== CORE);
  }

  /** Fetch and compile all that a start needs. */
  async fetchAll() {
    const names = this.#names(await this.way("snapshot"));
    const libraries = Object.values(this.fast?.libraries ?? {});
    await Promise.all([...[CORE, ...libraries].map((name) => this.downloads.module(name)), ...names.map((name) => this.downloads.prefetch(name))]);
  }

  /** Give a new Python worker all that it needs. @param {number} start @param {Way} way @param {MessagePort} port */
  async start(start, way, port) {
    const { manifest, downloads } = this;
    const fast = way === "standard" ? null : this.fast;
    /** @type {(message: import("./messages.js").FromLoaderToPython, transfer?: Transferable[]) => void} */
    const send = (message, transfer = []) => port.postMessage(message, transfer);
    if (fast) this.#sent.set(port, new Set());
    port.onmessage = ({ data }) => this.#sendPart(port, data?.number);
    send({ kind: "plan", way, fast: fast && { ...fast, parts: {} }, packages: manifest.packages, parts: fast ? this.parts : [] });
    const libraries = Object.values(fast?.libraries ?? {});
    const scripts = [manifest.worker, ...SCRIPTS];
    const names = this.#names(way).filter((name) => !scripts.includes(name) && !libraries.includes(name));
    const script = async () => {
      const texts = await Promise.all(scripts.map((name) => downloads.text(name)));
      post({ kind: "script", start, script: workerScript(texts[0], texts[1], texts[2]), way, nextWay: NEXT_WAY[way] });
    };
    const module = async (/** @type {string} */ name) => send({ kind: "file", name, module: await downloads.module(name) });
    const file = async (/** @type {string} */ name, bytes = downloads.bytes(name)) => send({ kind: "file", name, bytes: await bytes }, [await bytes]);
    const snapshot = way === "snapshot" ? [file(SNAPSHOT, this.snapshots.read())] : [];
    // The script first, because the Python worker starts with it.
    await Promise.all([script(), ...[CORE, ...libraries].map(module), ...names.map((name) => file(name)), ...snapshot]);
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
      const bytes = await this.downloads.packed(nameOf(this.fast?.parts[this.parts[number]] ?? ""));
      port.postMessage({ kind: "part", number, bytes, error: "" }, [bytes]);
      await this.downloads.store();
    } catch (error) {
      sent.delete(number);
      if (answer) port.postMessage({ kind: "part", number, bytes: null, error: String(error) });
    }
  }
}

/** @typedef {import("./downloads.js").Manifest} Manifest */
/** @type {(manifest: Manifest) => void} */
let receiveManifest;
/** The page fetches it while this worker starts. @type {Promise<Manifest>} */
const manifest = new Promise((resolve) => (receiveManifest = resolve));
const loader = manifest.then((found) => new Loader(found));

/** @param {Extract<import("./messages.js").ToLoader, { kind: "start" }>} message */
async function start({ start, way: asked, port }) {
  /** @type {Way} */
  let way = "standard";
  post({ kind: "progress", stage: "download" });
  try {
    const opened = await loader;
    if (asked !== "snapshot") await opened.snapshots.remove();
    way = await opened.way(asked);
    await opened.start(start, way, port);
  } catch (thrown) {
    const error = thrown instanceof LoadError ? thrown : new LoadError("crash", thrown);
    post({ kind: "failed", reason: error.reason, message: error.message, nextWay: error.retry ? NEXT_WAY[way] : null });
  }
}

self.addEventListener("message", async (/** @type {MessageEvent<import("./messages.js").ToLoader>} */ { data }) => {
  if (data.kind === "manifest") receiveManifest(data.manifest);
  else if (data.kind === "start") await start(data);
  // If it fails, start() fetches again, and reports that failure.
  else if (data.kind === "prefetch") await loader.then((it) => it.fetchAll().then(() => it.downloads.store(), () => {}));
  else if (data.kind === "settled") await (await loader).settle();
  else if (data.kind === "idle") post({ kind: "wanted", wanted: await (await loader).snapshots.isWanted() });
  else await (await loader).snapshots.write(data.bytes).catch(() => {});
});
