// @ts-check
/**
 * Fetches Python a little before Start is pressed, where that costs the reader nothing: never
 * where she saves data or her connection is slow, and never before she has done something.
 */

import { isFast, isSlow, isSparing } from "../network.js";
import { interpreter } from "../python/interpreter.js";

const START = "[data-action=start]";

/** @param {Event} event */
function intent({ target }) {
  // Some browsers tell no page how fast they are: there a pointer on Start is enough.
  if (/** @type {Element} */ (target).closest?.(START) && !isSparing() && !isSlow()) interpreter.fetchAhead();
}

/** A demo that is nearly in sight will often be started. */
function watch() {
  for (const name of ACTS) removeEventListener(name, watch);
  const near = new IntersectionObserver((seen) => {
    if (isFast() && seen.some((entry) => entry.isIntersecting)) interpreter.fetchAhead();
  }, { rootMargin: "50% 0px" });
  for (const demo of document.querySelectorAll("live-demo")) near.observe(demo);
}

document.addEventListener("pointerover", intent, { passive: true });
document.addEventListener("focusin", intent);
const ACTS = ["pointerdown", "keydown"];
for (const name of ACTS) addEventListener(name, watch, { passive: true });
