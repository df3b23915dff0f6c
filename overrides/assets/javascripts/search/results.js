// @ts-check
/** Shows search results. Only whole words are marked: a mark inside an Arabic word would separate joined letters. */

/** How many words of a section are shown, and how many of them before the first that matches. */
const LENGTH = 28;
const BEFORE = 6;
const WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su;

/** @typedef {import("./finder.js").Result} Result */

/**
 * Replace the content of a list by results. Consecutive results of one page get its title as a heading.
 * @param {HTMLElement} list
 * @param {Result[]} results the best first
 * @param {URL} root of the site
 * @param {Record<string, string>} strings
 * @param {{lang: string, dir: string}} written the language of the results
 */
export function showResults(list, results, root, strings, written) {
  list.replaceChildren();
  Object.assign(list, written);
  let page = "";
  /** @type {HTMLElement} */
  let group = list;
  for (const result of results) {
    if (result.page !== page) {
      page = result.page;
      group = document.createElement("ol");
      // A result for the top of the page shows the page's title already.
      const itself = result.title === page;
      const title = itself ? [] : [element("p", "search__page", [page])];
      list.append(element("li", "search__group", [...title, group]));
    }
    group.append(resultItem(result, root, strings));
  }
}

/**
 * A list item with one link.
 * @param {string} text
 * @param {string} address
 */
export function linkItem(text, address) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "search__result", [element("span", "search__title", [text])]));
  link.href = address;
  return element("li", "", [link]);
}

/**
 * A list item with a section's title and an excerpt.
 * @param {Result} result
 * @param {URL} root
 * @param {Record<string, string>} strings
 */
function resultItem({ address, anchor, kind, words, titleLength, marked }, root, strings) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "search__result", [
    element("span", "search__title", phrase(words, 0, titleLength, marked)),
    ...(kind ? [" ", element("span", "search__kind", [strings[`kind_${kind}`]])] : []),
    // A source may be written in another direction than the page.
    element("span", "search__excerpt", [element(kind === "source" ? "bdi" : "span", "", excerpt(words, titleLength, marked))]),
  ]));
  link.href = new URL(anchor ? `${address}#${anchor}` : address, root).href;
  return element("li", "", [link]);
}

/**
 * The part of a section's text with the most matching words.
 * @param {string[]} words
 * @param {number} from where the text begins, after the title
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
 * Words from start to end, the matching ones in <mark>.
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
 * @param {string} name the class, or ""
 * @param {(string | Node)[]} children strings are inserted as text, not as HTML
 */
function element(tag, name, children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}
