// @ts-check
/**
 * Saves what a reader did in a demo until the next visit: the text in its editors and, if the build says so
 * (`remembered`), its state. HTML is never saved. If the storage is full, forbidden, or contains something
 * else, nothing is saved and the demo begins anew.
 */

/**
 * The names below are stored in readers' browsers: do not rename them.
 *   state    what Python returned last; missing if it has not run
 *   drafts   text in the demo's editors that differs from the built page's, by the name of the text area
 *   sent     events that were sent and not answered yet
 * @typedef {{ name: string, value: string }} Sent
 * @typedef {{ state?: unknown, drafts: Record<string, unknown>, sent: Sent[] }} Saved
 */

/** Under this key own-cells.js stores which cells the reader has added to this page. */
export const OWN_CELLS = `own-cells ${location.pathname}`;

/** What this tab has saved under a key comes first: another tab with the same page has its own. @param {string} key */
export function read(key) {
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Save a text, or forget it: null. @param {string} key @param {string | null} text */
export function write(key, text) {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (text === null) storage.removeItem(key);
      else storage.setItem(key, text);
    }
  } catch {
    // The demo still works, but only for this visit.
  }
}

export class SavedState {
  #demo;
  /** @type {Map<string, string>} the text that the build put into each editor, by its name; empty where it comes later */
  #built;
  /** What this tab loaded or saved last. */
  #last = JSON.stringify({ drafts: {}, sent: [] });

  /** @param {HTMLElement} demo, as the build made it */
  constructor(demo) {
    this.#demo = demo;
    this.#built = new Map(editorsIn(demo).map((area) => [area.name, area.defaultValue]));
    const name = demo.getAttribute("name");
    // A page may contain several demos of one name. Cells have keys: an author may add one above, and so may the reader.
    const number = demo.dataset.key ?? [...document.querySelectorAll(`live-demo[name="${name}"]`)].indexOf(demo);
    this.key = `live-demo ${location.pathname} ${name} ${number}`;
  }

  /** @returns {Saved | null} */
  load() {
    this.#last = read(this.key) ?? this.#last;
    try {
      const saved = JSON.parse(this.#last);
      if (typeof saved?.drafts !== "object" || !saved.drafts) return null;
      const sent = Array.isArray(saved.sent) ? saved.sent : [];
      return { ...saved, sent: sent.filter((/** @type {any} */ event) => typeof event?.name === "string" && typeof event.value === "string") };
    } catch {
      return null;
    }
  }

  /** @param {Omit<Saved, "drafts">} what besides the text in the editors */
  save({ state, sent }) {
    // The reader's own cell is built empty.
    const built = (/** @type {HTMLTextAreaElement} */ area) => this.#built.get(area.name) || (this.#demo.matches("[data-own]") ? "" : area.defaultValue);
    const changed = editorsIn(this.#demo).filter((area) => area.value !== built(area));
    const drafts = Object.fromEntries(changed.map((area) => [area.name, area.value]));
    const text = JSON.stringify({ state, drafts, sent });
    // A reader who only reads the page leaves nothing in the storage, and replaces nothing that another tab saved.
    if (text === this.#last) return;
    this.#last = text;
    write(this.key, text);
  }

  /**
   * Put the reader's drafts back into the editors.
   * @param {Record<string, unknown>} drafts
   * @returns {HTMLTextAreaElement[]} the editors that have one
   */
  restoreDrafts(drafts) {
    const found = editorsIn(this.#demo).filter((area) => typeof drafts[area.name] === "string");
    for (const area of found) area.value = String(drafts[area.name]);
    return found;
  }
}

/** @param {HTMLElement} demo */
function editorsIn(demo) {
  return /** @type {HTMLTextAreaElement[]} */ ([...demo.querySelectorAll("textarea[data-editor]")]);
}
