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

export class SavedState {
  #demo;
  #key;
  /** @type {Map<string, string>} the text that the build put into each editor, by its name; empty where it comes later */
  #built;
  /** What this tab loaded or saved last. */
  #last = JSON.stringify({ drafts: {}, sent: [] });

  /** @param {HTMLElement} demo, as the build made it */
  constructor(demo) {
    this.#demo = demo;
    this.#built = new Map(editorsIn(demo).map((area) => [area.name, area.defaultValue]));
    const name = demo.getAttribute("name");
    // A page may contain several demos of one name. An exercise has a key of its own: a changed one begins anew.
    const number = demo.dataset.key ?? [...document.querySelectorAll(`live-demo[name="${name}"]`)].indexOf(demo);
    this.#key = `live-demo ${location.pathname} ${name} ${number}`;
  }

  /** @returns {Saved | null} */
  load() {
    try {
      // What this tab saved comes first: another tab with the same page has its own conversation.
      this.#last = sessionStorage.getItem(this.#key) ?? localStorage.getItem(this.#key) ?? this.#last;
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
    const changed = editorsIn(this.#demo).filter((area) => area.value !== (this.#built.get(area.name) || area.defaultValue));
    const drafts = Object.fromEntries(changed.map((area) => [area.name, area.value]));
    const text = JSON.stringify({ state, drafts, sent });
    // A reader who only reads the page leaves nothing in the storage, and replaces nothing that another tab saved.
    if (text === this.#last) return;
    this.#last = text;
    try {
      for (const storage of [sessionStorage, localStorage]) storage.setItem(this.#key, text);
    } catch {
      // The demo still works, but only for this visit.
    }
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
