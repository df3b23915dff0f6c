// @ts-check
/**
 * Changes only those elements of a demo that differ in its new HTML, by Idiomorph, so that the focus, the scrolling and
 * what the reader is typing survive. render.js fetches both.
 */

/** @typedef {typeof import("../../vendor/idiomorph-0.7.4/idiomorph.esm.js").Idiomorph} Idiomorph */

/** What code-editor.js puts after a text area. */
const EDITOR = ".code-editor[data-language]";

/**
 * Idiomorph compares each child with all that follow, so 10,000 of them would stop the page for 15 seconds. More than this
 * are replaced together.
 */
const MAX_COMPARED = 500;

/** @param {Idiomorph} idiomorph */
export function morphBy(idiomorph) {
  /**
   * @param {HTMLElement} stage @param {DocumentFragment} fragment the new HTML
   * @param {(area: HTMLTextAreaElement, fresh: HTMLTextAreaElement) => void} updateText is called for each code editor
   */
  return (stage, fragment, updateText) => {
    const focused = stage.querySelector("button:focus");
    if (fragment.childNodes.length > MAX_COMPARED) stage.replaceChildren(fragment);
    else idiomorph.morph(stage, fragment, {
      morphStyle: "innerHTML",
      callbacks: {
        beforeNodeMorphed: (/** @type {Node} */ old, /** @type {Node} */ fresh) => {
          // Most elements have not changed, and the browser compares them faster than Idiomorph does.
          if (old.isEqualNode(fresh)) return false;
          if (fresh.childNodes.length > MAX_COMPARED && old instanceof Element) {
            replaceContents(old, /** @type {Element} */ (fresh));
            return false;
          }
          if (!(old instanceof HTMLElement)) return true;
          if (old.matches("textarea[data-editor]")) {
            updateText(/** @type {HTMLTextAreaElement} */ (old), /** @type {HTMLTextAreaElement} */ (fresh));
          }
          return !old.matches(`textarea[data-editor], ${EDITOR}`);
        },
        // What the reader unfolded stays unfolded, and the field that she is using keeps its value. So does a text area
        // that she can write in: Python's HTML does not repeat what she has written there.
        beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ node) =>
          name !== "open" &&
          !(name === "value" && (node.matches("textarea:not([readonly])") || (node === document.activeElement && node.matches("input")))),
        // Python's HTML has no editors and cannot imitate one: sanitize.js removes data-language.
        beforeNodeRemoved: (/** @type {Node} */ old) => !(old instanceof HTMLElement && old.matches(EDITOR)),
      },
    });
    // A button that is gone, such as "train from zero", leaves the focus to one that does the same kind of thing.
    if (focused instanceof HTMLButtonElement && !focused.isConnected) {
      /** @type {HTMLElement | null} */ (stage.querySelector(`button[name="${CSS.escape(focused.name)}"]`))?.focus({ preventScroll: true });
    }
  };
}

/** @param {Element} old @param {Element} fresh which gives its children away */
function replaceContents(old, fresh) {
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) old.setAttribute(name, fresh.getAttribute(name) ?? "");
  old.replaceChildren(...fresh.childNodes);
}
