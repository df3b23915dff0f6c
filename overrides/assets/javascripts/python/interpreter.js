// @ts-check
/**
 * The one Python of this tab, shared by every demo on the page.
 *
 * It runs in a worker, so that a loop without end can be stopped by ending the
 * worker: the state of every demo lies in the page, and nothing is lost.
 */

/** A single call that takes longer than this is taken for hung, a worker's files for lost (milliseconds). */
const PATIENCE = 20_000;
/** But a call may have to fetch a part of Python first. */
const PATIENCE_WITH_NETWORKS = 120_000;

/**
 * @typedef {{ stage: string, loaded?: number, total?: number }} Progress
 * @typedef {{ resolve: (reply: any) => void, reject: (error: Error) => void, alarm: number }} Waiting
 */

/** Something went wrong, with a reason that the strings file has words for. */
export class PythonError extends Error {
  /**
   * @param {"network" | "files" | "crash" | "unsupported" | "python" | "stopped" | "replaced"} reason
   * @param {string} message Python's or the browser's own words
   */
  constructor(reason, message = "") {
    super(message);
    this.reason = reason;
  }
}

/** Tells of loading as `progress` events, whose detail is a Progress. */
class Interpreter extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #ready = null;
  /** @type {string | undefined} the demo that will be asked first */
  #demo;
  #resolve = () => {};
  /** @type {(error: PythonError) => void} */
  #refuse = () => {};
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #lastId = 0;
  #unheard = 0;
  #lives = false;

  /** Whether a worker is there, or on its way. */
  get alive() {
    return this.#ready !== null;
  }

  /** Fetch what start() will need. Should that fail, nobody is told, and start() tries again. */
  fetchAhead() {
    if (!this.#worker) this.#open()?.postMessage({ kind: "fetch" });
  }

  /**
   * Load Python unless it is loaded; every caller waits for the same one.
   * @param {string | null} [demo] the one that will be asked first
   */
  start(demo) {
    this.#ready ??= new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#refuse = reject;
      this.#demo = demo ?? undefined;
      this.#load(false);
    });
    return this.#ready;
  }

  /** @param {boolean} ordinary */
  #load(ordinary) {
    (this.#worker ?? this.#open())?.postMessage({ kind: "load", ordinary, demo: this.#demo });
    // Nobody watches the worker's own files on their way; once it is there it watches the others.
    clearTimeout(this.#unheard);
    this.#unheard = setTimeout(() => this.#die("network", "no answer"), PATIENCE);
  }

  #open() {
    try {
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    } catch (error) {
      this.#end(new PythonError("unsupported", String(error)));
      return null;
    }
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    // Fires when worker.js itself could not be fetched or read.
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#die(typeof WebAssembly === "object" ? "network" : "unsupported", event.message);
    });
    return this.#worker;
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
      this.#waiting.set(id, { resolve, reject, alarm: this.#alarm(PATIENCE) });
      this.#worker?.postMessage({ kind: "call", id, request: JSON.stringify(request) });
    });
  }

  /** @param {number} patience */
  #alarm(patience) {
    return setTimeout(() => this.#end(new PythonError("replaced")), patience);
  }

  /** End whatever runs or loads, at once. */
  stop() {
    this.#end(new PythonError("stopped"));
  }

  /** @param {any} data */
  #hear(data) {
    clearTimeout(this.#unheard);
    if (data.kind === "progress") this.dispatchEvent(new CustomEvent("progress", { detail: data }));
    else if (data.kind === "ready") {
      this.#lives = true;
      this.#resolve();
    } else if (data.kind === "failed" && data.again) {
      // Not a word to the reader: the ordinary start only takes longer.
      this.#worker?.terminate();
      this.#worker = null;
      this.#load(true);
    } else if (data.kind === "failed") this.#die(data.reason, data.message);
    else if (data.kind === "fetching") {
      // A program that waits for a part of Python does not hang.
      for (const waiting of this.#waiting.values()) {
        clearTimeout(waiting.alarm);
        waiting.alarm = this.#alarm(data.waiting ? PATIENCE_WITH_NETWORKS : PATIENCE);
      }
    }
    else {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      clearTimeout(waiting?.alarm);
      if (data.kind === "result") waiting?.resolve(JSON.parse(data.reply));
      else waiting?.reject(new PythonError("python", data.message));
    }
  }

  /**
   * A worker that never came to life failed for a reason; one that did is replaced.
   * @param {"network" | "files" | "crash" | "unsupported"} reason @param {string} message
   */
  #die(reason, message) {
    this.#end(new PythonError(this.#lives ? "replaced" : reason, message));
  }

  /** @param {PythonError} error what everybody who waits is told */
  #end(error) {
    clearTimeout(this.#unheard);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#lives = false;
    this.#refuse(error);
    for (const { reject, alarm } of this.#waiting.values()) {
      clearTimeout(alarm);
      reject(error);
    }
    this.#waiting.clear();
  }
}

export const interpreter = new Interpreter();
