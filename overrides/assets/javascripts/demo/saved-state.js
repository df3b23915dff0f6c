// @ts-check
/**
 * Saves a demo in this browser (localStorage) until the next visit, if its HTML has [data-remember]. If the
 * storage is full, forbidden, or contains something else, nothing is saved and the demo begins anew.
 */

/**
 * The names below are stored in readers' browsers: do not rename them.
 *   version  of the demos that made `html`: the HTML of another version may not fit today's style sheet
 *   html     what Python returned last, or "" if it has not run
 *   drafts   text in the demo's editors that was not run yet, by the name of the text area
 *   sent     events that were sent and not answered yet
 * @typedef {{ name: string, value: string }} Sent
 * @typedef {{ version: string, state: unknown, html: string, drafts: Record<string, string>, sent: Sent[] }} SavedState
 */

/** @param {HTMLElement} demo @returns {SavedState | null} */
export function loadState(demo) {
  if (!demo.querySelector("[data-remember]")) return null;
  try {
    const saved = JSON.parse(localStorage.getItem(storageKey(demo)) ?? "null");
    if (typeof saved?.html !== "string" || !saved.drafts || !saved.state) return null;
    const sent = Array.isArray(saved.sent) ? saved.sent : [];
    return { ...saved, sent: sent.filter((/** @type {any} */ event) => typeof event?.name === "string" && typeof event.value === "string") };
  } catch {
    return null;
  }
}

/** Save a demo, and what stands in its editors. @param {HTMLElement} demo @param {Omit<SavedState, "drafts">} state */
export function saveState(demo, state) {
  if (!demo.querySelector("[data-remember]")) return;
  const changed = editorsIn(demo).filter((area) => area.value !== area.defaultValue);
  // A reader who only reads the page leaves nothing in the storage.
  if (!state.html && changed.length === 0 && state.sent.length === 0) return;
  const drafts = Object.fromEntries(changed.map((area) => [area.name, area.value]));
  try {
    localStorage.setItem(storageKey(demo), JSON.stringify({ ...state, drafts }));
  } catch {
    // The demo still works, but only for this visit.
  }
}

/** Put the reader's drafts back into the editors. @param {HTMLElement} demo @param {Record<string, string>} drafts */
export function restoreDrafts(demo, drafts) {
  for (const area of editorsIn(demo)) area.value = drafts[area.name] ?? area.value;
}

/** @param {HTMLElement} demo */
function editorsIn(demo) {
  return /** @type {HTMLTextAreaElement[]} */ ([...demo.querySelectorAll("textarea[data-editor]")]);
}

/** A page may contain several demos of one name. @param {HTMLElement} demo */
function storageKey(demo) {
  const name = demo.getAttribute("name");
  const number = [...document.querySelectorAll(`live-demo[name="${name}"]`)].indexOf(demo);
  return `live-demo ${location.pathname} ${name} ${number}`;
}
