// @ts-check
/** The search's dialog: a field, and under it what was found, in the order of worth. */
import { item, show } from "./results.js";

/** Long enough that a word is not asked for letter by letter, short enough not to be felt. */
const PAUSE = 120;
const SHORTCUTS = "search-shortcuts";

const root = new URL("../../../", import.meta.url);
const language = document.documentElement.lang;
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog[data-search]"));
const opener = /** @type {HTMLButtonElement} */ (document.querySelector("[data-search-open]"));
const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input[type=search]"));
const status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
const list = /** @type {HTMLElement} */ (dialog.querySelector("ol"));
const shortcuts = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-search-shortcuts]"));
/** @type {Record<string, string>} */
const words = JSON.parse(dialog.dataset.words ?? "{}");

/** @type {Promise<import("./finder.js").Finder> | undefined} */
let finder;
let attempt = 0;
let asked = "";

/** Fetch what searching takes, once: nothing of it before the dialog opens. */
function load() {
  finder ??= (async () => {
    const folder = new URL("assets/search/", root);
    // A module that could not be fetched stays so under its address.
    const again = attempt++ ? `?${attempt}` : "";
    const [{ Finder, RANKING }, pagefind, table] = await Promise.all([
      import("./finder.js"),
      import(new URL(`pagefind.js${again}`, folder).href),
      fetch(new URL(`words.${language}.json`, folder), { cache: "no-cache" }).then((answer) => answer.json()),
    ]);
    await pagefind.options({ ranking: RANKING });
    await pagefind.init();
    return new Finder(pagefind, table, language);
  })();
  finder.catch(() => (finder = undefined));
  return finder;
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  load().catch(() => (status.textContent = words.error));
}

async function search() {
  const query = input.value.trim();
  if (query === asked) return;
  asked = query;
  if (!query) {
    list.replaceChildren();
    status.textContent = words.hint;
    return;
  }
  if (!list.children.length) status.textContent = words.loading;
  try {
    const { results, instead } = await (await load()).find(input.value);
    // Only the last question is still being asked.
    if (query !== asked) return;
    show(list, results, root);
    const count = results.length ? counted(results.length) : words.none.replace("{query}", query);
    status.textContent = instead ? words.instead.replace("{words}", instead).replace("{count}", count) : count;
    if (!results.length) list.append(item(words.glossary, dialog.dataset.glossary ?? ""));
    // For who waits for an answer that may be the same as the last one.
    status.dataset.asked = query;
  } catch {
    if (query !== asked) return;
    asked = "";
    list.replaceChildren();
    status.textContent = words.error;
  }
}

/** @param {number} count */
function counted(count) {
  const form = new Intl.PluralRules(language).select(count);
  return words[`count_${form}`].replace("{count}", String(count));
}

/** @param {KeyboardEvent} event */
function move(event) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : links.length - 1 }[event.key];
  if (to === undefined || Number.isNaN(to) || to >= links.length || to < -1) return;
  event.preventDefault();
  (to < 0 ? input : links[to]).focus();
}

/** @param {KeyboardEvent} event */
function isShortcut(event) {
  if (event.ctrlKey || event.metaKey) return event.code === "KeyK" && !event.altKey && !event.shiftKey;
  if (event.altKey || !shortcuts.checked) return false;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]")) return false;
  // On an Arabic keyboard the same keys give other letters.
  const key = event.key > "\x7f" ? { KeyF: "f", KeyS: "s", Slash: "/" }[event.code] : event.key;
  return key !== undefined && "fs/".includes(key) && !event.shiftKey;
}

let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
dialog.querySelector("form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await search();
  list.querySelector("a")?.click();
});
dialog.addEventListener("keydown", move);
dialog.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target === dialog || target.closest("a, [data-search-close]")) dialog.close();
});
opener.addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  if (dialog.open || !isShortcut(event)) return;
  event.preventDefault();
  open();
});

// WCAG 2.1.4: keys that are single letters can be turned off, for who speaks to the computer.
shortcuts.checked = localStorage.getItem(SHORTCUTS) !== "off";
shortcuts.addEventListener("change", () => localStorage.setItem(SHORTCUTS, shortcuts.checked ? "on" : "off"));
opener.hidden = false;
