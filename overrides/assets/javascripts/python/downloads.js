// @ts-check
/**
 * Fetches the files that Python is started from, checks each against its hash, and compiles the WebAssembly
 * ones while they arrive. Nothing leaves this module before its hash is known to be right.
 */

import { FROM_CACHE, openRuntimeCache } from "./runtime-cache.js";

/** A download without a byte for so long is taken for dead (seconds). */
const TIMEOUT = 20;

/**
 * The names of the files of a fast start, as overrides/hooks/pyodide/bytecode_image.py writes them into the manifest.
 * @typedef {object} FastStart
 * @property {string} boot in place of python_stdlib.zip: only what Python needs before it can import from images
 * @property {string[]} images
 * @property {Record<string, string>} libraries WebAssembly libraries, by their path in Python's file system
 * @property {object} lock the content of a pyodide-lock.json
 * @property {Record<string, string>} parts paths below assets/runtime/ of what programs import later, by name
 *
 * @typedef {{ path: string, size: number, sha256: string, when: "start" | "later" | "ordinary" }} File
 *   `path` is below assets/, `size` in bytes; overrides/hooks/pyodide/stage.py says what `when` means
 * @typedef {{
 *   version: string, worker: string, packages: string[], files: File[], fast: FastStart | null,
 * }} Manifest `worker` is the name of our own part of the Python worker's script
 */

/** Why loading failed; the interface strings have a text for each reason. */
export class LoadError extends Error {
  /** @param {import("./messages.js").FailureReason} reason @param {unknown} cause @param {boolean} retry whether a start with other files may succeed */
  constructor(reason, cause, retry = true) {
    super(String(cause));
    this.reason = reason;
    this.retry = retry;
  }
}

export class Downloads {
  #cache;
  /** @type {Map<string, File>} by name */
  #files;
  #onProgress;
  #total = 0;
  #loaded = 0;
  /** What a later start in this tab needs again, by name. @type {Map<string, Promise<any>>} */
  #results = new Map();
  #abort = new AbortController();
  /** How many reads are waiting for bytes, and for how many seconds no byte has arrived. */
  #pending = 0;
  #silence = 0;
  #ticks = 0;

  /**
   * @param {Manifest} manifest
   * @param {(loaded: number, total: number) => void} onProgress called with bytes after every chunk
   */
  constructor(manifest, onProgress) {
    this.#files = new Map(manifest.files.map((file) => [nameOf(file.path), file]));
    this.#cache = openRuntimeCache(this.#files);
    this.#onProgress = onProgress;
  }

  /** From now on onProgress counts the bytes of these files. @param {File[]} files */
  count(files) {
    this.#total = files.reduce((sum, { size }) => sum + size, 0);
  }

  /** Fetch a file that will be needed. @param {string} name */
  async prefetch(name) {
    await this.#file(name);
  }

  /** A file's bytes as they are on the host, for the receiver to own. @param {string} name @returns {Promise<ArrayBuffer>} */
  async packed(name) {
    const file = await this.#file(name);
    const { bytes } = file;
    file.bytes = null;
    return bytes ?? file.blob.arrayBuffer();
  }

  /** The same, unpacked if it is an image or a library of ours. @param {string} name @returns {Promise<ArrayBuffer>} */
  async bytes(name) {
    const bytes = await this.packed(name);
    if (!name.endsWith(".bin")) return bytes;
    const { body } = new Response(bytes);
    return new Response(/** @type {any} */ (body).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  /** A script. @param {string} name */
  async text(name) {
    return new TextDecoder().decode(await this.packed(name));
  }

  /** A compiled WebAssembly file. @param {string} name @returns {Promise<WebAssembly.Module>} */
  module(name) {
    return this.#once(`${name} compiled`, async () => {
      if (!name.endsWith(".wasm")) return WebAssembly.compile(await this.bytes(name));
      const { bytes, compiled } = await this.#fetchChecked(name);
      // Some hosts send another content type, and browsers then compile nothing while it arrives.
      return (await compiled?.catch(() => null)) ?? WebAssembly.compile(bytes).catch(asLoadError);
    });
  }

  /** Store what has been fetched, for the next visit. */
  store() {
    return this.#cache.store().catch(() => {});
  }

  /**
   * The blob is for later starts: the browser keeps it outside this tab's memory, so reading it back takes time. Whoever
   * asks first gets the bytes themselves.
   * @param {string} name @returns {Promise<{ blob: Blob, bytes: ArrayBuffer | null }>}
   */
  #file(name) {
    return this.#once(name, async () => {
      const { blob, bytes } = await this.#fetchChecked(name);
      return { blob, bytes };
    });
  }

  /** A failed download is tried again by whoever asks next. @template T @param {string} key @param {() => Promise<T>} get @returns {Promise<T>} */
  #once(key, get) {
    const known = this.#results.get(key);
    if (known) return known;
    const result = get();
    this.#results.set(key, result);
    result.catch(() => this.#results.delete(key));
    return result;
  }

  /** @param {string} name */
  async #fetchChecked(name) {
    try {
      return await this.#fetch(name, "default");
    } catch (error) {
      // If the browser's own cache holds a damaged file, fetch it from the host, once.
      if (error instanceof LoadError && error.reason === "files") return this.#fetch(name, "reload");
      throw error;
    }
  }

  /** @param {string} name @param {RequestCache} mode */
  async #fetch(name, mode) {
    const file = /** @type {File} */ (this.#files.get(name));
    const { signal } = this.#abort;
    try {
      const response = await this.#watch(() => fetch(this.#cache.address(name), { cache: mode, priority: name.endsWith("js") ? "high" : "auto", signal }));
      if (!response.ok) throw new LoadError("network", `${response.status} ${name}`);
      // A browser keeps the machine code only of a response that it made itself, so compile that one, and hash its copy.
      const compiled = name.endsWith(".wasm") && mode === "default" ? WebAssembly.compileStreaming(response.clone()) : null;
      compiled?.catch(() => {});
      const type = response.headers.get("content-type") ?? "";
      const bytes = await this.#read(response, file);
      const found = await sha256(bytes);
      if (found && found !== file.sha256) throw new LoadError("files", `${file.path}: SHA-256 ${found}, not ${file.sha256}`);
      const blob = new Blob([bytes]);
      if (!response.headers.has(FROM_CACHE)) this.#cache.add(name, blob, type);
      return { blob, bytes, compiled };
    } catch (error) {
      if (error instanceof LoadError) throw error;
      throw signal.reason instanceof LoadError ? signal.reason : new LoadError("network", error);
    }
  }

  /** @param {Response} response @param {File} file @returns {Promise<ArrayBuffer>} */
  async #read(response, file) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const bytes = new Uint8Array(file.size);
    let size = 0;
    for (;;) {
      const { done, value } = await this.#watch(() => reader.read());
      if (done) break;
      if (size + value.byteLength <= file.size) bytes.set(value, size);
      size += value.byteLength;
      this.#loaded = Math.min(this.#loaded + value.byteLength, this.#total);
      this.#onProgress(this.#loaded, this.#total);
    }
    if (size !== file.size) throw new LoadError("files", `${file.path}: ${size} bytes of ${file.size}`);
    return bytes.buffer;
  }

  /** Wait for bytes, but not without end. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async #watch(work) {
    if (this.#pending++ === 0) this.#ticks = setInterval(() => this.#tick(), 1000);
    try {
      return await work();
    } finally {
      this.#silence = 0;
      if (--this.#pending === 0) clearInterval(this.#ticks);
    }
  }

  #tick() {
    if (++this.#silence <= TIMEOUT) return;
    this.#abort.abort(new LoadError("network", `no byte in ${TIMEOUT} s`, false));
    // Only what was on its way has failed: the reader may ask again when there is a connection.
    this.#abort = new AbortController();
  }
}

/** @param {string} path */
export const nameOf = (path) => path.split("/").pop() ?? "";

/** @param {unknown} error @returns {never} */
function asLoadError(error) {
  throw new LoadError("files", error);
}

/** The hash in hexadecimal, or "" without crypto.subtle, which browsers have only on HTTPS and localhost. @param {ArrayBuffer} bytes */
export async function sha256(bytes) {
  if (!crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
