// @ts-check
/**
 * Starts the service worker (service-worker.js) once the page is there and idle, and tells it
 * what it may keep. What it fetches is for another day: a demo that is starting goes first.
 * Where it cannot run, the site is as it would be without it.
 */

import { isFast, isSparing } from "../network.js";

const ROOT = new URL("../../../", import.meta.url);
/** What makes up a page; what its scripts fetch is none of it. */
const PARTS = new Set(["img", "link", "css", "script"]);
/** Milliseconds in which a reader who came for a demo has pressed Start. */
const FIRST_LOOK = 1500;

const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve(null);
  else addEventListener("load", resolve, { once: true });
});
const started = new Promise((resolve) => {
  document.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-action=start]")) resolve(null);
  });
});
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function quiet() {
  while (document.querySelector("live-demo[data-status=loading]")) await pause(250);
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
}

async function keepForLater() {
  await loaded;
  const wasThere = navigator.serviceWorker.controller !== null;
  if (isSparing()) await started;
  else if (!wasThere) await pause(FIRST_LOOK);
  await quiet();
  await navigator.serviceWorker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname, updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  if (!wasThere) {
    const parts = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const addresses = parts.filter((part) => PARTS.has(part.initiatorType)).map((part) => part.name);
    active?.postMessage({ kind: "seen", addresses: [location.href, ...addresses] });
  }
  if (!isFast()) await started;
  await quiet();
  if (!isSparing()) active?.postMessage({ kind: "library" });
}

if ("serviceWorker" in navigator) {
  keepForLater().catch(() => {
    // Forbidden, as in some private windows, or no room: the site works on without.
  });
}
