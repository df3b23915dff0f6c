// @ts-check
/**
 * A start that compiles no Python: the build has packed the bytecode of all modules that Python, numpy and
 * the demos import into images (overrides/hooks/pyodide/bytecode_image.py). All files are requested at
 * once, and each is unpacked and compiled while the others arrive. If anything fails here, the worker
 * starts again in the standard way (standard-start.js).
 */

import { FROM_CACHE } from "./runtime-cache.js";

/**
 * The names of the files, as overrides/hooks/pyodide/bytecode_image.py writes them into the manifest.
 * @typedef {object} FastStart
 * @property {string} boot in place of python_stdlib.zip: only what Python needs before it can import from images
 * @property {string[]} images
 * @property {Record<string, string>} libraries WebAssembly libraries, by their path in Python's file system
 * @property {object} lock the content of a pyodide-lock.json
 * @property {Record<string, string>} parts paths below assets/ of what programs import later, by name
 */

/** The folder in Python's file system from which overrides/hooks/pyodide/image_importer.py imports. */
const IMAGES = "/lib/images";

/** Whether this browser can unpack the images. */
export const canStartFast = typeof DecompressionStream === "function";

/**
 * Start Pyodide from the images.
 * @param {URL} folder that contains the files
 * @param {FastStart} fast
 * @param {Promise<any>[]} modules pyodide.asm.mjs and pyodide.mjs
 * @param {object} globals what `import js` finds in Python
 * @returns {Promise<any>} Pyodide
 */
export async function startFast(folder, fast, [core, front], globals) {
  const get = (/** @type {string} */ name) => fetch(new URL(name, folder));
  const wasm = WebAssembly.compileStreaming(get("pyodide.asm.wasm"));
  const boot = get(fast.boot).then(unpacked);
  const images = fast.images.map(async (name) => ({ path: `${IMAGES}/${name}`, bytes: await unpacked(await get(name)) }));
  const libraries = Object.entries(fast.libraries).map(async ([path, name]) => {
    const bytes = await unpacked(await get(name));
    return { path, bytes, compiled: await WebAssembly.compile(bytes) };
  });

  /** Fill Python's file system. @param {any} module of Emscripten */
  async function prepare(module) {
    for (const { path, bytes } of await Promise.all([...images, ...libraries])) {
      module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      module.FS.writeFile(path, bytes, { canOwn: true });
    }
    // Emscripten would do this itself when Python imports the library, but it would block the worker.
    const flags = { loadAsync: true, nodelete: true };
    for (const { path, compiled } of await Promise.all(libraries)) {
      module.preloadedWasm[path] = await module.loadWebAssemblyModule(compiled, flags, path, {});
    }
  }

  const all = [core, front, wasm, boot, ...images, ...libraries];
  const anyFailure = new Promise((_, reject) => all.forEach((part) => part.catch(reject)));
  anyFailure.catch(() => {});

  async function start() {
    const { loadPyodide } = await front;
    const restore = answerFromDownloads(wasm, boot);
    try {
      return await loadPyodide({
        indexURL: folder.href,
        jsglobals: globals,
        lockFileContents: fast.lock,
        stdLibURL: new URL(fast.boot, folder).href,
        createPyodideModule: async (/** @type {any} */ settings) => {
          const create = (await core).default;
          const prepared = new Promise((resolve, reject) => {
            settings.preRun.push((/** @type {any} */ module) => {
              module.addRunDependency("images");
              prepare(module).then(() => (module.removeRunDependency("images"), resolve(null)), reject);
            });
          });
          const created = create(settings);
          await Promise.race([prepared, created.then(() => prepared)]);
          return created;
        },
      });
    } finally {
      restore();
    }
  }
  return Promise.race([start(), anyFailure]);
}

/**
 * Replace fetch() and WebAssembly.instantiateStreaming(), so that Pyodide gets the files that were requested already.
 * @param {Promise<WebAssembly.Module>} wasm @param {Promise<Uint8Array>} boot
 * @returns {() => void} restores both functions
 */
function answerFromDownloads(wasm, boot) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (input, init) => {
    const address = String(input);
    if (address.endsWith(".wasm")) return new Response();
    if (address.endsWith(".bin")) return new Response(/** @type {BodyInit} */ (await boot));
    return fetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  return () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/** @param {Response} response gzip @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function unpacked(response) {
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/**
 * Give Python the function `fetchNow`, with which image_importer.py fetches a part that it lacks while the program waits.
 * @param {FastStart} fast
 * @param {import("./runtime-cache.js").RuntimeCache} cache
 * @param {Record<string, string>} sha256 by file name
 * @param {object} globals what `import js` finds in Python
 * @param {(waiting: boolean) => void} onWaiting called when Python begins to wait for a download, and when it goes on
 * @returns {{ prefetch: (part: string) => Promise<void> }}
 */
export function provideParts(fast, cache, sha256, globals, onWaiting) {
  /** @type {Map<string, ArrayBuffer>} */
  const prefetched = new Map();
  // Taken now, because the sandbox removes them before a reader's Python runs.
  const plainFetch = self.fetch.bind(self);
  const Request = XMLHttpRequest;
  const nameOf = (/** @type {string} */ part) => fast.parts[part].split("/").pop() ?? "";

  /** @param {string} part */
  function fetchNow(part) {
    const expected = sha256[nameOf(part)];
    const bytes = prefetched.get(part);
    if (bytes) return { bytes, sha256: expected };
    onWaiting(true);
    try {
      const request = new Request();
      request.open("GET", cache.address(nameOf(part)), false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) throw new Error(String(request.status));
      if (!request.getResponseHeader(FROM_CACHE)) cache.add(nameOf(part), new Response(request.response));
      cache.store().catch(() => {});
      return { bytes: request.response, sha256: expected };
    } catch (error) {
      return { bytes: null, sha256: expected, error: String(error) };
    } finally {
      onWaiting(false);
    }
  }
  Object.assign(globals, { fetchNow });

  return {
    async prefetch(part) {
      try {
        const response = await plainFetch(cache.address(nameOf(part)), /** @type {RequestInit} */ ({ priority: "low" }));
        if (!response.ok) return;
        cache.add(nameOf(part), response);
        prefetched.set(part, await response.arrayBuffer());
        await cache.store();
      } catch {
        // A program that needs the part fetches it then.
      }
    },
  };
}
