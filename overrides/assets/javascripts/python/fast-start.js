// @ts-check
/**
 * A start that compiles nothing: the build has made images of what Python, numpy and the demos
 * import (overrides/hooks/pyodide/bytecode_image.py). Everything is asked for at once, and unpacked and
 * compiled while the rest arrives. Whatever goes wrong here, an ordinary start is the way out.
 */

/**
 * @typedef {{
 *   boot: string, images: string[], libraries: Record<string, string>,
 *   lock: object, parts: Record<string, string>,
 * }} Fast names of files, as overrides/hooks/pyodide/bytecode_image.py writes them
 */

/** Where importer.py takes images from. */
const IMAGES = "/lib/images";

/** Whether this browser can. */
export const possible = typeof DecompressionStream === "function";

/**
 * @param {URL} folder where the files lie
 * @param {Fast} fast
 * @param {Promise<any>[]} modules pyodide.asm.mjs and pyodide.mjs
 * @param {object} world what Python sees of JavaScript
 * @returns {Promise<any>} Pyodide
 */
export async function startFast(folder, fast, [core, front], world) {
  const get = (/** @type {string} */ name) => fetch(new URL(name, folder));
  const wasm = WebAssembly.compileStreaming(get("pyodide.asm.wasm"));
  const boot = get(fast.boot).then(unpacked);
  const images = fast.images.map(async (name) => ({ path: `${IMAGES}/${name}`, bytes: await unpacked(await get(name)) }));
  const libraries = Object.entries(fast.libraries).map(async ([path, name]) => {
    const bytes = await unpacked(await get(name));
    return { path, bytes, compiled: await WebAssembly.compile(bytes) };
  });

  /** @param {any} module Emscripten's */
  async function prepare(module) {
    for (const { path, bytes } of await Promise.all([...images, ...libraries])) {
      module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      module.FS.writeFile(path, bytes, { canOwn: true });
    }
    // What Emscripten does itself with a library, ahead of need and without blocking.
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
    const restore = answerPyodide(wasm, boot);
    try {
      return await loadPyodide({
        indexURL: folder.href,
        jsglobals: world,
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
 * Give Pyodide what has been asked for already, in place of asking again.
 * @param {Promise<WebAssembly.Module>} wasm @param {Promise<Uint8Array>} boot
 * @returns {() => void} puts everything back
 */
function answerPyodide(wasm, boot) {
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

/** @param {Response} response @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function unpacked(response) {
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/**
 * Let Python fetch what it lacks, waiting: importer.py asks for `fetchNow`.
 * @param {Fast} fast @param {ReturnType<typeof import("./runtime-cache.js").shelf>} kept
 * @param {Record<string, string>} sha256 by file name
 * @param {object} world what Python sees of JavaScript
 * @param {(waiting: boolean) => void} tell
 * @returns {{ ahead: (part: string) => Promise<void> }} fetches a part before it is asked for
 */
export function fetchParts(fast, kept, sha256, world, tell) {
  /** @type {Map<string, ArrayBuffer>} */
  const there = new Map();
  // Python's worker loses these before a reader's first line.
  const plainFetch = self.fetch.bind(self);
  const Request = XMLHttpRequest;
  const nameOf = (/** @type {string} */ part) => fast.parts[part].split("/").pop() ?? "";

  /** @param {string} part */
  function fetchNow(part) {
    const expected = sha256[nameOf(part)];
    const bytes = there.get(part);
    if (bytes) return { bytes, sha256: expected };
    tell(true);
    try {
      const request = new Request();
      request.open("GET", kept.address(nameOf(part)), false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) throw new Error(String(request.status));
      if (!request.getResponseHeader("x-kept")) kept.note(nameOf(part), new Response(request.response));
      kept.keep().catch(() => {});
      return { bytes: request.response, sha256: expected };
    } catch (error) {
      return { bytes: null, sha256: expected, error: String(error) };
    } finally {
      tell(false);
    }
  }
  Object.assign(world, { fetchNow });

  return {
    async ahead(part) {
      try {
        const response = await plainFetch(kept.address(nameOf(part)), /** @type {RequestInit} */ ({ priority: "low" }));
        if (!response.ok) return;
        kept.note(nameOf(part), response);
        there.set(part, await response.arrayBuffer());
        await kept.keep();
      } catch {
        // Whoever needs it asks again.
      }
    },
  };
}
