// @ts-check
/** What was found, as HTML. Whole words are marked: a mark inside a word would part joined letters. */

/** How many words of a section are shown, and how many of them before the first that was asked for. */
const LENGTH = 28;
const BEFORE = 6;
const WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su;

/** @typedef {import("./finder.js").Result} Result */

/**
 * Show results, the best first; those of one page that follow each other stand under its title.
 * @param {HTMLElement} list
 * @param {Result[]} results
 * @param {URL} root the site's
 */
export function show(list, results, root) {
  list.replaceChildren();
  let page = "";
  /** @type {HTMLElement} */
  let group = list;
  for (const result of results) {
    if (result.page !== page) {
      page = result.page;
      group = document.createElement("ol");
      // The page itself says its title by its own.
      const itself = result.words.slice(0, result.titleLength).join(" ") === page;
      const title = itself ? [] : [element("p", "search__page", [page])];
      list.append(element("li", "search__group", [...title, group]));
    }
    group.append(found(result, root));
  }
}

/**
 * One link as an entry of the list.
 * @param {string} text
 * @param {string} address
 */
export function item(text, address) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "search__result", [element("span", "search__title", [text])]));
  link.href = address;
  return element("li", "", [link]);
}

/**
 * @param {Result} result
 * @param {URL} root
 */
function found({ url, words, titleLength, marked }, root) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "search__result", [
    element("span", "search__title", phrase(words, 0, titleLength, marked)),
    element("span", "search__excerpt", excerpt(words, titleLength, marked)),
  ]));
  link.href = new URL(url, root).href;
  return element("li", "", [link]);
}

/**
 * The stretch of a section with the most of what was asked for.
 * @param {string[]} words
 * @param {number} from
 * @param {Set<number>} marked
 */
function excerpt(words, from, marked) {
  const places = [...marked].filter((place) => place >= from).sort((one, other) => one - other);
  let start = from;
  let most = 0;
  for (const place of places) {
    const inside = places.filter((other) => other >= place && other < place + LENGTH - BEFORE).length;
    if (inside > most) [most, start] = [inside, Math.max(from, place - BEFORE)];
  }
  const end = Math.min(words.length, start + LENGTH);
  return [start > from ? "… " : "", ...phrase(words, start, end, marked), end < words.length ? " …" : ""];
}

/**
 * @param {string[]} words
 * @param {number} start
 * @param {number} end
 * @param {Set<number>} marked
 * @returns {(string | HTMLElement)[]}
 */
function phrase(words, start, end, marked) {
  const parts = [];
  for (let at = start; at < end; at += 1) {
    const [, before, word, after] = /** @type {RegExpExecArray} */ (WORD.exec(words[at]));
    parts.push(at > start ? " " : "", ...(marked.has(at) && word ? [before, element("mark", "", [word]), after] : [words[at]]));
  }
  return parts;
}

/**
 * @param {string} tag
 * @param {string} name its class
 * @param {(string | Node)[]} children texts go in as text
 */
function element(tag, name, children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}
