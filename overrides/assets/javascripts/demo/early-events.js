// @ts-check
// The build writes this script into the page itself. On a slow network a reader sees a demo long before
// its script arrives; until then, this records what she presses or types, and <live-demo> does it again
// (replayEarlyEvents in events.js). If the script could not be loaded, pressing Start reloads the page.
{
  /** @type {Map<HTMLElement, string>} the type of the last event at each control */
  const early = (window.early = new Map());
  let failed = false;

  /** @param {Event} event */
  const record = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const control = event.type === "click" ? /** @type {HTMLElement | null} */ (target.closest("button[type=button]")) : target;
    if (!control?.closest("live-demo:not(:defined)")) return;
    if (event.type !== "input") event.preventDefault();
    if (failed && event.type !== "input") location.reload();
    early.set(control, event.type);
  };
  for (const type of ["click", "input", "submit"]) document.addEventListener(type, record, true);

  addEventListener("error", ({ target }) => { failed ||= target instanceof HTMLScriptElement && target.src.endsWith("/live-demo.js"); }, true);
}
