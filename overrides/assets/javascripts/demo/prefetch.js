// @ts-check
/**
 * Fetches Python a little before the reader presses Start, if that costs her nothing: not if she
 * saves data, not on a slow connection, and not before she has done something on the page. When the pointer or a
 * finger goes down on Start, Python begins to start: the click comes only when it goes up again. But a finger may be
 * there to scroll, so it is a hint only on a connection that is known to be fast and not paid by the byte.
 */

import { isFast, isSlow, savesData } from "../network.js";
import { interpreter } from "../python/interpreter.js";

const START = "[data-action=start]";
const FIRST_ACTIONS = ["pointerdown", "keydown"];

/** The pointer or the focus is on Start. @param {Event & Partial<PointerEvent>} event */
function onStartButton({ target, type, button: pressed, pointerType }) {
  const button = /** @type {Element} */ (target).closest?.(START);
  // A browser that does not say how fast the connection is prefetches here only.
  if (!button || savesData() || isSlow() || pressed === 2 || (pointerType === "touch" && !isFast())) return;
  // A failure is reported after the click, which starts once more.
  if (type === "pointerdown") interpreter.start(button.closest("live-demo")?.getAttribute("name")).catch(() => {});
  else interpreter.prefetch();
}

/** From the reader's first action on, a demo that is almost in sight is likely to be started. */
function onFirstAction() {
  for (const name of FIRST_ACTIONS) removeEventListener(name, onFirstAction);
  const observer = new IntersectionObserver((entries) => {
    if (isFast() && entries.some((entry) => entry.isIntersecting)) interpreter.prefetch();
  }, { rootMargin: "50% 0px" });
  // A short demo is not likely to be started: the build has its answers.
  for (const demo of document.querySelectorAll("live-demo")) if (!demo.querySelector(".short")) observer.observe(demo);
}

for (const name of ["pointerover", "pointerdown", "focusin"]) addEventListener(name, onStartButton, { passive: true });
for (const name of FIRST_ACTIONS) addEventListener(name, onFirstAction, { passive: true });
