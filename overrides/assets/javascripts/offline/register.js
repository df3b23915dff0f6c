// @ts-check
/**
 * Registers the service worker (service-worker.js) when the page is loaded and idle, and sends it
 * the addresses that it may cache. The worker only prepares later visits, so it waits while a demo
 * starts. If a browser has no service workers, the site works without.
 */

import { isFast, savesData } from "../network.js";

const ROOT = new URL("../../../", import.meta.url);
/** The resources that the page itself consists of, without those that its scripts fetch. */
const PAGE_PARTS = new Set(["img", "link", "css", "script"]);
/** After this time a reader who came for a demo has pressed Start (milliseconds). */
const FIRST_LOOK = 1500;

const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve(null);
  else addEventListener("load", resolve, { once: true });
});
const startPressed = new Promise((resolve) => {
  document.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-action=start]")) resolve(null);
  });
});
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Wait until no demo is starting and the browser is idle. */
async function idle() {
  while (document.querySelector("live-demo[data-status=loading]")) await pause(250);
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
}

async function register() {
  await loaded;
  const hadWorker = navigator.serviceWorker.controller !== null;
  // A reader who saves data gets nothing that she did not ask for, until she starts a demo.
  if (savesData()) await startPressed;
  else if (!hadWorker) await pause(FIRST_LOOK);
  await idle();
  await navigator.serviceWorker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname, updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  // The worker of an older build may receive these messages: do not rename their kinds.
  if (!hadWorker) {
    const resources = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const addresses = resources.filter(({ initiatorType }) => PAGE_PARTS.has(initiatorType)).map(({ name }) => name);
    active?.postMessage({ kind: "seen", addresses: [location.href, ...addresses] });
  }
  if (!isFast()) await startPressed;
  await idle();
  if (!savesData()) active?.postMessage({ kind: "library" });
}

if ("serviceWorker" in navigator) {
  register().catch(() => {
    // Forbidden, as in some private windows, or the storage is full: the site works without.
  });
}
