// @ts-check
/**
 * What a demo shows after a press on one of its ready buttons, without Python: the build has computed it
 * (overrides/hooks/delivery/ready_answers.py). Fetched at the first press, or when such a demo is in sight and has few answers.
 */

import { savesData, timeout } from "../network.js";

/** @typedef {import("./events.js").DemoEvent} DemoEvent */
/**
 * @typedef {object} Ready
 * @property {string} folder where the answers are, below assets/
 * @property {Record<string, string>} next the answers' files, by event: "name\nvalue"
 * @property {Record<string, string[]>} replaces by an event's name: the names of events before it that it makes void
 */

/** If there are more answers than this, each is fetched when it is asked for. */
const FEW = 2;
/** How long to wait for an answer's file before Python is started instead (milliseconds). */
const TIMEOUT = 8000;

/**
 * Return the answer to these events. Rejects if the build did not compute it, or if it does not arrive.
 * @param {Ready} ready @param {DemoEvent[]} events @param {import("./render.js").Renderer} renderer is loaded meanwhile
 */
export async function answer(ready, events, renderer) {
  const isVoid = (/** @type {DemoEvent} */ event, /** @type {number} */ at) => {
    const sent = events.slice(at).find(({ replaceable }) => !replaceable);
    return event.replaceable && sent && ready.replaces[sent.name]?.includes(event.name);
  };
  let found = { state: /** @type {unknown} */ (null), html: "", next: ready.next };
  for (const { name, value } of events.filter((event, at) => !isVoid(event, at))) {
    const file = found.next[`${name}\n${value}`];
    if (!file) throw new Error(`no ready answer: ${name}`);
    [found] = await Promise.all([load(ready, file), renderer.load()]);
  }
  if (!found.html) throw new Error("nothing was asked");
  return { ...found, interrupted: undefined, ready: { ...ready, next: found.next } };
}

/** Fetch the answers in advance, if they are few. @param {Ready} ready @param {import("./render.js").Renderer} renderer */
export function prefetch(ready, renderer) {
  const files = Object.values(ready.next);
  if (files.length > FEW || savesData()) return;
  const ignore = () => {};
  renderer.load().catch(ignore);
  for (const file of files) load(ready, file).catch(ignore);
}

/** @param {Ready} ready @param {string} file @returns {Promise<{ state: unknown, html: string, next: Record<string, string> }>} */
async function load({ folder }, file) {
  // The address changes with the demo, so a stored copy is never outdated.
  const response = await fetch(new URL(`../../${folder}/${file}`, import.meta.url), { cache: "force-cache", signal: timeout(TIMEOUT) });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.json();
}
