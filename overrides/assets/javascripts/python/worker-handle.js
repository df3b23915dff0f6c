// @ts-check
/** The page's side of one Python worker: loads Python, passes one call at a time, and ends the worker. */

/** After this time a call is taken for hung, and a worker's own files for lost (milliseconds). */
export const TIMEOUT = 20_000;
/** The same for a call that has to fetch a part of Python first. */
const TIMEOUT_WITH_DOWNLOAD = 120_000;
/** How many parts a call may wait for: Python has four. */
const MAX_WAITS = 8;

/** @typedef {import("./messages.js").FailureReason} FailureReason */
/** @typedef {typeof import("./messages.js")} Messages */

export class PythonError extends Error {
  /**
   * @param {FailureReason | "python" | "deadline" | "stopped" | "replaced" | "unready"} reason the interface strings have a text for
   *   each but the last: the build has computed no answer, see ready-answers.js
   * @param {string} message Python's or the browser's own
   */
  constructor(reason, message = "") {
    super(message);
    this.reason = reason;
  }
}

export class WorkerHandle {
  /** What checks the messages of all workers. @type {Messages | undefined} */
  static #messages;
  static #attempts = 0;

  /** @type {Worker | null} null before its script is there, and after its end */
  #worker = null;
  #channel = new MessageChannel();
  /** When messages.js has been fetched, or could not be. @type {Promise<void> | undefined} */
  #fetched;
  #demo;
  #handlers;
  #isLoaded = false;
  /** Why it has ended, if it has. @type {PythonError | null} */
  #endedBy = null;
  #timer = 0;
  #lastId = 0;
  #waits = 0;
  /** The call that runs. @type {{ id: number, resolve: (reply: any) => void, reject: (error: PythonError) => void } | null} */
  #call = null;
  #resolveReady = () => {};
  /** @type {(error: PythonError) => void} */
  #rejectReady = () => {};
  /** Resolves when Python is loaded; rejects with a PythonError. @type {Promise<void>} */
  ready = new Promise((resolve, reject) => {
    this.#resolveReady = resolve;
    this.#rejectReady = reject;
  });

  /**
   * The demo whose programs have run here. They may have changed anything, so nothing else runs here any more.
   * @type {string | null}
   */
  owner = null;
  /** The demos that have been called here. @type {Set<string>} */
  demos = new Set();
  /** How Python was started. @type {import("./messages.js").Way} */
  way = "images";
  /** How to start it if that fails. @type {import("./messages.js").Way | null} */
  nextWay = null;
  /** Whether its loader was ended after it had loaded: it gets no more parts. */
  isCutOff = false;

  /**
   * @param {string | undefined} demo the one that will be called first
   * @param {{ onProgress: (progress: { stage: string }) => void, onLoadFailed: (reason: FailureReason, message: string) => void, onEnd: () => void }} handlers
   */
  constructor(demo, handlers) {
    this.#demo = demo;
    this.#handlers = handlers;
    this.ready.catch(() => {});
  }

  get isLoaded() {
    return this.#isLoaded;
  }

  get isEnded() {
    return this.#endedBy !== null;
  }

  /** Begin to load, or begin again. @returns {MessagePort} the end of the channel that the loader writes to */
  open() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#channel = new MessageChannel();
    this.#fetched = WorkerHandle.#fetchMessages().catch(() => {});
    return this.#channel.port1;
  }

  /** Not before Start, because no page needs them earlier. */
  static async #fetchMessages() {
    if (WorkerHandle.#messages) return;
    // A browser does not fetch a module again whose address failed once, so each attempt has its own address.
    const suffix = WorkerHandle.#attempts++ ? `?${WorkerHandle.#attempts}` : "";
    const late = new Promise((resolve) => setTimeout(resolve, TIMEOUT));
    const messages = await Promise.race([import(`./messages.js${suffix}`), late]);
    if (messages?.isAnswer) WorkerHandle.#messages = messages;
  }

  /** Run the script, when the loader has it. @param {import("./messages.js").FromLoader & { kind: "script" }} started */
  async run({ script, way, nextWay }) {
    if (this.isEnded) return;
    this.way = way;
    this.nextWay = nextWay;
    const port = this.#channel.port2;
    await this.#fetched;
    // By now this worker may have ended or begun again.
    if (this.isEnded || port !== this.#channel.port2) return;
    if (!WorkerHandle.#messages) {
      this.end(new PythonError("network", "messages.js"));
      return;
    }
    const url = URL.createObjectURL(script);
    try {
      this.#worker = new Worker(url, { type: "module", name: "Python" });
    } catch (error) {
      this.end(new PythonError("unsupported", String(error)));
      return;
    }
    this.#worker.addEventListener("message", ({ data }) => {
      URL.revokeObjectURL(url);
      this.#receive(data);
    });
    // Fires if the browser refuses the script, which was checked before. Without a message the browser could not
    // parse it: Pyodide is written in newer JavaScript than ours.
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(event.message ? "crash" : "unsupported", event.message);
    });
    this.#worker.postMessage({ kind: "begin", port, demo: this.#demo }, [port]);
    this.#startTimer(TIMEOUT);
  }

  /**
   * Send one request to demos.call. Only one may run at a time.
   * @param {{ request: string, programs: string[], once: boolean }} call
   * @returns {Promise<{ state: object, html: string }>} rejects with a PythonError
   */
  call(call) {
    return this.#send({ kind: "call", id: ++this.#lastId, ...call });
  }

  /** @param {string} language of the page @returns {Promise<ArrayBuffer>} rejects with a PythonError */
  takeSnapshot(language) {
    return this.#send({ kind: "snapshot", id: ++this.#lastId, language });
  }

  /** @param {Exclude<import("./messages.js").ToPython, { kind: "begin" }>} message @returns {Promise<any>} */
  #send(message) {
    return new Promise((resolve, reject) => {
      // The reader can press Stop after the call was given to this worker and before it is sent.
      if (this.#endedBy) {
        reject(this.#endedBy);
        return;
      }
      this.#call = { id: message.id, resolve, reject };
      this.#waits = 0;
      this.#startTimer(TIMEOUT);
      this.#worker?.postMessage(message);
    });
  }

  /** @param {PythonError} error rejects `ready` and the call that runs */
  end(error) {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#endedBy = error;
    this.#rejectReady(error);
    this.#settle()?.reject(error);
    this.#handlers.onEnd();
  }

  /** A worker that had loaded Python is replaced; for one that had not, the reason counts. @param {FailureReason} reason @param {string} message */
  #fail(reason, message) {
    if (!this.#isLoaded) this.#handlers.onLoadFailed(reason, message);
    else this.end(new PythonError(reason === "memory" ? reason : "replaced", message));
  }

  /** @param {number} milliseconds */
  #startTimer(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail("crash", "no answer"), milliseconds);
  }

  /** The call has its answer. */
  #settle() {
    clearTimeout(this.#timer);
    const call = this.#call;
    this.#call = null;
    return call;
  }

  /** @param {unknown} data whatever the worker has sent */
  #receive(data) {
    if (!WorkerHandle.#messages?.isAnswer(data) || ("id" in data && data.id !== this.#call?.id)) this.#fail("crash", "an unexpected message");
    else if (data.kind === "failed") this.#fail(data.reason, data.message);
    else if (data.kind === "result") this.#finish(data.reply);
    else if (data.kind === "snapshot") this.#settle()?.resolve(data.bytes);
    else if (data.kind === "error") this.#refuse(data.reason, data.message);
    else if (data.kind === "fetching") this.#wait(data.waiting);
    else if (this.#isLoaded) this.#fail("crash", "an unexpected message");
    else {
      clearTimeout(this.#timer);
      if (data.kind === "progress") this.#handlers.onProgress(data);
      else {
        this.#isLoaded = true;
        this.#resolveReady();
      }
    }
  }

  /** @param {string} reply */
  #finish(reply) {
    const parsed = WorkerHandle.#messages?.parseReply(reply);
    if (parsed) this.#settle()?.resolve(parsed);
    else this.#fail("crash", "an unexpected reply");
  }

  /** @param {"python" | "deadline" | "memory"} reason @param {string} message */
  #refuse(reason, message) {
    // Memory that Python took is never given back. And a demo catches what its reader's program raises: if an
    // exception gets here all the same, the program has broken the demo.
    if (reason === "memory") this.end(new PythonError(reason, message));
    else if (reason === "python" && this.owner) this.end(new PythonError("replaced", message));
    else this.#settle()?.reject(new PythonError(reason, message));
  }

  /** A program that waits for a part of Python is not hung. @param {boolean} waiting */
  #wait(waiting) {
    // The page plays the call again, in a new worker.
    if (this.isCutOff) this.end(new PythonError("network"));
    else if (waiting && ++this.#waits > MAX_WAITS) this.#fail("crash", "it waits too often");
    else this.#startTimer(waiting ? TIMEOUT_WITH_DOWNLOAD : TIMEOUT);
  }
}
