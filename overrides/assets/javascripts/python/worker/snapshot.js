// @ts-check
/**
 * A snapshot: the whole memory of a started Python, its files, and what JavaScript knows of them. A later start
 * puts it back instead of starting Python and importing numpy and the demos once more.
 *
 * Pyodide's own makeSnapshot() and restoreSnapshot() know nothing of shared libraries such as numpy's. Here they
 * are in it: start.js instantiates them in a fixed order before Python runs, so they lie where they lay before.
 */

/** Memory is stored by pages of so many bytes. Those that contain only zeros are left out. */
const PAGE = 4096;
/** Folders that Emscripten fills itself. */
const SYSTEM = new Set(["/dev", "/proc", "/lib/images"]);

/**
 * Let every demo draw its first picture in the language of the page, so that the next start need not load it. The
 * build has written the requests into an image.
 */
const PREPARE = `
import demos, gc, json, os
with open(os.path.dirname(demos.__file__) + "/requests.json") as file:
    for request in json.load(file):
        if request["language"] == language: demos.call(json.dumps(request))
del demos, file, json, language, os, request
gc.unfreeze(); gc.collect(); gc.freeze()
`;
/** What must not be the same after every start. */
const RENEW = `
import sys
if "random" in sys.modules: sys.modules["random"].seed()
if "numpy.random" in sys.modules: sys.modules["numpy.random"].seed()
if "tempfile" in sys.modules: sys.modules["tempfile"]._name_sequence = None
sys.path.remove("")
del sys
`;

/**
 * What is before the memory's pages and the files in a snapshot, as JSON.
 * @typedef {object} Head
 * @property {number} heap bytes of memory
 * @property {number} table length of WebAssembly's table of functions when the libraries have been added
 * @property {[number, string][]} libraries the handles of the shared libraries that are open, and their paths
 * @property {object} hiwire JavaScript objects that Python refers to, as Pyodide describes them
 * @property {[number, number][]} runs address and length of what of the memory follows
 * @property {[string, number][]} files path and length of each file that follows
 */

/** @param {any} python Pyodide @param {string} language of the page @returns {ArrayBuffer} @throws {Error} if a library is open that a start does not add */
function takeSnapshot(python, language) {
  python.globals.set("language", language);
  python.runPython(PREPARE);
  const module = python._module;
  const libraries = Object.entries(module.LDSO.loadedLibsByHandle).map(([handle, { name }]) => [Number(handle), name]);
  // The functions of numpy.random, which a training imports, would not be there after a restart.
  const other = libraries.find(([handle, name]) => handle && !(name in module.preloadedWasm));
  if (other) throw new Error(`snapshot: ${other[1]}`);
  clearFreed(module);
  const files = [...filesIn(module.FS, "/")];
  const memory = /** @type {Uint8Array} */ (module.HEAPU8);
  const runs = runsOf(memory);
  const head = {
    heap: memory.length,
    table: module.tableOfLibraries,
    libraries,
    hiwire: python._api.serializeHiwireState(),
    runs,
    files: files.map(([path, bytes]) => [path, bytes.length]),
  };
  return joined([
    new TextEncoder().encode(JSON.stringify(head)),
    ...runs.map(([address, length]) => memory.subarray(address, address + length)),
    ...files.map(([, bytes]) => bytes),
  ]);
}

/** Fill with zeros what Python has given back, so that it is not stored: take all of it, and give it back once more. @param {any} module of Emscripten */
function clearFreed(module) {
  const end = module._sbrk(0);
  const taken = [];
  for (let size = 1024 * PAGE; size >= PAGE; size /= 2) {
    for (;;) {
      const address = module._malloc(size);
      taken.push(address);
      // Behind the end is new memory, which is zero: there is no room of this size left before it.
      if (!address || address + size > end) break;
      module.HEAPU8.fill(0, address, address + size);
    }
  }
  for (const address of taken) module._free(address);
}

/** The parts of memory that are not zero. @param {Uint8Array} memory @returns {[number, number][]} address and length */
function runsOf(memory) {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  /** @type {[number, number][]} */
  const runs = [];
  for (let address = 0; address < memory.length; address += PAGE) {
    let word = address / 8;
    const end = word + PAGE / 8;
    while (word < end && words[word] === 0n) word++;
    if (word === end) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === address) last[1] += PAGE;
    else runs.push([address, PAGE]);
  }
  return runs;
}

/** @param {any} FS Emscripten's @param {string} folder @returns {Generator<[string, Uint8Array]>} path and content */
function* filesIn(FS, folder) {
  for (const name of FS.readdir(folder)) {
    const path = `${folder === "/" ? "" : folder}/${name}`;
    if (name === "." || name === ".." || SYSTEM.has(path)) continue;
    const { mode } = FS.lstat(path);
    if (FS.isDir(mode)) yield* filesIn(FS, path);
    else if (FS.isFile(mode)) yield [path, FS.readFile(path)];
  }
}

/** The first part's length, and all parts. @param {Uint8Array[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 4));
  new DataView(bytes.buffer).setUint32(0, parts[0].length);
  let at = 4;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}

/**
 * Put a snapshot into a Pyodide that has the same libraries and has not started Python yet.
 * @param {any} module of Emscripten @param {Uint8Array} snapshot
 * @returns {object} what Pyodide's restoreSnapshot() returns
 */
function restoreSnapshot(module, snapshot) {
  const start = 4 + new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(0);
  const head = /** @type {Head} */ (JSON.parse(new TextDecoder().decode(snapshot.subarray(4, start))));
  let at = start;
  const next = (/** @type {number} */ length) => snapshot.subarray(at, (at += length));
  if (module.tableOfLibraries !== head.table) throw new Error(`snapshot: a table of ${module.tableOfLibraries}, not ${head.table}`);
  const size = module.HEAPU8.length;
  if (size < head.heap && !module.growMemory(head.heap)) throw new Error("snapshot: memory");
  // Python finds its own function of JavaScript in memory.
  const trampoline = (module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2]) >> 2;
  const own = module.HEAP32[trampoline];
  let end = 0;
  for (const [address, length] of head.runs) {
    // New memory is zero already, and stays unused if nobody writes to it.
    module.HEAPU8.fill(0, Math.min(end, size), Math.min(address, size));
    module.HEAPU8.set(next(length), address);
    end = address + length;
  }
  module.HEAP32[trampoline] = own;
  for (const [path, length] of head.files) {
    module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    module.FS.writeFile(path, next(length).slice(), { canOwn: true });
  }
  const { loadedLibsByHandle, loadedLibsByName } = module.LDSO;
  for (const [handle, name] of head.libraries) {
    loadedLibsByName[name] ??= { refcount: Infinity, name, exports: module.preloadedWasm[name], global: false };
    loadedLibsByHandle[handle] = loadedLibsByName[name];
  }
  return head.hiwire;
}

/** @param {any} python Pyodide, just restored */
function renew(python) {
  python.runPython(RENEW);
}

export { renew, restoreSnapshot, takeSnapshot };
