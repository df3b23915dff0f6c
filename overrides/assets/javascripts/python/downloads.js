// @ts-check
/**
 * Watches the downloads of Pyodide, which reports neither progress nor failures: if a package does not
 * arrive it only prints a line, and if a WebAssembly file does not arrive it waits without end.
 */

import { openRuntimeCache, sha256 } from "./runtime-cache.js";

/** A download without a byte for so long is taken for dead (seconds). */
const TIMEOUT = 20;

/**
 * @typedef {{ path: string, size: number, sha256: string, when: "start" | "later" | "ordinary" }} File
 *   `path` is below assets/, `size` in bytes; overrides/hooks/pyodide/stage.py says what `when` means
 * @typedef {{
 *   version: string, packages: string[], files: File[], sha256: Record<string, string>, addresses: Record<string, string>,
 *   fast: import("./fast-start.js").FastStart | null,
 * }} Manifest `sha256` and `addresses` by file name
 * @typedef {"network" | "files" | "crash"} Reason
 */

/** Why loading failed; the interface strings have a text for each reason. */
export class LoadError extends Error {
  /** @param {Reason} reason @param {unknown} cause @param {boolean} retry whether a start with other files may succeed */
  constructor(reason, cause, retry = true) {
    super(String(cause));
    this.reason = reason;
    this.retry = retry;
  }
}

/**
 * Replace this worker's fetch() by one that counts bytes, checks hashes and gives up on dead connections.
 * @param {URL} folder that contains the files
 * @param {Manifest} manifest
 * @param {File[]} files the files of the manifest that will be fetched
 * @param {(loaded: number, total: number) => void} onProgress called with bytes after every chunk
 */
export function watchDownloads(folder, manifest, files, onProgress) {
  const known = new Map(files.map((file) => [file.path.split("/").pop() ?? "", file]));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const plainFetch = self.fetch.bind(self);
  const abort = new AbortController();
  const cache = openRuntimeCache(manifest);
  let loaded = 0;
  /** How many reads are waiting for bytes, and for how many seconds no byte has arrived. */
  let pending = 0;
  let silence = 0;

  /** @type {(reason: Reason, cause: unknown, retry?: boolean) => void} */
  let fail = () => {};
  /** @type {LoadError | undefined} */
  let firstError;
  /** Rejects with the first LoadError. */
  const failed = new Promise((_, reject) => {
    fail = (reason, cause, retry) => {
      abort.abort(cause);
      firstError ??= new LoadError(reason, cause, retry);
      reject(firstError);
    };
  });
  failed.catch(() => {});

  // Counts ticks and does not compare times: while Python keeps this thread busy no byte can be
  // read, and that does not mean that the network is dead.
  const ticks = setInterval(() => {
    if (pending > 0 && ++silence > TIMEOUT) fail("network", `no byte in ${TIMEOUT} s`, false);
  }, 1000);

  /** Wait for bytes. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async function watched(work) {
    pending++;
    try {
      return await work();
    } finally {
      pending--;
      silence = 0;
    }
  }

  /** @param {number} bytes */
  function count(bytes) {
    silence = 0;
    loaded = Math.min(loaded + bytes, total);
    onProgress(loaded, total);
  }

  /** @param {Response} response @param {File} file @param {(chunk: Uint8Array) => void} onChunk */
  async function read(response, file, onChunk) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let size = 0;
    for (;;) {
      const { done, value } = await watched(() => reader.read());
      if (done) break;
      size += value.byteLength;
      count(value.byteLength);
      onChunk(value);
    }
    if (size !== file.size) throw new LoadError("files", `${file.path}: ${size} bytes of ${file.size}`);
  }

  /**
   * A response that WebAssembly compiles while it arrives. It gets the content type anew, because browsers
   * refuse the one that some hosts send.
   * @param {Response} response @param {File} file
   */
  function streamed(response, file) {
    const body = new ReadableStream({
      async start(controller) {
        try {
          await read(response, file, (chunk) => controller.enqueue(chunk));
          controller.close();
        } catch (error) {
          controller.error(error);
          fail(reasonOf(error), error);
        }
      },
    });
    return new Response(body, { headers: { "content-type": "application/wasm" } });
  }

  /** A response whose bytes have all arrived and have the right hash. @param {Response} response @param {File} file */
  async function checked(response, file) {
    /** @type {Uint8Array[]} */
    const chunks = [];
    await read(response, file, (chunk) => chunks.push(chunk));
    const bytes = await new Blob(/** @type {BlobPart[]} */ (chunks)).arrayBuffer();
    const found = await sha256(bytes);
    if (found && found !== file.sha256) throw new LoadError("files", `${file.path}: SHA-256 ${found}, not ${file.sha256}`);
    return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "" } });
  }

  /** @type {Map<string, Promise<Response>>} the responses of prefetch(), by file name */
  const prefetched = new Map();

  /** Fetch now everything that fetch() will be called for, except modules. */
  function prefetch() {
    const names = [...known.keys()].filter((name) => !name.endsWith(".mjs"));
    return Promise.all(
      names.map(async (name) => {
        const response = get(name, {});
        prefetched.set(name, response);
        try {
          // Read a copy: a browser pauses a download whose body is not read.
          await (await response).clone().arrayBuffer();
        } catch (error) {
          fail(reasonOf(error), error);
          throw error;
        }
      }),
    );
  }

  /** @param {string} name @param {RequestInit} init @param {RequestCache} [mode] */
  async function get(name, init, mode = "default") {
    const early = prefetched.get(name);
    if (prefetched.delete(name) && early && mode === "default") return early;
    // With `integrity` the browser would give us no byte before the last has arrived, so we check the hash ourselves.
    const settings = { ...init, cache: mode, integrity: "", signal: abort.signal };
    const response = await watched(() => plainFetch(cache.address(name), settings));
    if (!response.ok) throw new LoadError("network", `${response.status} ${name}`);
    cache.add(name, response);
    return response;
  }

  self.fetch = async (input, init = {}) => {
    const address = input instanceof Request ? input.url : input;
    const name = new URL(address, folder).pathname.split("/").pop() ?? "";
    const file = known.get(name);
    if (!file) return plainFetch(input, init);
    try {
      const response = await get(name, init);
      if (name.endsWith(".wasm")) return streamed(response, file);
      // If the browser's own cache holds a damaged file, fetch it from the host, once.
      return await checked(response, file).catch(async () => checked(await get(name, init, "reload"), file));
    } catch (error) {
      fail(reasonOf(error), error);
      throw error;
    }
  };

  const compile = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (...given) =>
    compile.apply(WebAssembly, given).catch((error) => {
      fail("files", error);
      throw error;
    });

  /** Import a module of the folder. import() does not use fetch(), so its bytes are counted when it has arrived. @param {string} name */
  async function importModule(name) {
    try {
      const module = await watched(() => import(cache.address(name)));
      cache.addModule(name);
      count(known.get(name)?.size ?? 0);
      return module;
    } catch (error) {
      fail(error instanceof SyntaxError ? "files" : "network", error);
      throw error;
    }
  }

  return {
    failed,
    importModule,
    prefetch,
    cache,
    /** If a download failed, that is the cause of any error of Pyodide. @param {unknown} error */
    causeOf: (error) => firstError ?? error,
    stop: () => clearInterval(ticks),
  };
}

/** @param {unknown} error @returns {Reason} */
const reasonOf = (error) => (error instanceof LoadError ? error.reason : "network");
