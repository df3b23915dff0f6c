// @ts-check
/**
 * The page's side of Python: one queue of calls for the tab, shared by all demos of the page.
 *
 * Python runs in workers, so that an endless loop can be stopped by ending the worker. Nothing is lost
 * then, because the page holds the state of every demo and the calls that wait.
 *
 * A worker in which a program of the reader has run belongs to that program's demo: a program can change
 * everything in its worker, and hear everything that is sent to it. So a page has up to two of them, one in
 * which only our own code has run, and one for the programs of one demo. Most pages need only one.
 */

import { timeout } from "../network.js";
import { PythonError, WorkerHandle, TIMEOUT } from "./worker-handle.js";

export { PythonError };

/** Python takes too much memory for more. */
const MAX_WORKERS = 2;
/** A snapshot is taken when nothing has been called for so long (milliseconds). */
const IDLE = 2_000;
/** The demo whose programs leave names for its next call, so that calling it again is not the same. */
const NOTEBOOK = "cell";

/**
 * @typedef {import("./messages.js").FailureReason} FailureReason
 * @typedef {import("./messages.js").Way} Way
 * @typedef {{ stage: string, loaded?: number, total?: number }} Progress `loaded` and `total` in bytes
 * @typedef {{ demo: string | null, language: string, state: any, events?: { name: string, value: unknown }[] }} Request for demos.call
 * @typedef {{ state: object, html: string, interrupted?: "stopped" | "replaced", ready?: undefined }} Reply
 *   interrupted  while this call waited, another demo's was ended, for this reason
 * @typedef {{ request: Request, unseen?: boolean, resolve: (reply: Reply) => void, reject: (error: unknown) => void, worker?: WorkerHandle, interrupted?: "stopped" | "replaced" }} Call
 */

/** Fires `progress` events while Python loads; their detail is a Progress. */
class Interpreter extends EventTarget {
  /** @type {Worker | null} */
  #loader = null;
  #loaderTimer = 0;
  /** The workers, the latest used one last. @type {WorkerHandle[]} */
  #workers = [];
  #lastStart = 0;
  /** How the next Python starts, if it can. @type {Way} */
  #nextWay = "snapshot";
  #idleTimer = 0;
  /** The latest call that was answered by a Python of which a snapshot could be taken. @type {Call | undefined} */
  #answered;
  /** What the loader is fetching for, by the number of the start. @type {Map<number, WorkerHandle>} */
  #starting = new Map();
  /** The calls that wait. @type {Call[]} */
  #queue = [];
  /** The call that runs, or the taking of a snapshot. @type {Pick<Call, "worker" | "unseen"> | null} */
  #running = null;

  /** Whether Python is loaded, or is being loaded. */
  get isStarted() {
    return this.#workers.length > 0;
  }

  /** Fetch what start() will need. A failure is not reported; start() fetches again. */
  prefetch() {
    if (!this.#loader) this.#openLoader()?.postMessage({ kind: "prefetch" });
  }

  /**
   * Load Python, once for all callers.
   * @param {string | null} [demo] the one that will be called first
   * @returns {Promise<void>} rejects with a PythonError
   */
  start(demo) {
    return (this.#workers.at(-1) ?? this.#startWorker(demo ?? undefined)).ready;
  }

  /**
   * Send one request to demos.call and wait for its reply. Requests are answered one after another.
   * @param {Request} request
   * @param {boolean} [unseen] whether the reader does not wait for the reply
   * @returns {Promise<Reply>} rejects with a PythonError
   */
  call(request, unseen) {
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, unseen, resolve, reject });
      this.#runNext();
    });
  }

  /** End what runs or loads, at once. What waits is answered afterwards. */
  stop() {
    const ended = this.#running?.worker ? [this.#running.worker] : this.#workers.filter(({ isLoaded }) => !isLoaded);
    // With a loader that was not done, the next start would wait for downloads that may be dead.
    if (ended.some(({ isLoaded }) => !isLoaded)) this.#closeLoader();
    // While a call that the reader does not see runs, or a snapshot is taken, she means the call that waits behind it.
    if (this.#running?.unseen) this.#queue.shift()?.reject(new PythonError("stopped"));
    for (const worker of ended) worker.end(new PythonError("stopped"));
  }

  async #runNext() {
    if (this.#running) return;
    const call = this.#queue.shift();
    if (!call) return;
    this.#running = call;
    try {
      const programs = programsOf(call.request);
      const owner = programs.length > 0 ? call.request.demo : null;
      const worker = (call.worker = this.#workerFor(call.request.demo, owner));
      await worker.ready;
      worker.owner = owner;
      const reply = await worker.call({ request: JSON.stringify(call.request), programs, once: call.request.demo === NOTEBOOK });
      if (worker.demos.size === 0) this.#loader?.postMessage({ kind: "settled" });
      worker.demos.add(call.request.demo ?? "");
      call.resolve({ ...reply, interrupted: call.interrupted });
      clearTimeout(this.#idleTimer);
      if (worker.way === "images") {
        this.#answered = call;
        this.#idleTimer = setTimeout(() => this.#loader?.postMessage({ kind: "idle" }), IDLE);
      }
    } catch (error) {
      if (this.#isRestoredBadly(call, error)) {
        this.#nextWay = "images";
        this.#queue.unshift({ ...call, worker: undefined });
      } else this.#reject(call, error);
    }
    this.#running = null;
    this.#runNext();
  }

  /** Whether a worker has died in its first call, and neither the reader nor a program of hers explains it. @param {Call} call @param {unknown} error */
  #isRestoredBadly({ worker, request }, error) {
    const { reason } = /** @type {PythonError} */ (error);
    return worker?.way === "snapshot" && worker.isEnded && worker.demos.size === 0 && reason !== "stopped" && programsOf(request).length === 0;
  }

  /** For the next start, of a Python in which no program has run. @param {boolean} wanted whether the loader would store it */
  async #takeSnapshot(wanted) {
    const { worker, request } = /** @type {Call} */ (this.#answered);
    if (!wanted || this.#running || worker?.owner !== null) return;
    this.#running = { worker, unseen: true };
    const bytes = await worker.takeSnapshot(request.language).catch(() => null);
    if (bytes) this.#openLoader()?.postMessage({ kind: "snapshot", bytes }, [bytes]);
    this.#running = null;
    this.#runNext();
  }

  /** @param {Call} call @param {unknown} error */
  #reject(call, error) {
    call.reject(error);
    const reason = error instanceof PythonError ? error.reason : "crash";
    if (reason === "stopped" || reason === "replaced") for (const waiting of this.#queue) waiting.interrupted = reason;
    // Without Python nothing that waits can be answered.
    else if (!call.worker?.isLoaded) for (const waiting of this.#queue.splice(0)) waiting.reject(error);
  }

  /** The worker for a call, loaded or not. @param {string | null} demo the one that is called @param {string | null} owner that demo, if the call runs a program */
  #workerFor(demo, owner) {
    const found = this.#workers.find((worker) => worker.owner === owner)
      // A program may have one in which nothing but its own demo has run.
      ?? this.#workers.find((worker) => worker.owner === null && [...worker.demos].every((name) => name === demo));
    const worker = found ?? this.#startWorker(demo ?? undefined);
    this.#workers = [...this.#workers.filter((other) => other !== worker), worker];
    return worker;
  }

  /** @param {string | undefined} demo */
  #startWorker(demo) {
    if (this.#workers.length >= MAX_WORKERS) this.#workers[0].end(new PythonError("replaced"));
    const worker = new WorkerHandle(demo, {
      onProgress: (progress) => this.#report(progress),
      onLoadFailed: (reason, message) => this.#loadFailed(worker, reason, message, worker.nextWay),
      onEnd: () => (this.#workers = this.#workers.filter(({ isEnded }) => !isEnded)),
    });
    this.#workers.push(worker);
    this.#load(worker, this.#nextWay);
    this.#nextWay = "snapshot";
    return worker;
  }

  /** @param {WorkerHandle} worker @param {Way} way */
  #load(worker, way) {
    const start = ++this.#lastStart;
    this.#starting.set(start, worker);
    const port = worker.open();
    this.#openLoader()?.postMessage({ kind: "start", start, way, port }, [port]);
    // Once the loader runs, it watches its downloads; until then only this timer notices a dead connection.
    clearTimeout(this.#loaderTimer);
    this.#loaderTimer = setTimeout(() => this.#loaderFailed("network", "no answer"), TIMEOUT);
  }

  #openLoader() {
    if (this.#loader) return this.#loader;
    /** @type {Worker} */
    let loader;
    try {
      loader = this.#loader = new Worker(new URL("./loader.js", import.meta.url), { type: "module", name: "Loader" });
    } catch (error) {
      this.#loaderFailed("unsupported", String(error));
      return null;
    }
    loader.addEventListener("message", ({ data }) => this.#receive(data));
    // Fires if loader.js itself could not be fetched or parsed.
    loader.addEventListener("error", (event) => {
      event.preventDefault();
      this.#loaderFailed(typeof WebAssembly === "object" ? "network" : "unsupported", event.message);
    });
    this.#sendManifest(loader);
    return loader;
  }

  /** The page fetches the manifest, because the loader's own files are still on their way. @param {Worker} loader */
  async #sendManifest(loader) {
    try {
      // It lies in the versioned folder of this script, so it lists the files that this loader can start.
      const response = await fetch(new URL("../manifest.json", import.meta.url), { signal: timeout(TIMEOUT) });
      if (!response.ok) throw new Error(String(response.status));
      loader.postMessage({ kind: "manifest", manifest: await response.json() });
    } catch (error) {
      if (loader === this.#loader) this.#loaderFailed("network", String(error));
    }
  }

  /** @param {import("./messages.js").FromLoader} data */
  #receive(data) {
    clearTimeout(this.#loaderTimer);
    if (data.kind === "progress") this.#report(data);
    else if (data.kind === "wanted") this.#takeSnapshot(data.wanted);
    else if (data.kind === "failed") this.#loaderFailed(data.reason, data.message, data.nextWay);
    else {
      this.#starting.get(data.start)?.run(data);
      this.#starting.delete(data.start);
    }
  }

  /** @param {Progress} detail */
  #report(detail) {
    this.dispatchEvent(new CustomEvent("progress", { detail }));
  }

  /** @param {FailureReason} reason @param {string} message @param {Way | null} [way] to start that may succeed */
  #loaderFailed(reason, message, way = null) {
    const loading = this.#workers.filter(({ isLoaded }) => !isLoaded);
    if (loading.length === 0) this.#closeLoader();
    for (const worker of loading) this.#loadFailed(worker, reason, message, way);
  }

  /** Not reported to the reader if there is another way, which only takes longer. @param {WorkerHandle} worker @param {FailureReason} reason @param {string} message @param {Way | null} way */
  #loadFailed(worker, reason, message, way) {
    this.#closeLoader();
    if (way) this.#load(worker, way);
    else worker.end(new PythonError(reason, message));
  }

  #closeLoader() {
    clearTimeout(this.#loaderTimer);
    this.#loader?.terminate();
    this.#loader = null;
    this.#starting.clear();
    for (const worker of this.#workers) worker.isCutOff = worker.isLoaded;
  }
}

/**
 * The programs of the reader that a request runs. A demo has them in its state under the name `code`, at any depth,
 * gets a new one with the event "code", and may run the programs in `above` before it.
 * @param {Request} request @returns {string[]}
 */
function programsOf({ state, events = [] }) {
  const found = events.filter(({ name }) => name === "code").map(({ value }) => value);
  if (Array.isArray(state?.above)) found.push(...state.above);
  JSON.stringify(state, (name, value) => (name === "code" && found.push(value), value));
  return /** @type {string[]} */ (found.filter((program) => typeof program === "string"));
}

/** One for the tab: Python needs too much memory for one in each demo. */
export const interpreter = new Interpreter();
