// @ts-check
// Part of the page itself: a phone on a slow network shows a demo long before its script
// is there, and what a reader presses or writes until then must not be lost. <live-demo>
// does it again as soon as it can. Where its script could not be had, Start asks for the page anew.
{
  /** @type {Map<HTMLElement, string>} the last thing done to each control */
  const early = (window.early = new Map());
  let lost = false;

  /** @param {Event} event */
  const keep = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const at = event.type === "click" ? /** @type {HTMLElement | null} */ (target.closest("button[type=button]")) : target;
    if (!at?.closest("live-demo:not(:defined)")) return;
    if (event.type !== "input") event.preventDefault();
    if (lost && event.type !== "input") location.reload();
    early.set(at, event.type);
  };
  for (const type of ["click", "input", "submit"]) document.addEventListener(type, keep, true);

  addEventListener("error", ({ target }) => { lost ||= target instanceof HTMLScriptElement && target.src.endsWith("/live-demo.js"); }, true);
}
