// @ts-check
/**
 * The worker that runs Python, and has nothing else. Last in its script, see overrides/hooks/pyodide/worker_script.py.
 * messages.js lists what it is sent and sends; interpreter.js and worker-handle.js are the page's side.
 */

import { addEventListener, closeSandbox, enterSandbox, MAX_MEMORY, now, post } from "./sandbox.js";
import { takeSnapshot } from "./snapshot.js";
import { startFromImages, startFromSnapshot, startStandard } from "./start.js";
import { Supply } from "./supply.js";

/** A call that Python has worked on for so long is ended by Python itself (milliseconds); the page waits somewhat longer. */
const DEADLINE = 15_000;
/** Milliseconds until KeyboardInterrupt is raised again in a program that has caught it; after GRACES times, it is raised at every look. */
const GRACE = 1_000;
const GRACES = 2;
const LATE = `it ran for more than ${DEADLINE / 1000} s`;
/** Python's number of the signal that raises KeyboardInterrupt. */
const INTERRUPT = 2;
const LOAD = "import demos, gc\nif demo: demos.load(demo)\ngc.freeze(); gc.enable()\ndemos.call";
/** The longest message of an error (UTF-16 code units): the page takes no longer one. */
const MAX_MESSAGE = 100_000;

/** One interpreter. A worker makes exactly one and ends with it. */
class PythonInWorker {
  #supply = new Supply();
  /** @type {any} */
  #python;
  /** @type {(request: string) => string} demos.call */
  #call = () => "";
  /** The PartFinder of image_importer.py, which imports from parts; none after a standard start. @type {any} */
  #importer;
  /** @type {string[]} the names of the parts, by number */
  #parts = [];
  /** @type {Map<number, () => void>} what waits for a part, by its number */
  #waiting = new Map();
  #deadline = Infinity;
  /** How often the running call has been ended. */
  #interrupts = 0;
  #hadSnapshot = false;

  constructor() {
    const fetchFile = async (/** @type {string} */ address) => {
      const name = address.split("/").pop() ?? "";
      // Pyodide passes this response on to instantiateStreaming().
      return name.endsWith(".wasm") ? new Response() : new Response(await this.#supply.bytes(name));
    };
    enterSandbox(fetchFile, this.#supply.module("pyodide.asm.wasm"));
  }

  /** @param {import("../messages.js").ToPython} message */
  async receive(message) {
    this.#startClock();
    if (message.kind === "begin") await this.#load(message.port, message.demo);
    else if (message.kind === "call") await this.#answer(message);
    else this.#sendSnapshot(message.id, message.language);
  }

  /** @param {MessagePort} port @param {string | undefined} demo */
  async #load(port, demo) {
    try {
      post({ kind: "progress", stage: "start" });
      this.#supply.open(port, (part) => this.#receivePart(part));
      const { way, fast, packages, parts } = await this.#supply.plan();
      if (!fast) this.#python = await startStandard(packages);
      else this.#python = await (way === "snapshot" ? startFromSnapshot : startFromImages)(fast, this.#supply);
      this.#supply.clear();
      post({ kind: "progress", stage: "packages" });
      this.#python.globals.set("demo", demo);
      this.#call = this.#python.runPython(LOAD);
      if (fast) this.#importer = this.#python.pyimport("sitecustomize").parts;
      this.#parts = parts;
      this.#python.setInterruptBuffer(this.#clock());
      closeSandbox();
      post({ kind: "ready" });
    } catch (error) {
      post({ kind: "failed", reason: "crash", message: textOf(error) });
    }
  }

  /**
   * No Python runs longer than until the deadline, also what a program leaves behind for a timer after its call: the
   * reader has no button to stop that.
   */
  #startClock() {
    this.#interrupts = 0;
    this.#deadline = now() + DEADLINE;
  }

  /**
   * Pyodide looks into this every few steps of a program, and raises KeyboardInterrupt if there is a 2. It expects an
   * array in shared memory, which hosts without special headers cannot have. But here nobody else has to write into
   * it: it is a clock. It also lets WebKit end this worker, which does not end one that never leaves WebAssembly.
   */
  #clock() {
    const next = () => {
      if (now() < this.#deadline) return 0;
      this.#deadline = ++this.#interrupts > GRACES ? 0 : now() + GRACE;
      return INTERRUPT;
    };
    return {
      get 0() {
        return next();
      },
      set 0(_) {},
    };
  }

  /** @param {{ id: number, request: string, programs: string[], once: boolean }} call */
  async #answer({ id, request, programs, once }) {
    try {
      if (this.#importer && programs.length > 0) {
        for (const part of JSON.parse(this.#importer.imported_parts(JSON.stringify(programs)))) await this.#fetchPart(id, part);
      }
      post({ kind: "result", id, reply: await this.#run(id, request, once) });
      this.#importer?.forget_refused();
    } catch (/** @type {any} */ error) {
      if (!isAlive(error)) post({ kind: "failed", reason: this.#isFull(error) ? "memory" : "crash", message: textOf(error) });
      else {
        const reason = this.#interrupts > 0 ? "deadline" : error.type === "MemoryError" ? "memory" : "python";
        post({ kind: "error", id, reason, message: reason === "deadline" ? LATE : textOf(error) });
        this.#importer?.forget_refused();
      }
    }
  }

  /** @param {number} id @param {string} language of the page */
  #sendSnapshot(id, language) {
    try {
      // It takes a second, and what went wrong once would go wrong again.
      if (this.#hadSnapshot) throw new Error("snapshot: a second one");
      this.#hadSnapshot = true;
      const bytes = takeSnapshot(this.#python, language);
      post({ kind: "snapshot", id, bytes }, [bytes]);
    } catch (error) {
      post({ kind: "error", id, reason: "python", message: textOf(error) });
    }
  }

  /** Call demos.call, again for as long as it needs a part that is not here. @param {number} id @param {string} request @param {boolean} once */
  async #run(id, request, once) {
    const { length } = this.#parts;
    for (let attempt = 0; ; attempt++) {
      if (this.#importer) this.#importer.may_repeat = !once && attempt <= length;
      try {
        const reply = this.#runOnce(request);
        // A part that came too late for this call is there for the next one.
        if (once && this.#importer?.needed) this.#supply.ask(this.#parts.indexOf(this.#importer.take_needed()));
        if (once || !this.#importer?.needed || attempt > length) return reply;
      } catch (error) {
        if (once || !isAlive(error) || !this.#importer?.needed || attempt > length) throw error;
      }
      await this.#fetchPart(id, this.#importer.take_needed());
    }
  }

  /** @param {string} request */
  #runOnce(request) {
    this.#startClock();
    try {
      const reply = this.#call(request);
      // A program may catch KeyboardInterrupt, but its time is over.
      if (this.#interrupts > 0) throw Object.assign(new Error(LATE), { name: "PythonError" });
      return reply;
    } finally {
      this.#deadline = now() + DEADLINE;
    }
  }

  /** Whether an interpreter died for want of memory. @param {unknown} error */
  #isFull(error) {
    return error instanceof RangeError || this.#python._module.HEAPU8.length > 0.8 * MAX_MEMORY;
  }

  /** @param {number} id of the call that needs it @param {string} name */
  async #fetchPart(id, name) {
    if (this.#importer.has_part(name)) return;
    post({ kind: "fetching", id, waiting: true });
    const here = new Promise((resolve) => this.#waiting.set(this.#parts.indexOf(name), () => resolve(null)));
    this.#supply.ask(this.#parts.indexOf(name));
    await here;
    post({ kind: "fetching", id, waiting: false });
  }

  /** @param {import("./supply.js").Part} part */
  #receivePart({ number, bytes, error }) {
    this.#startClock();
    if (bytes) this.#importer?.provide(this.#parts[number], new Uint8Array(bytes));
    else this.#importer?.refuse(this.#parts[number], error);
    this.#waiting.get(number)?.();
    this.#waiting.delete(number);
  }
}

/** An exception of Python arrives as a PythonError; after any other error the interpreter is dead. @param {any} error */
const isAlive = (error) => error?.name === "PythonError";

/** Python's own message, or JavaScript's with the kind of error. @param {any} error */
const textOf = (error) => (isAlive(error) ? error.message : String(error)).slice(-MAX_MESSAGE);

const interpreter = new PythonInWorker();
// A program may make events, too.
addEventListener("message", (event) => {
  if (event.isTrusted) interpreter.receive(event.data);
});
