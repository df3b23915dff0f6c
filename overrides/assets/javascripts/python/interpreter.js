// @ts-check
/**
 * The page's side of Python: one interpreter for the tab, shared by all demos of the page.
 *
 * Python runs in a worker (worker.js), so that an endless loop can be stopped by ending the
 * worker. Nothing is lost then, because the page holds the state of every demo.
 */

/** After this time a call is taken for hung, and a worker's own files for lost (milliseconds). */
const TIMEOUT = 20_000;
/** The same for a call that has to fetch a part of Python first. */
const TIMEOUT_WITH_DOWNLOAD = 120_000;

/**
 * @typedef {"network" | "files" | "crash" | "unsupported"} LoadReason
 * @typedef {{ stage: string, loaded?: number, total?: number }} Progress `loaded` and `total` in bytes
 * @typedef {{ resolve: (reply: any) => void, reject: (error: Error) => void, timer: number }} Call
 */

export class PythonError extends Error {
  /**
   * @param {LoadReason | "python" | "stopped" | "replaced"} reason the interface strings have a text for each
   * @param {string} message Python's or the browser's own
   */
  constructor(reason, message = "") {
    super(message);
    this.reason = reason;
  }
}

/** Fires `progress` events while Python loads; their detail is a Progress. */
class Interpreter extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} resolves when Python is loaded; null before start() and after an end */
  #ready = null;
  /** @type {string | undefined} the demo that will be called first */
  #demo;
  #resolveReady = () => {};
  /** @type {(error: PythonError) => void} */
  #rejectReady = () => {};
  /** @type {Map<number, Call>} the calls without a reply, by id */
  #calls = new Map();
  #lastId = 0;
  #loadTimer = 0;
  #isLoaded = false;

  /** Whether Python is loaded, or is being loaded. */
  get isStarted() {
    return this.#ready !== null;
  }

  /** Fetch what start() will need. A failure is not reported; start() fetches again. */
  prefetch() {
    if (!this.#worker) this.#createWorker()?.postMessage({ kind: "fetch" });
  }

  /**
   * Load Python, once for all callers.
   * @param {string | null} [demo] the one that will be called first
   * @returns {Promise<void>} rejects with a PythonError
   */
  start(demo) {
    this.#ready ??= new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
      this.#demo = demo ?? undefined;
      this.#load(false);
    });
    return this.#ready;
  }

  /**
   * Send one request to demos.call and wait for its reply.
   * @param {object} request
   * @returns {Promise<any>} rejects with a PythonError
   */
  async call(request) {
    await this.start();
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#calls.set(id, { resolve, reject, timer: this.#callTimer(TIMEOUT) });
      this.#worker?.postMessage({ kind: "call", id, request: JSON.stringify(request) });
    });
  }

  /** End what runs or loads, at once. */
  stop() {
    this.#end(new PythonError("stopped"));
  }

  /** @param {boolean} standard whether without the fast start */
  #load(standard) {
    (this.#worker ?? this.#createWorker())?.postMessage({ kind: "load", standard, demo: this.#demo });
    // Once the worker runs, it watches its downloads; until then only this timer notices a dead connection.
    clearTimeout(this.#loadTimer);
    this.#loadTimer = setTimeout(() => this.#workerFailed("network", "no answer"), TIMEOUT);
  }

  #createWorker() {
    try {
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    } catch (error) {
      this.#end(new PythonError("unsupported", String(error)));
      return null;
    }
    this.#worker.addEventListener("message", ({ data }) => this.#receive(data));
    // Fires if worker.js itself could not be fetched or parsed.
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#workerFailed(typeof WebAssembly === "object" ? "network" : "unsupported", event.message);
    });
    return this.#worker;
  }

  /** @param {number} milliseconds */
  #callTimer(milliseconds) {
    return setTimeout(() => this.#end(new PythonError("replaced")), milliseconds);
  }

  /** @param {import("./worker.js").Answer} data */
  #receive(data) {
    clearTimeout(this.#loadTimer);
    if (data.kind === "progress") this.dispatchEvent(new CustomEvent("progress", { detail: data }));
    else if (data.kind === "ready") {
      this.#isLoaded = true;
      this.#resolveReady();
    } else if (data.kind === "failed" && data.retry) {
      // Not reported to the reader: the standard start only takes longer.
      this.#worker?.terminate();
      this.#worker = null;
      this.#load(true);
    } else if (data.kind === "failed") this.#workerFailed(data.reason, data.message);
    else if (data.kind === "fetching") {
      // A program that waits for a part of Python is not hung.
      for (const call of this.#calls.values()) {
        clearTimeout(call.timer);
        call.timer = this.#callTimer(data.waiting ? TIMEOUT_WITH_DOWNLOAD : TIMEOUT);
      }
    } else {
      const call = this.#calls.get(data.id);
      this.#calls.delete(data.id);
      clearTimeout(call?.timer);
      if (data.kind === "result") call?.resolve(JSON.parse(data.reply));
      else call?.reject(new PythonError("python", data.message));
    }
  }

  /**
   * A worker that had loaded Python is replaced; for one that had not, the reader is told the reason.
   * @param {LoadReason} reason @param {string} message
   */
  #workerFailed(reason, message) {
    this.#end(new PythonError(this.#isLoaded ? "replaced" : reason, message));
  }

  /** End the worker. @param {PythonError} error rejects start() and all calls without a reply */
  #end(error) {
    clearTimeout(this.#loadTimer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#isLoaded = false;
    this.#rejectReady(error);
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#calls.clear();
  }
}

/** One for the tab: Python needs too much memory for one in each demo. */
export const interpreter = new Interpreter();
