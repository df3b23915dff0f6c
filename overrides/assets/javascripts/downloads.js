// @ts-check
/**
 * What Pyodide downloads, watched: Pyodide itself tells nobody. A package that does not arrive
 * is only printed, and after a WebAssembly file that does not arrive it waits for ever.
 */

/** Seconds without a byte, while one is awaited, after which a connection is taken for dead. */
const SILENCE = 20;

/**
 * @typedef {{ version: string, packages: string[], sizes: Record<string, number>, sha256: Record<string, string> }} Manifest
 * @typedef {"network" | "files" | "crash"} Reason
 */

/** Why loading failed, as the strings file has words for it. */
export class LoadError extends Error {
  /** @param {Reason} reason @param {unknown} cause */
  constructor(reason, cause) {
    super(String(cause));
    this.reason = reason;
  }
}

/** @param {unknown} error @returns {Reason} */
const reasonOf = (error) => (error instanceof LoadError ? error.reason : "network");

/**
 * Replace fetch() in this worker by one that counts, checks and gives up.
 * @param {URL} folder where the files lie
 * @param {Manifest} manifest their sizes and hashes
 * @param {(loaded: number, total: number) => void} tell called for every piece that arrives
 */
export function watchDownloads(folder, { sizes, sha256 }, tell) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const plainFetch = self.fetch.bind(self);
  const stop = new AbortController();
  let loaded = 0;
  let awaited = 0;
  let quiet = 0;

  /** @type {(reason: Reason, cause: unknown) => void} */
  let fail = () => {};
  /** Rejects with the first LoadError. */
  const failed = new Promise((_, reject) => {
    fail = (reason, cause) => {
      stop.abort(cause);
      reject(new LoadError(reason, cause));
    };
  });
  failed.catch(() => {});

  // Ticks, not a clock: while Python keeps this thread busy nothing can arrive, and that is no
  // fault of the network.
  const ticks = setInterval(() => {
    if (awaited > 0 && ++quiet > SILENCE) fail("network", `no byte in ${SILENCE} s`);
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
    loaded += bytes;
    tell(loaded, total);
  }

  /** @param {Response} response @param {string} name @param {(chunk: Uint8Array) => void} take */
  async function read(response, name, take) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let got = 0;
    for (;;) {
      const { done, value } = await during(() => reader.read());
      if (done) break;
      got += value.byteLength;
      arrived(value.byteLength);
      take(value);
    }
    if (got !== sizes[name]) throw new LoadError("files", `${name}: ${got} bytes of ${sizes[name]}`);
  }

  /** Compiled while it arrives; some hosts give it a type that the browser would refuse. @param {Response} response @param {string} name */
  function streamed(response, name) {
    const body = new ReadableStream({
      async start(controller) {
        try {
          await read(response, name, (chunk) => controller.enqueue(chunk));
          controller.close();
        } catch (error) {
          controller.error(error);
          fail(reasonOf(error), error);
        }
      },
    });
    return new Response(body, { headers: { "content-type": "application/wasm" } });
  }

  /** @param {Response} response @param {string} name */
  async function whole(response, name) {
    /** @type {Uint8Array[]} */
    const chunks = [];
    await read(response, name, (chunk) => chunks.push(chunk));
    const bytes = await new Blob(/** @type {BlobPart[]} */ (chunks)).arrayBuffer();
    // There is no crypto.subtle but over https and on localhost.
    if (self.crypto?.subtle) {
      const digest = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
      const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (found !== sha256[name]) throw new LoadError("files", `${name}: SHA-256 ${found}, not ${sha256[name]}`);
    }
    return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "" } });
  }

  self.fetch = async (input, init = {}) => {
    const address = input instanceof Request ? input.url : input;
    const name = new URL(address, folder).pathname.split("/").pop() ?? "";
    if (!(name in sizes)) return plainFetch(input, init);
    try {
      // With `integrity` the browser keeps every byte back until the last is there; we check ourselves.
      const response = await during(() => plainFetch(input, { ...init, integrity: "", signal: stop.signal }));
      if (!response.ok) throw new LoadError("network", `${response.status} ${name}`);
      return name.endsWith(".wasm") ? streamed(response, name) : await whole(response, name);
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
      const found = await during(() => import(new URL(name, folder).href));
      arrived(sizes[name]);
      return found;
    } catch (error) {
      fail(error instanceof SyntaxError ? "files" : "network", error);
      throw error;
    }
  }

  return { failed, module, end: () => clearInterval(ticks) };
}
