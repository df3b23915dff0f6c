// @ts-check
/**
 * The messages between the page, the loader and a Python worker. Each list below is complete.
 *
 * The loader (loader.js) has the network and the browser's storage, and never runs Python. A Python worker
 * (worker/) runs whatever a reader writes, so it has neither, and nobody trusts what it sends: the page takes
 * only what isAnswer() accepts, and the loader only the number of a part. A snapshot goes through the page, which
 * asks for it only before the worker's first program.
 *
 * @typedef {"snapshot" | "images" | "standard"} Way how to start: from this browser's snapshot, from images, or as
 *   Pyodide's documentation says. If one fails, the next is tried.
 *
 * @typedef {"network" | "files" | "crash" | "unsupported" | "memory"} FailureReason
 *
 * @typedef {{ kind: "manifest", manifest: import("./downloads.js").Manifest }
 *   | { kind: "prefetch" }
 *   | { kind: "start", start: number, way: Way, port: MessagePort }
 *   | { kind: "settled" }
 *   | { kind: "idle" }
 *   | { kind: "snapshot", bytes: ArrayBuffer }} ToLoader
 *   manifest  the list of the files
 *   prefetch  get the files of a fast start, and wait
 *   start     start a Python worker: send its script to the page, and everything else through `port`. Another way
 *             than "snapshot" is asked for only after a start from a snapshot has failed: then remove that.
 *   settled   the first picture is drawn: now store the downloads, and fetch what is likely to be needed next
 *   idle      nothing has been called for a while: would a snapshot be stored?
 *   snapshot  store it for the next start
 *
 * @typedef {{ kind: "progress", stage: string, loaded?: number, total?: number }
 *   | { kind: "script", start: number, script: Blob, way: Way, nextWay: Way | null }
 *   | { kind: "wanted", wanted: boolean }
 *   | { kind: "failed", reason: FailureReason, message: string, nextWay: Way | null }} FromLoader
 *   script  `way` is how this start goes, `nextWay` the one to try if it fails
 *   wanted  the answer to "idle"
 *   failed  `nextWay` is the one to try now, if it may succeed
 *
 * @typedef {{ kind: "plan", way: Way, fast: import("./downloads.js").FastStart | null, packages: string[], parts: string[] }
 *   | { kind: "file", name: string, bytes?: ArrayBuffer, module?: WebAssembly.Module }
 *   | { kind: "part", number: number, bytes: ArrayBuffer | null, error: string }} FromLoaderToPython
 *   plan  `parts` are the names of what programs may import later; a part's number is its place here
 *   file  its bytes have been checked, and are no longer compressed
 *   part  as asked for, or because it is likely to be needed; without bytes it could not be fetched
 *
 * @typedef {{ kind: "part", number: number }} FromPythonToLoader
 *
 * @typedef {{ kind: "begin", port: MessagePort, demo?: string }
 *   | { kind: "call", id: number, request: string, programs: string[], once: boolean }
 *   | { kind: "snapshot", id: number, language: string }} ToPython
 *   begin  once: load Python; `demo` will be called first
 *   call   `request` is JSON for demos.call; `programs` are the reader's programs that it runs; with `once` it must
 *          not be repeated, because its programs may already have done something
 *
 * @typedef {{ kind: "progress", stage: string }
 *   | { kind: "ready" }
 *   | { kind: "failed", reason: FailureReason, message: string }
 *   | { kind: "result", id: number, reply: string }
 *   | { kind: "snapshot", id: number, bytes: ArrayBuffer }
 *   | { kind: "error", id: number, reason: "python" | "deadline" | "memory", message: string }
 *   | { kind: "fetching", id: number, waiting: boolean }} FromPython
 *   failed    loading failed, or the interpreter died, and this worker is of no more use
 *   result    `reply` is the JSON that demos.call returned
 *   error     Python raised an exception; the worker goes on
 *   fetching  the call waits for a part, or goes on
 */

/** The longest texts that the page takes from a Python worker (UTF-16 code units). */
const MAX_REPLY = 10_000_000;
const MAX_MESSAGE = 1_000_000;
/** The most tags in HTML that the page draws, opening and closing ones: our largest picture has 3,000, and more would stop the page. */
const MAX_TAGS = 10_000;

const isText = (/** @type {unknown} */ value, limit = MAX_MESSAGE) => typeof value === "string" && value.length <= limit;
const isOneOf = (/** @type {string[]} */ ...values) => (/** @type {unknown} */ value) => values.includes(/** @type {string} */ (value));

/** What each kind of answer must have beside its kind. @type {Record<string, Record<string, (value: unknown) => boolean>>} */
const ANSWERS = {
  progress: { stage: isOneOf("start", "packages") },
  ready: {},
  failed: { reason: isOneOf("files", "crash", "memory"), message: isText },
  snapshot: { id: Number.isSafeInteger, bytes: (value) => value instanceof ArrayBuffer },
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
    const isPicture = typeof html === "string" && html.split("<", MAX_TAGS + 2).length <= MAX_TAGS + 1;
    return typeof state === "object" && state !== null && isPicture ? { state, html } : null;
  } catch {
    return null;
  }
}
