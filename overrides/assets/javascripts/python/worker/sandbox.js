// @ts-check
/**
 * Takes from a Python worker everything that could reach another host, the page or the browser's storage,
 * before any of Pyodide's code runs. First in the worker's script, see overrides/hooks/pyodide/worker_script.py.
 *
 * A reader may run any Python here, even code that somebody persuaded her to paste, and Pyodide gives
 * Python every JavaScript object. What she may reach is expected to be everything in this worker, so nothing
 * is in it: no function that sends a request, and no address. The list below says what stays; what browsers
 * add in the future is thus removed, too. Built-ins are frozen, so that our own code below goes on to mean what
 * it says, whatever Python did before.
 */

const LANGUAGE = `
  globalThis Object Function Symbol Proxy Reflect Iterator Promise Map Set WeakMap WeakSet WeakRef FinalizationRegistry
  Array ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array
  Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array
  String Number Boolean BigInt Date RegExp Math JSON Intl NaN Infinity undefined
  Error AggregateError EvalError RangeError ReferenceError SyntaxError SuppressedError TypeError URIError
  DisposableStack AsyncDisposableStack isFinite isNaN parseFloat parseInt
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape WebAssembly`;

const BROWSER = `
  self console crypto performance queueMicrotask structuredClone atob btoa
  setTimeout clearTimeout setInterval clearInterval
  TextDecoder TextEncoder AbortController AbortSignal DOMException Event EventTarget MessageChannel MessagePort
  Blob Headers ReadableStream Request Response URL URLSearchParams`;

const ALLOWED = new Set(`${LANGUAGE} ${BROWSER}`.trim().split(/\s+/));

/** Python may use as much memory (bytes): without a limit a phone ends the whole tab. */
const MAX_MEMORY = 2 ** 30;
const PAGE_OF_MEMORY = 2 ** 16;

/** An address at which there is nothing. Pyodide puts it before the names of its files. */
const FOLDER = "https://python.invalid/";

// Taken now, because the sandbox removes them.
const post = /** @type {(message: import("../messages.js").FromPython, transfer?: Transferable[]) => void} */ (self.postMessage.bind(self));
const now = performance.now.bind(performance);
const { addEventListener } = self;
const Message = MessageEvent.prototype;

/** What `import js` finds in Python: only what Pyodide's own modules need. */
const PYTHON_GLOBALS = {
  setTimeout: refuseText("setTimeout"),
  clearTimeout,
  setInterval: refuseText("setInterval"),
  clearInterval,
};

/**
 * Remove all other globals, and make what is left read-only.
 * @param {(name: string) => Promise<Response>} fetchFile what Pyodide gets for fetch() while it loads
 * @param {Promise<WebAssembly.Module>} core what it gets for compiling pyodide.asm.wasm
 */
function enterSandbox(fetchFile, core) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await core;
    return { module, instance: await instantiate(module, imports) };
  };
  limitMemory();
  refuseNewFunctions();
  Reflect.deleteProperty(URL, "createObjectURL");
  const { WorkerGlobalScope } = /** @type {any} */ (globalThis);
  removeGlobals();
  // Pyodide looks for these while it loads.
  const fake = { WorkerGlobalScope, location: FOLDER, fetch: (/** @type {unknown} */ input) => fetchFile(String(input)) };
  for (const [name, value] of Object.entries(fake)) Object.defineProperty(globalThis, name, { value, configurable: true });
  freezeBuiltIns();
}

/** Remove also what Pyodide needed only to load. */
function closeSandbox() {
  removeGlobals();
}

function removeGlobals() {
  for (let scope = globalThis; scope && scope !== EventTarget.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (name !== "constructor" && !ALLOWED.has(name)) Reflect.deleteProperty(scope, name);
    }
  }
}

/** Make everything that is reachable from the globals and from the syntax read-only. */
function freezeBuiltIns() {
  /** @type {unknown[]} */
  const pending = [
    function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](), new Map().entries(), new Set().entries(),
    ""[Symbol.iterator](), "".matchAll(/x/g), Object.getPrototypeOf(globalThis), Message,
  ];
  const seen = new Set(/** @type {unknown[]} */ ([undefined, null, globalThis]));
  for (const name of Object.getOwnPropertyNames(globalThis)) if (ALLOWED.has(name)) makeReadOnly(globalThis, name);
  // Not only its own properties: `crypto` and `performance` are inherited.
  for (const name of ALLOWED) pending.push(Reflect.get(globalThis, name));
  while (pending.length > 0) {
    const one = pending.pop();
    if (seen.has(one) || !isObject(one)) continue;
    seen.add(one);
    pending.push(Object.getPrototypeOf(one));
    for (const name of Reflect.ownKeys(one)) {
      const { value, get, set } = /** @type {PropertyDescriptor} */ (Reflect.getOwnPropertyDescriptor(one, name));
      pending.push(value, get, set);
      // Pyodide sets this one before it makes an error, and it changes nothing else.
      if (one !== Error || name !== "stackTraceLimit") makeReadOnly(one, name);
    }
    // Emscripten adds a property to functions of Math. That is harmless, but not on what others inherit from.
    if (typeof one === "object" || one === Function.prototype) Reflect.preventExtensions(one);
  }
}

/** @param {unknown} value @returns {value is object} */
function isObject(value) {
  return typeof value === "object" || typeof value === "function";
}

/** Programs give their own objects these, although a prototype has them; a read-only property would forbid that. */
const OVERRIDABLE = new Set(/** @type {(string | symbol)[]} */ (["constructor", "toString", "name", "message"]));

/** @param {object} owner @param {string | symbol} name */
function makeReadOnly(owner, name) {
  const property = /** @type {PropertyDescriptor} */ (Reflect.getOwnPropertyDescriptor(owner, name));
  const { value } = property;
  if (!("value" in property)) Reflect.defineProperty(owner, name, { configurable: false });
  else if (typeof owner === "object" && property.configurable && OVERRIDABLE.has(name)) {
    /** @this {object} */
    const set = function (/** @type {unknown} */ own) {
      if (this === owner) throw new TypeError(`${String(name)} is read-only here`);
      Reflect.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
    };
    Reflect.defineProperty(owner, name, { get: () => value, set, configurable: false });
  } else Reflect.defineProperty(owner, name, { writable: false, configurable: false });
}

/** Let Python run out of memory before the browser does. */
function limitMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (/** @type {number} */ pages) {
    if (this.buffer.byteLength + pages * PAGE_OF_MEMORY > MAX_MEMORY) throw new RangeError("out of memory");
    return Reflect.apply(grow, this, [pages]);
  };
}

/**
 * A timer runs a text as a program, so allow only functions; and call them without the `this` that browsers
 * give them, which is the global object.
 * @param {"setTimeout" | "setInterval"} name
 */
function refuseText(name) {
  const original = self[name].bind(self);
  const guarded = (/** @type {unknown} */ work, /** @type {number} */ delay, /** @type {unknown[]} */ ...given) => {
    if (typeof work !== "function") throw new TypeError(`${name} takes a function here`);
    return original((/** @type {unknown[]} */ ...now) => work(...now), delay, ...given);
  };
  self[name] = /** @type {any} */ (guarded);
  return guarded;
}

/** The constructor of any function makes a function out of text, and that could import() from any host. */
function refuseNewFunctions() {
  for (const kind of [function () {}, function* () {}, async function () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(kind);
    const refused = function () {
      throw new TypeError("JavaScript cannot be made out of text here");
    };
    // Pyodide uses `instanceof Function`, and the name of a function's constructor.
    Object.defineProperty(refused, "name", { value: prototype.constructor.name });
    Object.defineProperty(refused, "prototype", { value: prototype });
    Object.defineProperty(prototype, "constructor", { value: refused });
    if (refused.name === "Function") Object.defineProperty(globalThis, "Function", { value: refused });
  }
}

/** In place of every import() in Pyodide's code, see worker-script.js. */
function refuseImport() {
  throw new TypeError("nothing can be imported here");
}

export { addEventListener, closeSandbox, enterSandbox, FOLDER, MAX_MEMORY, now, post, PYTHON_GLOBALS, refuseImport };
