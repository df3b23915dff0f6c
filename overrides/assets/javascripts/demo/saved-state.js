// @ts-check
/**
 * What this browser keeps of a demo from one visit to the next. Storage may be full, forbidden,
 * or hold what somebody else put there: then nothing is kept, and the demo begins anew.
 */

/**
 * version  the edition of the demos that drew `html`: another one's picture may not fit today's style sheet
 * drafts   what stands in the demo's editors and was not run yet, by name
 * sent     what was sent and not answered yet
 * @typedef {{ name: string, value: string }} Sent
 * @typedef {{ version: string, state: unknown, html: string, drafts: Record<string, string>, sent: Sent[] }} Kept
 */

/** @param {Element} demo */
function key(demo) {
  const name = demo.getAttribute("name");
  const number = [...document.querySelectorAll(`live-demo[name="${name}"]`)].indexOf(demo);
  return `live-demo ${location.pathname} ${name} ${number}`;
}

/** @param {Element} demo @returns {Kept | null} */
export function recall(demo) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(demo)) ?? "null");
    if (typeof kept?.html !== "string" || !kept.drafts || !kept.state) return null;
    const sent = Array.isArray(kept.sent) ? kept.sent : [];
    return { ...kept, sent: sent.filter((/** @type {any} */ event) => typeof event?.name === "string" && typeof event.value === "string") };
  } catch {
    return null;
  }
}

/** @param {Element} demo @param {Kept} kept */
export function keep(demo, kept) {
  try {
    localStorage.setItem(key(demo), JSON.stringify(kept));
  } catch {
    // The page works on, for this visit.
  }
}
