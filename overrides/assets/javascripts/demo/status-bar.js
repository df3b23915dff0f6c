// @ts-check
/**
 * A demo's status bar: buttons, a progress bar and one line of text for the reader.
 * live-demo.js decides which status a demo has; this file shows it.
 */

/** @typedef {"idle" | "loading" | "live" | "error"} Status */

const MEGABYTE = 1_000_000;

export class StatusBar {
  #demo;
  #strings;

  /**
   * @param {HTMLElement} demo the <live-demo> element that contains the bar
   * @param {Record<string, string>} strings the interface strings, by key
   */
  constructor(demo, strings) {
    this.#demo = demo;
    this.#strings = strings;
  }

  get status() {
    return /** @type {Status} */ (this.#demo.dataset.status);
  }

  /**
   * Change to a status, and show the buttons and the text that belong to it.
   * @param {Status} status
   * @param {string} key which of the strings to show
   * @param {string} [details] an error message of Python or the browser, shown below the text
   */
  show(status, key, details = "") {
    this.#demo.dataset.status = status;
    this.#moveFocus(() => {
      this.#button("start").hidden = status !== "idle";
      this.#button("retry").hidden = status !== "error";
      this.setBusy(status === "loading");
    });
    for (const part of ["progress", "bytes"]) this.#part(part).hidden = status !== "loading";
    this.#part("details").hidden = !details;
    const quote = this.#part("details").querySelector("pre");
    if (quote) quote.textContent = details;
    this.say(key);
  }

  /** Show or hide the Stop button. @param {boolean} busy */
  setBusy(busy) {
    this.#moveFocus(() => { this.#button("stop").hidden = !busy; });
    if (busy && this.status === "live") this.say("busy");
  }

  /** Show how much has been downloaded. @param {number} loaded in bytes @param {number} total in bytes */
  showBytes(loaded, total) {
    const progress = /** @type {HTMLProgressElement} */ (this.#part("progress"));
    progress.max = total;
    progress.value = loaded;
    this.#part("bytes").textContent = this.#text("bytes", {
      loaded: (loaded / MEGABYTE).toFixed(1),
      total: (total / MEGABYTE).toFixed(1),
    });
  }

  /**
   * Change the line of text.
   * @param {string} key which of the strings to show
   * @param {Record<string, string>} [values] replace the {names} in it
   */
  say(key, values) {
    const line = this.#part("status");
    const text = this.#text(key, values);
    // A screen reader speaks after every change, even if the new text is the same.
    if (line.textContent !== text) line.textContent = text;
  }

  /** @param {string} key @param {Record<string, string>} [values] */
  #text(key, values = {}) {
    return (this.#strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /**
   * Change which buttons are shown. If the focused button disappears, focus the next one in the bar, or the
   * text: otherwise the keyboard would start again at the top of the page.
   * @param {() => void} change
   */
  #moveFocus(change) {
    // Read before the change, because a hidden element is no longer the active one.
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    change();
    if (!focused?.hidden || !focused.matches(".live-demo__bar button") || !this.#demo.contains(focused)) return;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.#demo.querySelectorAll(".live-demo__bar > button:not([data-action=tour])"));
    // Not every button that is not hidden can be seen: a cell has no Start.
    ([...buttons].find(({ offsetParent }) => offsetParent) ?? this.#part("status")).focus({ preventScroll: true });
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.#demo.querySelector(`button[data-action="${action}"]`));
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#demo.querySelector(`[data-part="${name}"]`));
  }
}
