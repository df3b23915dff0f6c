// @ts-check
/**
 * Finds the sections that answer a query. Pagefind reads the index and scores one word at a time (BM25);
 * this file combines the scores of several words (scores.js), so that a whole question finds something,
 * too: Pagefind alone finds only sections that contain every word of it.
 */
import { Keys } from "./analyzer.js";
import { addBest, addUp, areTogether } from "./scores.js";
import { nearestWord } from "./spelling.js";

/** Settings for Pagefind's scores: a long section is not worse, and a word that occurs often not much better. */
export const RANKING = { pageLength: 0.1, termSaturation: 1, termFrequency: 0.4, metaWeights: { title: 0, page: 0, text: 0, address: 0 } };
/** Ends every key in the Arabic index (overrides/hooks/search/index.py), so that a key does not match longer words. */
const END = "·";
/** How many results are shown. */
const SHOWN = 15;
/** The weight of words such as "what" and "is": they decide only between sections that are equal otherwise. */
const STOP = 0.1;
/** The weight of a synonym, of another reading of a word, and of a word that only begins with what was typed. */
const SYNONYM = 0.8;
const OTHER_READING = 0.6;
const BEGINNING = 0.5;
/** An English word shorter than this finds only itself, because too many words begin with it, as with "AI". */
const SHORT = 3;
/** Two words are tried as one if they have at least so many letters together. */
const JOINED = 6;
/** The weight of a phrase whose words do not stand together. */
const APART = 0.5;

/**
 * @typedef {import("./analyzer.js").Table & {stop: string[], alike: string[][], terms: string[]}} Words
 *   `alike` are groups of synonyms, of which the first belong to the glossary's `terms`, in the same order
 * @typedef {{id: string, score: number, words: number[], data: () => Promise<any>}} Hit one of Pagefind's results
 * @typedef {import("./scores.js").Score} Score
 * @typedef {object} Result
 * @property {string} url
 * @property {string} page the title of the page
 * @property {string[]} words of the section's title and text
 * @property {number} titleLength how many of the words are the title
 * @property {Set<number>} marked which of the words match the query
 */

export class Finder {
  /**
   * @param {{search: (term: string) => Promise<{results: Hit[]}>}} pagefind
   * @param {Words} words
   * @param {string} language
   */
  constructor(pagefind, words, language) {
    this.pagefind = pagefind;
    this.language = language;
    this.keys = new Keys(words);
    this.stop = new Set(words.stop);
    this.terms = words.terms;
    // Computed once: at every letter that is typed it would be too slow on a phone.
    this.phrases = words.alike.map((group) =>
      group.map((phrase) => this.keys.words(phrase)).map((own) => ({ own, keys: own.map((word) => this.keys.readings(word)[0]) })),
    );
    /** @type {Map<string, Hit>} */
    this.hits = new Map();
  }

  /**
   * @param {string} query
   * @returns {Promise<{results: Result[], instead: string}>} the best first; `instead` is the corrected query if a word was misspelt, or ""
   */
  async find(query) {
    const typed = await this.joined(this.keys.words(query));
    const unfinished = /\S$/.test(query);
    const parts = this.parts(typed, unfinished);
    const scores = await Promise.all(parts.map((part) => this.scorePart(part)));
    const instead = this.correct(typed, parts.flatMap(({ own }, at) => (own.length === 1 && !scores[at].size ? own : [])));
    if (instead) return { ...(await this.find(instead)), instead };
    const best = [...addUp(scores, parts.map((part) => part.weight))].filter(([, { places }]) => places.size);
    best.sort(([, one], [, other]) => other.score - one.score);
    const [important, ...others] = parts.filter((part) => part.weight >= 1);
    if (important?.term && others.length === 0) await this.raiseDefinition(best, important.term);
    return { results: await Promise.all(best.slice(0, SHOWN).map(([id, { places }]) => this.result(id, places))), instead: "" };
  }

  /**
   * If a query is one term of the glossary, move its definition to the third place when it is further down:
   * sections that explain the term in more detail may come before it.
   * @param {[string, Score][]} best
   * @param {string} term its id in the glossary
   */
  async raiseDefinition(best, term) {
    // The key that only the definition has: overrides/hooks/search/index.py.
    const [definition] = await this.ask(`definition${term.replaceAll("-", "")}${this.language === "ar" ? END : ""}`);
    const at = best.findIndex(([id]) => id === definition?.id);
    if (at > 2) best.splice(2, 0, ...best.splice(at, 1));
  }

  /**
   * The query with its unknown words corrected, or "" if none could be.
   * @param {string[]} typed
   * @param {string[]} unknown the words that no page contains
   */
  correct(typed, unknown) {
    if (unknown.length === 0) return "";
    const form = (/** @type {string} */ word) => this.keys.even(word.replace(this.keys.article, ""));
    const known = new Set(this.phrases.flat().flatMap((phrase) => phrase.own));
    const words = typed.map((word) => (unknown.includes(word) && nearestWord(word, known, form)) || word);
    return words.some((word, at) => word !== typed[at]) ? words.join(" ") : "";
  }

  /**
   * Join two words that the pages write as one: "open ai", "اليكس نت".
   * @param {string[]} typed
   */
  async joined(typed) {
    const words = [...typed];
    for (let at = 0; at + 1 < words.length; at += 1) {
      const pair = words.slice(at, at + 2);
      const one = pair.join("");
      if (one.length < JOINED || pair.some((word) => this.stop.has(word)) || this.phraseAt(words, at).length > 1) continue;
      const term = this.language === "ar" ? this.keys.whole(one) + END : one;
      if ((await this.ask(term)).some((hit) => hit.words.length)) words.splice(at, 2, one);
    }
    return words;
  }

  /**
   * Split a query into parts: single words, and phrases that have synonyms. Each part is a list of ways
   * to say it, each way a list of words, each word a list of [term for Pagefind, weight, whether longer words match].
   * @param {string[]} typed
   * @param {boolean} unfinished whether the last word may still be being typed
   */
  parts(typed, unfinished) {
    const parts = [];
    for (let at = 0; at < typed.length; ) {
      const { length, others, term } = this.phraseAt(typed, at);
      const own = typed.slice(at, at + length);
      at += length;
      const last = unfinished && at === typed.length;
      const ways = [{ weight: 1, words: own.map((word, n) => this.asks(word, true, last && n === length - 1)) }];
      for (const other of others) ways.push({ weight: SYNONYM, words: other.map((word) => this.asks(word, false, false)) });
      parts.push({ weight: own.some((word) => !this.stop.has(word)) ? 1 : STOP, own, ways, term });
    }
    return parts;
  }

  /**
   * The longest phrase with synonyms that starts at a word, or that word alone.
   * @param {string[]} typed
   * @param {number} at
   */
  phraseAt(typed, at) {
    let length = 1;
    /** @type {string[][]} */
    let others = [];
    /** @type {string | undefined} */
    let term;
    const readings = typed.slice(at).map((word) => this.keys.readings(word, { typed: true }));
    for (const [number, group] of this.phrases.entries()) {
      for (const phrase of group) {
        const { keys } = phrase;
        if (keys.length < length || !keys.every((key, n) => readings[n]?.includes(key))) continue;
        if (keys.length > length) [others, term] = [[], undefined];
        length = keys.length;
        term ??= this.terms[number];
        others.push(...group.filter((other) => other !== phrase).map((other) => other.own));
      }
    }
    return { length, others, term };
  }

  /**
   * The terms to ask Pagefind for, for one word.
   * @param {string} word
   * @param {boolean} typed whether the reader wrote it; otherwise it is a synonym
   * @param {boolean} unfinished whether longer words match, too
   * @returns {[string, number, boolean?][]}
   */
  asks(word, typed, unfinished) {
    // Pagefind itself stems English words.
    if (this.language !== "ar") return [[word, 1, unfinished]];
    // The index contains every reading of a word, so for a synonym the first reading is enough.
    const readings = typed ? this.keys.readings(word, { typed }) : this.keys.readings(word).slice(0, 1);
    const terms = readings.map((key, at) => /** @type {[string, number]} */ ([key + END, at ? OTHER_READING : 1]));
    if (unfinished && readings[0].length > 2) terms.push([readings[0], BEGINNING]);
    return terms;
  }

  /** @param {{ways: {weight: number, words: [string, number, boolean?][][]}[]}} part */
  async scorePart({ ways }) {
    /** @type {Map<string, Score>} */
    const best = new Map();
    for (const way of ways) {
      const [first, ...others] = await Promise.all(way.words.map((terms) => this.scoreWord(terms)));
      for (const [id, { score, places }] of first) {
        const rest = others.map((word) => word.get(id));
        if (rest.includes(undefined)) continue;
        const all = [...rest, { score, places }].map((word) => /** @type {Score} */ (word));
        const mean = all.reduce((sum, word) => sum + word.score, 0) / all.length;
        const weight = all.length > 1 && !areTogether(all.map((word) => word.places)) ? way.weight * APART : way.weight;
        addBest(best, id, weight * mean, new Set(all.flatMap((word) => [...word.places])));
      }
    }
    return best;
  }

  /** @param {[string, number, boolean?][]} terms */
  async scoreWord(terms) {
    /** @type {Map<string, Score>} */
    const best = new Map();
    const found = await Promise.all(terms.map(([term, , unfinished]) => this.ask(term, unfinished)));
    found.forEach((hits, at) => {
      for (const hit of hits) {
        // The term occurs only in the data that is stored for showing the section.
        if (!hit.words.length) continue;
        this.hits.set(hit.id, hit);
        addBest(best, hit.id, terms[at][1] * hit.score, new Set(hit.words));
      }
    });
    return best;
  }

  /**
   * Ask Pagefind for a term. It also finds longer words that begin with it, and if there is none, shorter
   * words with which the term begins: "disadvantages" would find every "d". Remove what does not match.
   * @param {string} term
   * @param {boolean} [unfinished] whether longer words match, too
   * @returns {Promise<Hit[]>}
   */
  async ask(term, unfinished = false) {
    const { results } = await this.pagefind.search(term);
    // Arabic keys end with END, so none is the beginning of another.
    if (this.language === "ar" || results.length === 0) return results;
    const known = new Map((await this.pagefind.search(`"${term}"`)).results.map(({ id, words }) => [id, words]));
    // The hits are changed in place and not copied: Pagefind drops the data of a hit that is garbage-collected.
    if (unfinished && term.length >= SHORT) {
      if (known.size === 0 && !(await begins(results[0], term))) return [];
      for (const hit of results) if (!known.has(hit.id)) hit.score *= BEGINNING;
      return results;
    }
    const whole = results.filter((hit) => known.has(hit.id));
    // For a short word Pagefind returns only some of its places, because too many words begin with it.
    if (term.length < SHORT) for (const hit of whole) hit.words = known.get(hit.id) ?? [];
    return whole;
  }

  /**
   * @param {string} id
   * @param {Set<number>} places
   * @returns {Promise<Result>}
   */
  async result(id, places) {
    const { meta, content } = await /** @type {Hit} */ (this.hits.get(id)).data();
    const title = meta.title.split(" ");
    const words = meta.text ? [...title, ...meta.text.split(" ")] : title;
    const shown = new Set();
    // A key with "+" is one more key of the word before it.
    let at = -1;
    for (const [place, key] of content.split(" ").entries()) {
      if (!key.startsWith("+")) at += 1;
      if (places.has(place) && at < words.length) shown.add(at);
    }
    return { url: meta.address, page: meta.page, words, titleLength: title.length, marked: shown };
  }
}

/**
 * Whether the first word that a hit matched begins with a term.
 * @param {Hit} hit
 * @param {string} term
 */
async function begins(hit, term) {
  const { content } = await hit.data();
  return (content.split(" ")[hit.words[0]] ?? "").replace("+", "").startsWith(term);
}
