// @ts-check
/**
 * A term's definition on the spot: when a mouse rests on it, when the keyboard reaches it, or when
 * a finger taps it. The definition is the link's title, so without this script a mouse still shows it
 * and the link leads to the glossary.
 */

/** So that a mouse passing by shows nothing, and one on its way to the note does not lose it. */
const REST = 150;

const note = document.createElement("div");
note.className = "term-note";
note.id = "term-note";
note.popover = "manual";

/** @type {HTMLAnchorElement | null} */
let shown = null;
let timer = 0;

/**
 * @param {HTMLAnchorElement} link
 * @param {boolean} [tapped] a finger has no other way on: the note leads to the glossary too
 */
function show(link, tapped = false) {
  clearTimeout(timer);
  if (link === shown) return;
  hide();
  shown = link;
  const definition = link.title;
  // Or the browser would show it a second time.
  link.title = "";
  link.dataset.means = definition;
  const name = document.createElement("b");
  name.className = "term-note__name";
  name.textContent = link.textContent;
  note.replaceChildren(name, definition, ...(tapped ? [more(link.href)] : []));
  // Inside the same text: a translation shown for want of another keeps its direction.
  (link.closest("article [dir]") ?? link.closest("article"))?.append(note);
  link.setAttribute("aria-describedby", note.id);
  note.showPopover();
  place(link);
}

/** @param {string} address */
function more(address) {
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
 * Under the term, or over it where there is no room; a narrow screen has one place for it (search.css).
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

/** @param {Event} event */
function term(event) {
  return /** @type {Element} */ (event.target).closest?.("a.term") ?? null;
}

if ("showPopover" in note) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = /** @type {HTMLAnchorElement | null} */ (term(event));
    const onNote = note.contains(/** @type {Node} */ (event.target));
    clearTimeout(timer);
    if (link) timer = setTimeout(() => show(link), REST);
    else if (!onNote && shown !== document.activeElement) timer = setTimeout(hide, REST);
  });
  document.addEventListener("focusin", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (term(event));
    if (link?.matches(":focus-visible")) show(link);
    else if (shown && !note.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (term(event));
    // The first tap shows the definition, the second follows the link.
    if (link && link !== shown && /** @type {PointerEvent} */ (event).pointerType !== "mouse" && event.detail) {
      event.preventDefault();
      show(link, true);
    } else if (!link && !note.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // The keyboard scrolls to what it reaches, so the note goes along.
  addEventListener("scroll", () => shown && place(shown), { passive: true });
}
