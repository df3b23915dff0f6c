// @ts-check
/**
 * Empty cells that the reader adds below a page's live cells. They run in the same Python after the page's cells, and
 * see their names. Which there are is saved on the device; the code in them is saved as in every other cell.
 */

import { OWN_CELLS, read, SavedState, write } from "./saved-state.js";

const OWN = "live-demo[data-own]";

/** @typedef {[at: number, key: string]} OwnCell below which of the page's cells, and the key of its saved code */

/** Add a cell below this one, or remove this one. @param {HTMLElement} demo @param {string} what "add" or "remove" */
export function change(demo, what) {
  if (what === "add") {
    const at = Number(demo.dataset.own ?? pageCells().indexOf(demo));
    const made = insert(demo, [at, `own-${Date.now().toString(36)}`]);
    // The editor opens when its text area gets the focus.
    made.querySelector("textarea")?.focus();
    made.scrollIntoView({ block: "nearest" });
  } else if (demo.matches(OWN)) {
    remove(demo);
  }
  saveList(demo.isConnected ? "" : demo.dataset.key);
}

/** Remove a cell, and leave a button in its place that puts it back with its code. @param {HTMLElement} demo */
function remove(demo) {
  const { own, key = "" } = demo.dataset;
  const state = new SavedState(demo);
  state.save({ sent: [] });
  const saved = read(state.key);
  write(state.key, null);
  const place = /** @type {HTMLElement} */ (template().lastElementChild);
  demo.replaceWith(place);
  const button = place.querySelector("button");
  button?.focus();
  button?.addEventListener("click", () => {
    write(state.key, saved);
    const made = insert(place, [Number(own), key]);
    place.remove();
    made.querySelector("textarea")?.focus();
    saveList();
  });
}

/** Save on the device which cells there are: this tab's, and those of other tabs. @param {string} [removed] the key of one that is no longer there */
function saveList(removed) {
  const ours = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(OWN)]).map(({ dataset }) => [Number(dataset.own), dataset.key]);
  const theirs = savedList(() => localStorage.getItem(OWN_CELLS)).filter(([, key]) => key !== removed && !ours.some(([, our]) => our === key));
  const all = [...ours, ...theirs];
  write(OWN_CELLS, all.length ? JSON.stringify(all) : null);
}

/** Put back the cells of the last visit. */
export function restore() {
  /** The last cell below each of the page's cells. */
  const last = pageCells();
  for (const [saved, key] of savedList(() => read(OWN_CELLS))) {
    // The page may have fewer cells than at the last visit.
    const at = Math.min(saved, last.length - 1);
    if (last[at]) last[at] = insert(last[at], [at, key]);
  }
}

/** @param {() => string | null} get reads the text that saveList() wrote @returns {OwnCell[]} */
function savedList(get) {
  try {
    const saved = JSON.parse(get() ?? "[]");
    return saved.filter((/** @type {any} */ one) => Array.isArray(one) && typeof one[0] === "number" && typeof one[1] === "string");
  } catch {
    return []; // It cannot be read, or somebody else wrote it.
  }
}

/** @param {HTMLElement} above @param {OwnCell} cell */
function insert(above, [at, key]) {
  const made = /** @type {HTMLElement} */ (template().firstElementChild);
  // The page's policy lets no script element into the page whose text a script could have changed.
  const script = /** @type {HTMLScriptElement} */ (made.querySelector(":scope > script"));
  script.remove();
  const data = JSON.parse(script.text);
  const { state } = JSON.parse(pageCells()[at].querySelector(":scope > script")?.textContent ?? "");
  data.state.above = [...state.above, state.source];
  Object.assign(made.dataset, { own: at, key, data: JSON.stringify(data) });
  above.after(made);
  return made;
}

/** A new cell, and what a removed one leaves in its place. */
function template() {
  const found = /** @type {HTMLTemplateElement} */ (document.getElementById("own-cell"));
  return /** @type {DocumentFragment} */ (found.content.cloneNode(true));
}

/** The cells that are in the page as it was built. */
function pageCells() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll('live-demo[name="cell"]:not([data-own])')]);
}
