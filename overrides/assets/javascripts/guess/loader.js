// @ts-check
// The build writes this script into pages that have a guess. The script that answers is fetched when a
// reader touches one, or when she has answered one on an earlier visit. Without it, the answer is unfolded.
{
  const { src = "" } = /** @type {HTMLElement} */ (document.currentScript).dataset;
  const load = () => import(src);
  /** The guess at which an event happened. What a demo draws has no data-key. @param {Event} event @returns {HTMLElement | null} */
  const guessAt = ({ target }) => (target instanceof Element ? target.closest("[data-key].guess-card") : null);

  /** @param {Event} event @param {"answer" | "forget"} action */
  const act = (event, action) => {
    const guess = guessAt(event);
    if (!guess) return;
    event.preventDefault();
    load().then((module) => module[action](guess), () => guess.querySelector("details")?.setAttribute("open", ""));
  };
  document.addEventListener("submit", (event) => act(event, "answer"));
  document.addEventListener("click", (event) => /** @type {Element} */ (event.target).closest("[data-key].guess-card button[type=button]") && act(event, "forget"));
  for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, (event) => guessAt(event) && load().catch(() => {}));
  document.addEventListener("DOMContentLoaded", () => {
    try {
      if (localStorage.getItem("guess " + location.pathname)) load().then((module) => module.restore(), () => {});
    } catch (_) {
      // Nothing can be stored here.
    }
  });
}
