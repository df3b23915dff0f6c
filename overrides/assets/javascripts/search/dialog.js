// @ts-check
/** The search dialog: a field and, below it, the results. */
import { linkItem, showResults } from "./results.js";

/** How long to wait after a keystroke, so that not every letter of a word starts a search (milliseconds). */
const PAUSE = 120;
/** A key of localStorage. */
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
const strings = JSON.parse(dialog.dataset.words ?? "{}");

// The state of the page's one dialog.
/** @type {Promise<import("./finder.js").Finder> | undefined} */
let finder;
let attempt = 0;
/** The query whose results are shown or being fetched. */
let current = "";

/** Fetch what the search needs, once, when the dialog opens. */
function load() {
  finder ??= (async () => {
    const folder = new URL("assets/search/", root);
    // A browser does not fetch a module again whose address failed once, so each attempt has its own address.
    const suffix = attempt++ ? `?${attempt}` : "";
    const [{ Finder, RANKING }, pagefind, table] = await Promise.all([
      import("./finder.js"),
      import(new URL(`pagefind.js${suffix}`, folder).href),
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
  load().catch(() => (status.textContent = strings.error));
}

async function search() {
  const query = input.value.trim();
  if (query === current) return;
  current = query;
  if (!query) {
    list.replaceChildren();
    status.textContent = strings.hint;
    return;
  }
  if (!list.children.length) status.textContent = strings.loading;
  try {
    const { results, instead } = await (await load()).find(input.value);
    // If the reader has typed another query in the meantime, drop this answer.
    if (query !== current) return;
    showResults(list, results, root);
    const count = results.length ? counted(results.length) : strings.none.replace("{query}", query);
    status.textContent = instead ? strings.instead.replace("{words}", instead).replace("{count}", count) : count;
    if (!results.length) list.append(linkItem(strings.glossary, dialog.dataset.glossary ?? ""));
    // The tests wait for this attribute, because the text may be the same for two queries.
    status.dataset.asked = query;
  } catch {
    if (query !== current) return;
    current = "";
    list.replaceChildren();
    status.textContent = strings.error;
  }
}

/** The number of results, in words. @param {number} count */
function counted(count) {
  const form = new Intl.PluralRules(language).select(count);
  return strings[`count_${form}`].replace("{count}", String(count));
}

/** Move the focus between the field and the results. @param {KeyboardEvent} event */
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
  // On an Arabic keyboard the same keys produce other letters.
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

// WCAG 2.1.4: shortcuts of one letter can be turned off, because speech input may trigger them.
shortcuts.checked = localStorage.getItem(SHORTCUTS) !== "off";
shortcuts.addEventListener("change", () => localStorage.setItem(SHORTCUTS, shortcuts.checked ? "on" : "off"));
opener.hidden = false;
