// @ts-check
/**
 * What a query finds. Pagefind keeps the index and scores one word at a time (BM25); here the
 * words' scores are put together, so that a question in whole sentences finds something too:
 * Pagefind alone wants every word of it on one page.
 */
import { Keys } from "./analyzer.js";
import { mended } from "./spelling.js";

/** How Pagefind is to score: a long section is no worse, and a word said often not much better. */
export const RANKING = { pageLength: 0.1, termSaturation: 1, termFrequency: 0.4, metaWeights: { title: 0, page: 0, text: 0, address: 0 } };
/** Ends every key in the Arabic index (search.py), so that a key finds no longer word. */
const END = "·";
const SHOWN = 15;
/** Words such as "what" and "is" decide only between equals. */
const STOP = 0.1;
/** Another word for it, another reading of it, and one that only begins like what is being typed. */
const ALIKE = 0.8;
const OTHER_READING = 0.6;
const BEGINNING = 0.5;
/** English words below this length are found whole only: "AI" begins too much. */
const SHORT = 3;
/** Two words that are one have together at least so many letters. */
const JOINED = 6;
/** A word's places count its further keys, so the word beside it may be so far. */
const REACH = 8;
/** A phrase whose words are not together, and words of a query that are. */
const APART = 0.5;
const BESIDE = 1.15;

/**
 * @typedef {import("./analyzer.js").Table & {stop: string[], alike: string[][], terms: string[]}} Words the first groups of `alike` are the glossary's `terms`
 * @typedef {{id: string, score: number, words: number[], data: () => Promise<any>}} Hit one of Pagefind's results
 * @typedef {{score: number, places: Set<number>}} Score
 * @typedef {object} Result
 * @property {string} url
 * @property {string} page the page's title
 * @property {string[]} words the section's title and text
 * @property {number} titleLength how many of the words are the title
 * @property {Set<number>} marked which of the words were asked for
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
    // Their keys, too, once: a phone would feel it at every word.
    this.phrases = words.alike.map((group) =>
      group.map((phrase) => this.keys.words(phrase)).map((own) => ({ own, keys: own.map((word) => this.keys.readings(word)[0]) })),
    );
    /** @type {Map<string, Hit>} */
    this.hits = new Map();
  }

  /**
   * @param {string} query
   * @returns {Promise<{results: Result[], instead: string}>} the best first, and what was asked for in place of a mistyped word
   */
  async find(query) {
    const typed = await this.joined(this.keys.words(query));
    const unfinished = /\S$/.test(query);
    const parts = this.parts(typed, unfinished);
    const scores = await Promise.all(parts.map((part) => this.scorePart(part)));
    const instead = this.mend(typed, parts.flatMap(({ own }, at) => (own.length === 1 && !scores[at].size ? own : [])));
    if (instead) return { ...(await this.find(instead)), instead };
    const best = [...together(scores, parts.map((part) => part.weight))].filter(([, { places }]) => places.size);
    best.sort(([, one], [, other]) => other.score - one.score);
    const shown = await Promise.all(best.slice(0, SHOWN).map(([id, { places }]) => this.result(id, places)));
    const asked = parts.filter((part) => part.weight >= 1);
    return { results: asked.length === 1 ? defined(shown, asked[0].term) : shown, instead: "" };
  }

  /**
   * The query with its unknown words mended, or nothing.
   * @param {string[]} typed
   * @param {string[]} unknown
   */
  mend(typed, unknown) {
    if (unknown.length === 0) return "";
    const form = (/** @type {string} */ word) => this.keys.even(word.replace(this.keys.article, ""));
    const known = new Set(this.phrases.flat().flatMap((phrase) => phrase.own));
    const words = typed.map((word) => (unknown.includes(word) && mended(word, known, form)) || word);
    return words.some((word, at) => word !== typed[at]) ? words.join(" ") : "";
  }

  /**
   * Write as one what the pages write as one: "open ai", "اليكس نت".
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
   * Cut a query into its parts: a word, or a phrase that has other names. Each part is a list of
   * ways to say it, each way a list of words, each word a list of [term for Pagefind, weight, whether it may go on].
   * @param {string[]} typed
   * @param {boolean} unfinished whether the last word may go on
   */
  parts(typed, unfinished) {
    const parts = [];
    for (let at = 0; at < typed.length; ) {
      const { length, others, term } = this.phraseAt(typed, at);
      const own = typed.slice(at, at + length);
      at += length;
      const last = unfinished && at === typed.length;
      const ways = [{ weight: 1, words: own.map((word, n) => this.asks(word, true, last && n === length - 1)) }];
      for (const other of others) ways.push({ weight: ALIKE, words: other.map((word) => this.asks(word, false, false)) });
      parts.push({ weight: own.some((word) => !this.stop.has(word)) ? 1 : STOP, own, ways, term });
    }
    return parts;
  }

  /**
   * The longest phrase with other names that starts at a word, or that word alone.
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
   * What to ask Pagefind for one word.
   * @param {string} word
   * @param {boolean} typed
   * @param {boolean} unfinished
   * @returns {[string, number, boolean?][]}
   */
  asks(word, typed, unfinished) {
    // English goes to Pagefind as it is, which stems.
    if (this.language !== "ar") return [[word, 1, unfinished]];
    // The index holds a word in all its readings, so the plain one is enough where no reader wrote it.
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
        const weight = all.length > 1 && !near(all.map((word) => word.places)) ? way.weight * APART : way.weight;
        keep(best, id, weight * mean, new Set(all.flatMap((word) => [...word.places])));
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
        // Found only in what stands beside the text, for showing.
        if (!hit.words.length) continue;
        this.hits.set(hit.id, hit);
        keep(best, hit.id, terms[at][1] * hit.score, new Set(hit.words));
      }
    });
    return best;
  }

  /**
   * Ask Pagefind for a term. Besides the word itself it finds longer ones that begin so, and where
   * there is none, shorter ones with something behind them: "disadvantages" would find every "d".
   * @param {string} term
   * @param {boolean} [unfinished] whether longer words are meant, too
   * @returns {Promise<Hit[]>}
   */
  async ask(term, unfinished = false) {
    const { results } = await this.pagefind.search(term);
    // Every Arabic key has its end, so that none is the beginning of another.
    if (this.language === "ar" || results.length === 0) return results;
    const known = new Map((await this.pagefind.search(`"${term}"`)).results.map(({ id, words }) => [id, words]));
    // Changed in place, never copied: of an object that is dropped Pagefind forgets what it knows.
    if (unfinished && term.length >= SHORT) {
      if (known.size === 0 && !(await begins(results[0], term))) return [];
      for (const hit of results) if (!known.has(hit.id)) hit.score *= BEGINNING;
      return results;
    }
    const whole = results.filter((hit) => known.has(hit.id));
    // Too much begins like a short word; asked for as it is, Pagefind tells some of its places only.
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
    // "+" begins a further key of the word before it.
    let at = -1;
    for (const [place, key] of content.split(" ").entries()) {
      if (!key.startsWith("+")) at += 1;
      if (places.has(place) && at < words.length) shown.add(at);
    }
    return { url: meta.address, page: meta.page, words, titleLength: title.length, marked: shown };
  }
}

/**
 * Whether the word that was found begins with a term.
 * @param {Hit} hit
 * @param {string} term
 */
async function begins(hit, term) {
  const { content } = await hit.data();
  return (content.split(" ")[hit.words[0]] ?? "").replace("+", "").startsWith(term);
}

/**
 * What asks for one term of the glossary finds its definition among the first three: after what
 * explains it at length, if that is found.
 * @param {Result[]} results
 * @param {string | undefined} term its id
 */
function defined(results, term) {
  const at = term ? results.findIndex(({ url }) => url.endsWith(`glossary/#${term}`)) : -1;
  if (at > 2) results.splice(2, 0, ...results.splice(at, 1));
  return results;
}

/**
 * Add scores up. What has all parts of a query goes before what has one part often, and a part
 * that few sections have says more than one that stands in most.
 * @param {Map<string, Score>[]} scores
 * @param {number[]} importance
 */
function together(scores, importance) {
  /** @type {Map<string, Score & {had: number}>} */
  const sum = new Map();
  // Where there are other words, what a question is made of finds nothing by itself, and is not marked.
  const asking = importance.some((weight) => weight >= 1);
  const weights = importance.map((weight, at) => weight / Math.sqrt(Math.log2(3 + scores[at].size)));
  scores.forEach((part, at) => {
    for (const [id, { score, places }] of part) {
      const so = sum.get(id) ?? { score: 0, places: new Set(), had: 0 };
      const marked = asking && importance[at] < 1 ? so.places : new Set([...so.places, ...places]);
      sum.set(id, { score: so.score + weights[at] * score, places: marked, had: so.had + weights[at] });
    }
  });
  const all = weights.reduce((total, weight) => total + weight, 0);
  for (const score of sum.values()) score.score *= (score.had / all) ** 1.5;
  // Words that were asked for side by side and stand so.
  for (let at = 0; at + 1 < scores.length; at += 1) {
    for (const [id, { places }] of scores[at]) {
      const beside = scores[at + 1].get(id);
      const whole = sum.get(id);
      if (beside && whole && near([places, beside.places])) whole.score *= BESIDE;
    }
  }
  return sum;
}

/**
 * Whether words stand together somewhere in a section.
 * @param {Set<number>[]} words each word's places
 */
function near([first, ...others]) {
  return [...first].some((here) => others.every((places) => [...places].some((there) => Math.abs(there - here) <= REACH * others.length)));
}

/**
 * @param {Map<string, Score>} best
 * @param {string} id
 * @param {number} score
 * @param {Set<number>} places
 */
function keep(best, id, score, places) {
  const so = best.get(id);
  best.set(id, { score: Math.max(score, so?.score ?? 0), places: new Set([...(so?.places ?? []), ...places]) });
}
