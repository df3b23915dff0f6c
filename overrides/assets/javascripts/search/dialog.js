// @ts-check
/** Opens the search dialog. What happens in it is in panel.js, which is fetched when it opens first. */

// With an export this is a module for TypeScript, too: a script's open() would be the window's.
export {};

/** A key of localStorage. */
const SHORTCUTS = "search-shortcuts";

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog[data-search]"));
const opener = /** @type {HTMLButtonElement} */ (document.querySelector("[data-search-open]"));
const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input[type=search]"));
const shortcuts = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-search-shortcuts]"));

// The state of the page's one dialog.
/** @type {Promise<void> | undefined} */
let loaded;
let attempt = 0;

/** Fetch what the search needs, once. A browser does not fetch a module again whose address failed once, so each attempt has its own. */
function load() {
  loaded ??= import(`./panel.js${attempt++ ? `?${attempt}` : ""}`).then(({ begin }) => begin(dialog, input));
  loaded.catch(() => {
    loaded = undefined;
    const status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
    status.textContent = JSON.parse(dialog.dataset.words ?? "{}").error;
  });
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  load();
}

/** @param {KeyboardEvent} event */
function isShortcut(event) {
  if (event.ctrlKey || event.metaKey) return event.code === "KeyK" && !event.altKey && !event.shiftKey;
  if (event.altKey || !shortcuts.checked) return false;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]")) return false;
  // On an Arabic keyboard the same keys produce other letters.
  const key = event.key > "\x7f" ? { KeyF: "f", KeyS: "s", Slash: "/" }[event.code] : event.key;
  return key !== undefined && "fs/".includes(key) && !event.shiftKey;
}

input.addEventListener("input", load);
dialog.addEventListener("submit", (event) => event.preventDefault());
dialog.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target === dialog || target.closest("a, [data-search-close]")) dialog.close();
});
opener.addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  if (dialog.open || opener.hidden || !isShortcut(event)) return;
  event.preventDefault();
  open();
});

// Without <dialog> there is no search, and without DecompressionStream the index cannot be read: the button stays hidden.
opener.hidden = !("showModal" in dialog && "DecompressionStream" in window);

// WCAG 2.1.4: shortcuts of one letter can be turned off, because speech input may trigger them.
try {
  shortcuts.checked = localStorage.getItem(SHORTCUTS) !== "off";
  shortcuts.addEventListener("change", () => localStorage.setItem(SHORTCUTS, shortcuts.checked ? "on" : "off"));
} catch {
  // Forbidden, as where another site's page shows this one in a frame.
}
