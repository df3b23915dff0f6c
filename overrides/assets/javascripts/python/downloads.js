// @ts-check
/**
 * What Pyodide downloads, watched: Pyodide itself tells nobody. A package that does not arrive
 * is only printed, and after a WebAssembly file that does not arrive it waits for ever.
 */

import { hash, shelf } from "./runtime-cache.js";

/** Seconds without a byte, while one is awaited, after which a connection is taken for dead. */
const SILENCE = 20;

/**
 * @typedef {{ path: string, size: number, sha256: string, when: "start" | "later" | "ordinary" }} File
 *   `path` below assets/; overrides/hooks/pyodide/stage.py says what `when` means
 * @typedef {{
 *   version: string, packages: string[], files: File[], sha256: Record<string, string>, addresses: Record<string, string>,
 *   fast: import("./fast-start.js").Fast | null,
 * }} Manifest
 * @typedef {"network" | "files" | "crash"} Reason
 */

/** Why loading failed, as the strings file has words for it. */
export class LoadError extends Error {
  /** @param {Reason} reason @param {unknown} cause @param {boolean} again whether other files may do better */
  constructor(reason, cause, again = true) {
    super(String(cause));
    this.reason = reason;
    this.again = again;
  }
}

/** @param {unknown} error @returns {Reason} */
const reasonOf = (error) => (error instanceof LoadError ? error.reason : "network");

/**
 * Replace fetch() in this worker by one that counts, checks and gives up.
 * @param {URL} folder where the files lie
 * @param {Manifest} manifest
 * @param {File[]} files those of its files that will be fetched
 * @param {(loaded: number, total: number) => void} tell called for every piece that arrives
 */
export function watchDownloads(folder, manifest, files, tell) {
  const known = new Map(files.map((file) => [file.path.split("/").pop() ?? "", file]));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const plainFetch = self.fetch.bind(self);
  const stop = new AbortController();
  const kept = shelf(manifest);
  let loaded = 0;
  let awaited = 0;
  let quiet = 0;

  /** @type {(reason: Reason, cause: unknown, again?: boolean) => void} */
  let fail = () => {};
  /** @type {LoadError | undefined} */
  let first;
  /** Rejects with the first LoadError. */
  const failed = new Promise((_, reject) => {
    fail = (reason, cause, again) => {
      stop.abort(cause);
      first ??= new LoadError(reason, cause, again);
      reject(first);
    };
  });
  failed.catch(() => {});

  // Ticks, not a clock: while Python keeps this thread busy nothing can arrive, and that is no
  // fault of the network.
  const ticks = setInterval(() => {
    if (awaited > 0 && ++quiet > SILENCE) fail("network", `no byte in ${SILENCE} s`, false);
  }, 1000);

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async function during(work) {
    awaited++;
    try {
      return await work();
    } finally {
      awaited--;
      quiet = 0;
    }
  }

  /** @param {number} bytes */
  function arrived(bytes) {
    quiet = 0;
    loaded = Math.min(loaded + bytes, total);
    tell(loaded, total);
  }

  /** @param {Response} response @param {File} file @param {(chunk: Uint8Array) => void} take */
  async function read(response, file, take) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let got = 0;
    for (;;) {
      const { done, value } = await during(() => reader.read());
      if (done) break;
      got += value.byteLength;
      arrived(value.byteLength);
      take(value);
    }
    if (got !== file.size) throw new LoadError("files", `${file.path}: ${got} bytes of ${file.size}`);
  }

  /** Compiled while it arrives; some hosts give it a type that the browser would refuse. @param {Response} response @param {File} file */
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

  /** @param {Response} response @param {File} file */
  async function whole(response, file) {
    /** @type {Uint8Array[]} */
    const chunks = [];
    await read(response, file, (chunk) => chunks.push(chunk));
    const bytes = await new Blob(/** @type {BlobPart[]} */ (chunks)).arrayBuffer();
    const found = await hash(bytes);
    if (found && found !== file.sha256) throw new LoadError("files", `${file.path}: SHA-256 ${found}, not ${file.sha256}`);
    return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "" } });
  }

  /** @type {Map<string, Promise<Response>>} what was asked for before anybody needs it */
  const early = new Map();

  /** Fetch now what fetch() will be asked for. */
  function ahead() {
    const names = [...known.keys()].filter((name) => !name.endsWith(".mjs"));
    return Promise.all(
      names.map(async (name) => {
        const response = get(name, {});
        early.set(name, response);
        try {
          // A body that nobody reads is a download that stands still.
          await (await response).clone().arrayBuffer();
        } catch (error) {
          fail(reasonOf(error), error);
          throw error;
        }
      }),
    );
  }

  /** @param {string} name @param {RequestInit} init @param {RequestCache} [cache] */
  async function get(name, init, cache = "default") {
    const there = early.get(name);
    if (early.delete(name) && there && cache === "default") return there;
    // With `integrity` the browser keeps every byte back until the last is there; we check ourselves.
    const settings = { ...init, cache, integrity: "", signal: stop.signal };
    const response = await during(() => plainFetch(kept.address(name), settings));
    if (!response.ok) throw new LoadError("network", `${response.status} ${name}`);
    kept.note(name, response);
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
      // A browser's cache may hold half a file: then the host is asked, once.
      return await whole(response, file).catch(async () => whole(await get(name, init, "reload"), file));
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

  /** Import a module of the folder: import() is no fetch, so it is counted when it is there. @param {string} name */
  async function module(name) {
    try {
      const found = await during(() => import(kept.address(name)));
      kept.noteModule(name);
      arrived(known.get(name)?.size ?? 0);
      return found;
    } catch (error) {
      fail(error instanceof SyntaxError ? "files" : "network", error);
      throw error;
    }
  }

  /** Whatever Pyodide makes of it, a download that failed is the reason. @param {unknown} error */
  const reasonFor = (error) => first ?? error;

  return { failed, reasonFor, module, ahead, kept, end: () => clearInterval(ticks) };
}
