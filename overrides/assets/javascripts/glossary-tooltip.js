// @ts-check
/**
 * Shows the definition of a glossary term in the text: when the mouse rests on it, when the keyboard
 * reaches it, or when a finger taps it. The definition is the `title` of the link, so without this
 * script a mouse still shows it, and the link leads to the glossary.
 */

/** How long the mouse must rest on a term, and how long it may be on its way to the note (milliseconds). */
const DELAY = 150;

const note = document.createElement("div");
note.className = "term-note";
note.id = "term-note";
note.popover = "manual";

/** @type {HTMLAnchorElement | null} the link whose definition is shown: a page shows one at a time */
let shown = null;
let timer = 0;

/**
 * @param {HTMLAnchorElement} link
 * @param {boolean} [tapped] by a finger: then the note contains a link to the glossary
 */
function show(link, tapped = false) {
  clearTimeout(timer);
  if (link === shown) return;
  hide();
  shown = link;
  const definition = link.title;
  // Otherwise the browser would show the title as well.
  link.title = "";
  link.dataset.means = definition;
  const name = document.createElement("b");
  name.className = "term-note__name";
  name.textContent = link.textContent;
  note.replaceChildren(name, definition, ...(tapped ? [glossaryLink(link.href)] : []));
  // Inside the text with the term, because that may be in another language and direction than the page.
  (link.closest("article [dir]") ?? link.closest("article"))?.append(note);
  link.setAttribute("aria-describedby", note.id);
  note.showPopover();
  place(link);
}

/** @param {string} address */
function glossaryLink(address) {
  const link = document.createElement("a");
  link.className = "term-note__more";
  link.href = address;
  link.textContent = document.querySelector("meta[name=more-terms]")?.getAttribute("content") ?? "";
  return link;
}

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  shown.title = shown.dataset.means ?? "";
  shown.removeAttribute("aria-describedby");
  shown = null;
  note.hidePopover();
}

/**
 * Place the note below the term, or above it if there is no room. On a narrow screen search.css places it.
 * @param {HTMLElement} link
 */
function place(link) {
  note.style.removeProperty("top");
  note.style.removeProperty("left");
  if (matchMedia("(max-width: 44.9em)").matches) return;
  const term = link.getClientRects()[0];
  const { width, height } = note.getBoundingClientRect();
  const middle = term.left + term.width / 2 - width / 2;
  const below = term.bottom + 8;
  note.style.left = `${Math.max(8, Math.min(middle, document.documentElement.clientWidth - width - 8))}px`;
  note.style.top = `${below + height < innerHeight ? below : Math.max(8, term.top - height - 8)}px`;
}

/** The term at which an event happened. @param {Event} event @returns {HTMLAnchorElement | null} */
function termAt(event) {
  return /** @type {Element} */ (event.target).closest?.("a.term") ?? null;
}

if ("showPopover" in note) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = termAt(event);
    const onNote = note.contains(/** @type {Node} */ (event.target));
    clearTimeout(timer);
    if (link) timer = setTimeout(() => show(link), DELAY);
    else if (!onNote && shown !== document.activeElement) timer = setTimeout(hide, DELAY);
  });
  document.addEventListener("focusin", (event) => {
    const link = termAt(event);
    if (link?.matches(":focus-visible")) show(link);
    else if (shown && !note.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termAt(event);
    // The first tap shows the definition, the second follows the link.
    if (link && link !== shown && /** @type {PointerEvent} */ (event).pointerType !== "mouse" && event.detail) {
      event.preventDefault();
      show(link, true);
    } else if (!link && !note.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // When the keyboard reaches a term, the page may scroll: then move the note as well.
  addEventListener("scroll", () => shown && place(shown), { passive: true });
}
