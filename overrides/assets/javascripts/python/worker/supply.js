// @ts-check
/** What the loader has sent to this worker, and what is still to come. */

/** @typedef {{ bytes?: ArrayBuffer, module?: WebAssembly.Module }} Supplied */
/** @typedef {Extract<import("../messages.js").FromLoaderToPython, { kind: "plan" }>} Plan */
/** @typedef {Extract<import("../messages.js").FromLoaderToPython, { kind: "part" }>} Part */

/** The name under which the loader sends a snapshot. */
const SNAPSHOT = "snapshot";

/** One value that is not there yet. @template T */
class Promised {
  /** @type {(value: T) => void} */
  resolve = () => {};
  /** @type {Promise<T>} */
  promise = new Promise((resolve) => (this.resolve = resolve));
}

class Supply {
  /** @type {MessagePort | undefined} */
  #port;
  /** @type {Promised<Plan>} */
  #plan = new Promised();
  /** @type {Map<string, Promised<Supplied>>} by name */
  #files = new Map();

  /** @param {MessagePort} port @param {(part: Part) => void} onPart */
  open(port, onPart) {
    this.#port = port;
    port.onmessage = ({ data }) => {
      if (data.kind === "plan") this.#plan.resolve(data);
      else if (data.kind === "file") this.#promised(data.name).resolve(data);
      else onPart(data);
    };
  }

  /** Ask for a part. @param {number} number */
  ask(number) {
    this.#port?.postMessage({ kind: "part", number });
  }

  plan() {
    return this.#plan.promise;
  }

  /** @param {string} name */
  async bytes(name) {
    return new Uint8Array(/** @type {ArrayBuffer} */ ((await this.#promised(name).promise).bytes));
  }

  /** @param {string} name */
  async module(name) {
    return /** @type {WebAssembly.Module} */ ((await this.#promised(name).promise).module);
  }

  /** @param {string} name */
  #promised(name) {
    const promised = this.#files.get(name) ?? new Promised();
    this.#files.set(name, promised);
    return promised;
  }

  /** Forget the files, which Python has now. */
  clear() {
    this.#files.clear();
  }
}

export { SNAPSHOT, Supply };
