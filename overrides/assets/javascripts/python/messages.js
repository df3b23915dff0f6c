// @ts-check
/**
 * The messages between the page, the loader and a Python worker. Each list below is complete.
 *
 * The loader (loader.js) has the network and the browser's storage, and never runs Python. A Python worker
 * (worker/) runs whatever a reader writes, so it has neither, and nobody trusts what it sends: the page takes
 * only what isAnswer() accepts, and the loader only the number of a part.
 *
 * @typedef {"network" | "files" | "crash" | "unsupported" | "memory"} FailureReason
 *
 * @typedef {{ kind: "prefetch" }
 *   | { kind: "start", start: number, standard: boolean, port: MessagePort }
 *   | { kind: "settled" }} ToLoader
 *   prefetch  get the files of a fast start, and wait
 *   start     start a Python worker: send its script to the page, and everything else through `port`
 *   settled   the first picture is drawn: now store the downloads, and fetch what is likely to be needed next
 *
 * @typedef {{ kind: "progress", stage: string, loaded?: number, total?: number }
 *   | { kind: "script", start: number, script: Blob }
 *   | { kind: "failed", reason: FailureReason, message: string, retry: boolean }} FromLoader
 *   failed  with `retry`, a standard start may succeed
 *
 * @typedef {{ kind: "plan", fast: import("./downloads.js").FastStart | null, packages: string[], parts: string[] }
 *   | { kind: "file", name: string, bytes?: ArrayBuffer, module?: WebAssembly.Module }
 *   | { kind: "part", number: number, bytes: ArrayBuffer | null, error: string }} FromLoaderToPython
 *   plan  `parts` are the names of what programs may import later; a part's number is its place here
 *   file  its bytes have been checked, and are no longer compressed
 *   part  as asked for, or because it is likely to be needed; without bytes it could not be fetched
 *
 * @typedef {{ kind: "part", number: number }} FromPythonToLoader
 *
 * @typedef {{ kind: "begin", port: MessagePort, demo?: string }
 *   | { kind: "call", id: number, request: string, programs: string[], once: boolean }} ToPython
 *   begin  once: load Python; `demo` will be called first
 *   call   `request` is JSON for demos.call; `programs` are the reader's programs that it runs; with `once` it must
 *          not be repeated, because its programs may already have done something
 *
 * @typedef {{ kind: "progress", stage: string }
 *   | { kind: "ready" }
 *   | { kind: "failed", reason: FailureReason, message: string }
 *   | { kind: "result", id: number, reply: string }
 *   | { kind: "error", id: number, reason: "python" | "deadline" | "memory", message: string }
 *   | { kind: "fetching", id: number, waiting: boolean }} FromPython
 *   failed    loading failed, or the interpreter died, and this worker is of no more use
 *   result    `reply` is the JSON that demos.call returned
 *   error     Python raised an exception; the worker goes on
 *   fetching  the call waits for a part, or goes on
 */

/** The longest texts that the page takes from a Python worker (UTF-16 code units). */
const MAX_REPLY = 50_000_000;
const MAX_MESSAGE = 1_000_000;

const isText = (/** @type {unknown} */ value, limit = MAX_MESSAGE) => typeof value === "string" && value.length <= limit;
const isOneOf = (/** @type {string[]} */ ...values) => (/** @type {unknown} */ value) => values.includes(/** @type {string} */ (value));

/** What each kind of answer must have beside its kind. @type {Record<string, Record<string, (value: unknown) => boolean>>} */
const ANSWERS = {
  progress: { stage: isOneOf("start", "packages") },
  ready: {},
  failed: { reason: isOneOf("files", "crash", "memory"), message: isText },
  result: { id: Number.isSafeInteger, reply: (value) => isText(value, MAX_REPLY) },
  error: { id: Number.isSafeInteger, reason: isOneOf("python", "deadline", "memory"), message: isText },
  fetching: { id: Number.isSafeInteger, waiting: (value) => typeof value === "boolean" },
};

/** Whether a message of a Python worker has exactly the shape of one of its kinds. @param {any} data @returns {data is FromPython} */
export function isAnswer(data) {
  if (typeof data !== "object" || data === null || !Object.hasOwn(ANSWERS, data.kind)) return false;
  const fields = Object.entries(ANSWERS[data.kind]);
  return Object.keys(data).length === fields.length + 1 && fields.every(([name, fits]) => Object.hasOwn(data, name) && fits(data[name]));
}

/**
 * Whether demos.call returned the JSON of a state and HTML.
 * @param {string} reply
 * @returns {{ state: object, html: string } | null}
 */
export function parseReply(reply) {
  try {
    const { state, html } = JSON.parse(reply);
    return typeof state === "object" && state !== null && typeof html === "string" ? { state, html } : null;
  } catch {
    return null;
  }
}
