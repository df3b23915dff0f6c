// @ts-check
/**
 * Removes from Python's worker everything that could reach another host, the page or the browser's storage.
 *
 * A reader may run any Python here, even code that somebody persuaded her to paste, and Pyodide gives
 * Python every JavaScript object. So before her first line runs, everything is removed that could send a
 * request, read stored data, post a message to the page or make new JavaScript. The list below says
 * what stays; what browsers add in the future is thus removed, too.
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

const ALLOWED = new Set(`${LANGUAGE} ${BROWSER}`.trim().split(/\s+/));

// Done before Pyodide is loaded, so that Pyodide holds no other timers.
refuseText("setTimeout");
refuseText("setInterval");

/** What `import js` finds in Python: only what Pyodide's own modules need. */
export const PYTHON_GLOBALS = { setTimeout, clearTimeout, setInterval, clearInterval };

/** Remove all other globals of this worker. Our own modules must hold by then what they still need. */
export function enterSandbox() {
  for (let scope = globalThis; scope && scope !== EventTarget.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (name !== "constructor" && !ALLOWED.has(name)) Reflect.deleteProperty(scope, name);
    }
  }
  refuseNewFunctions();
}

/** A timer runs a text as a program, so allow only functions. @param {"setTimeout" | "setInterval"} name */
function refuseText(name) {
  const original = self[name].bind(self);
  self[name] = /** @type {any} */ (
    (/** @type {unknown} */ work, /** @type {number} */ delay, /** @type {unknown[]} */ ...given) => {
      if (typeof work !== "function") throw new TypeError(`${name} takes a function here`);
      return original(/** @type {() => void} */ (work), delay, ...given);
    }
  );
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
