// @ts-check
/**
 * What Python is left with in its worker: enough to compute, nothing to reach anybody by.
 *
 * A reader may run any Python here, also some that she was talked into pasting, and through
 * Pyodide every object of JavaScript is within its reach. So all that could ask another host,
 * read what the browser keeps, speak to the page or make new JavaScript is taken away before
 * her first line runs. Written down is what stays: what browsers add later goes by itself.
 */

const LANGUAGE = `
  globalThis Object Symbol Proxy Reflect Iterator Promise Map Set WeakMap WeakSet WeakRef FinalizationRegistry
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

const KEPT = new Set(`${LANGUAGE} ${BROWSER}`.trim().split(/\s+/));

// Before Pyodide is there, so that it holds no others.
refuseText("setTimeout");
refuseText("setInterval");

/** What `import js` finds in Python: no more than Pyodide's own modules ask for. */
export const WORLD = { setTimeout, clearTimeout, setInterval, clearInterval };

/** Take everything else out of this worker. What a module of ours still needs it has to hold by then. */
export function confine() {
  for (let scope = globalThis; scope && scope !== EventTarget.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (name !== "constructor" && !KEPT.has(name)) Reflect.deleteProperty(scope, name);
    }
  }
  refuseNewFunctions();
}

/** A timer runs a text as a program. @param {"setTimeout" | "setInterval"} name */
function refuseText(name) {
  const plain = self[name].bind(self);
  self[name] = /** @type {any} */ (
    (/** @type {unknown} */ work, /** @type {number} */ delay, /** @type {unknown[]} */ ...given) => {
      if (typeof work !== "function") throw new TypeError(`${name} takes a function here`);
      return plain(/** @type {() => void} */ (work), delay, ...given);
    }
  );
}

/** The constructor of any function makes functions out of text, which may import() from anywhere. */
function refuseNewFunctions() {
  for (const kind of [function () {}, function* () {}, async function () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(kind);
    const refused = function () {
      throw new TypeError("JavaScript cannot be made out of text here");
    };
    // Pyodide asks `instanceof Function`, and functions for the name of their constructor.
    Object.defineProperty(refused, "name", { value: prototype.constructor.name });
    Object.defineProperty(refused, "prototype", { value: prototype });
    Object.defineProperty(prototype, "constructor", { value: refused });
    if (refused.name === "Function") Object.defineProperty(globalThis, "Function", { value: refused });
  }
}
