// @ts-check
/** What happens in the search dialog: the query is answered while it is typed, and the keyboard moves through the results. */
import { Finder } from "./finder.js";
import { linkItem, showResults } from "./results.js";

/** How long to wait after a keystroke, so that not every letter of a word starts a search (milliseconds). */
const PAUSE = 80;

const root = new URL("../../../", import.meta.url);
const folder = new URL("assets/search/", root);
const language = document.documentElement.lang;

/** A file of the index. The one that names the others may be newer than a copy. @param {string} name */
async function read(name) {
  const response = await fetch(new URL(name, folder), name.includes("/") ? {} : { cache: "no-cache" });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${name}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** @param {HTMLDialogElement} dialog @param {HTMLInputElement} input */
export function begin(dialog, input) {
  const status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("ol"));
  const literal = /** @type {HTMLButtonElement} */ (dialog.querySelector("[data-search-literal]"));
  /** @type {Record<string, string>} */
  const strings = JSON.parse(dialog.dataset.words ?? "{}");
  /** The query whose results are shown or being fetched. */
  let current = "";
  /** Whether its first result is clearly the answer. */
  let isClear = false;
  /** The other languages of the site. @type {{language: string, name: string, direction: "rtl" | "ltr"}[]} */
  const others = JSON.parse(dialog.dataset.elsewhere ?? "[]");
  /** @type {Map<string, Promise<Finder>>} */
  const finders = new Map();

  /** @param {string} query @param {boolean} corrected @param {string} from the language of the pages */
  async function find(query, corrected, from = language) {
    if (!finders.has(from)) finders.set(from, read(`${from}.bin`).then((entry) => new Finder(entry, read)));
    return (await /** @type {Promise<Finder>} */ (finders.get(from))).find(query, corrected);
  }

  /** The search that answers `current`. */
  let running = Promise.resolve();

  /** Answer the query, if this is not done or being done. @param {boolean} corrected */
  function search(corrected = true) {
    if (input.value.trim() !== current || !corrected) running = answer(corrected);
    return running;
  }

  /** A failure may come from a new build, whose index has another name: so the second attempt begins anew. @param {boolean} corrected @returns {Promise<void>} */
  async function answer(corrected, isFirst = true) {
    const typed = input.value;
    const query = typed.trim();
    current = query;
    literal.hidden = true;
    isClear = false;
    if (!query) {
      list.replaceChildren();
      status.textContent = strings.hint;
      return;
    }
    if (!list.children.length) status.textContent = strings.loading;
    try {
      let found = await find(typed, corrected);
      let elsewhere;
      for (const other of found.count ? [] : others) {
        // Offline, another language's index may not be there.
        const there = await find(typed, false, other.language).catch(() => void finders.delete(other.language));
        if (!there?.count) continue;
        [found, elsewhere] = [there, other];
        break;
      }
      // If the reader has typed another query in the meantime, drop this answer.
      if (query !== current) return;
      show(found, query, elsewhere);
    } catch {
      if (query !== current) return;
      finders.clear();
      if (isFirst) return answer(corrected, false);
      current = "";
      list.replaceChildren();
      status.textContent = strings.error;
    }
  }

  /** @param {Awaited<ReturnType<Finder["find"]>>} found @param {string} query @param {(typeof others)[number]} [elsewhere] the other language that it is in */
  function show({ results, count, instead, clear }, query, elsewhere) {
    const { lang, dir } = elsewhere ? { lang: elsewhere.language, dir: elsewhere.direction } : { lang: language, dir: document.body.dir };
    // Otherwise what the reader types next would go nowhere, because a result that has the focus is replaced.
    if (list.contains(document.activeElement)) input.focus();
    showResults(list, results, root, strings, { lang, dir });
    isClear = clear;
    const shown = count > results.length ? filled(strings.first, { shown: String(results.length), count: counted(count) }) : counted(count);
    let text = count ? shown : filled(strings.none, { query });
    if (instead) text = filled(strings.instead, { words: instead, count: text });
    if (elsewhere) text = filled(strings.elsewhere, { query, count: text, language: elsewhere.name });
    status.textContent = text;
    literal.hidden = !instead;
    literal.textContent = filled(strings.literal, { query });
    if (!count) list.append(linkItem(strings.glossary, dialog.dataset.glossary ?? ""));
    // The tests wait for this attribute, because the text may be the same for two queries.
    status.dataset.asked = query;
  }

  /** A string with its placeholders filled in. @param {string} text @param {Record<string, string>} values */
  function filled(text, values) {
    return text.replace(/{(\w+)}/g, (_, key) => values[key]);
  }

  /** The number of results, in words. @param {number} count */
  function counted(count) {
    const form = new Intl.PluralRules(language).select(count);
    return filled(strings[`count_${form}`], { count: String(count) });
  }

  /** Move the focus between the field and the results, and to the field when a letter is typed. @param {KeyboardEvent} event */
  function move(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey))) input.focus();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : links.length - 1 }[event.key];
    if (to === undefined || Number.isNaN(to) || to >= links.length || to < -1) return;
    event.preventDefault();
    (to < 0 ? input : links[to]).focus();
  }

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(), PAUSE);
  });
  dialog.addEventListener("submit", async () => {
    clearTimeout(timer);
    await search();
    if (input.value.trim() !== current) return;
    // Nobody has chosen a result yet, so Enter follows one only if it is clearly the answer.
    const first = list.querySelector("a");
    if (isClear) first?.click();
    else first?.focus();
  });
  literal.addEventListener("click", () => {
    search(false);
    input.focus();
  });
  dialog.addEventListener("keydown", move);
  return search();
}
