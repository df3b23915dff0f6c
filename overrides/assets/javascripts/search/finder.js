// @ts-check
/** Finds the sections that answer a query: each part of it, a word or a name, gets a score (BM25F), and these are added. */
import { Analyzer, isLatin } from "./analyzer.js";
import { Index } from "./index.js";
import { nearestWord, spokenWord } from "./spelling.js";

/** How many results are shown, and from how many files of texts, each of one page or of some short ones. */
const SHOWN = 15;
const FILES = 4;
/** A word that occurs in a section twice, in the parts of a frequency (index.py), has half of the greatest score. */
const HALF = 2 * 50;
/** The weight of a synonym, of a word that has another key than the first in common, and of one that only begins with what was typed. */
const SYNONYM = 0.8;
const OTHER_KEY = 0.6;
const BEGINNING = 0.5;
/** Three consonants, of which the first may be a long vowel; "and" before a word. */
const ROOT = /^.[^اوي]{2}/;
const AND = /^و(?=..)/;
/** The beginning of a word with fewer letters is the beginning of too many words. */
const SHORT = 3;
/** What the score is multiplied by for each two parts of a query of which words stand so near. */
const SIDE_BY_SIDE = 1.4;
const NEAR = 3;
/** Two words are tried as one if they have so many letters together, and the query so few words: each try is a file to fetch. */
const JOINED = 6;
const FEW = 2;
/** A result is clearly the answer if its score is so many times that of the next. */
const CLEAR = 2;

/**
 * @typedef {object} Part a word of a query, or a name of several words
 * @property {string[]} words
 * @property {{group: number, name: number}[]} names what it means
 * @property {string} beginning of a word that may not be finished, or ""
 * @property {Map<number, number>} scores by section
 * @property {number} idf the inverse document frequency: a part that few sections have says more
 * @property {Map<string, number>} forms of the word, and their weights
 * @typedef {import("./index.js").Section & {words: string[], titleLength: number, marked: Set<number>, score: number, kind: "" | "source" | "term"}} Result
 */

export class Finder {
  /** @param {import("./index.js").Entry} entry @param {(name: string) => Promise<any>} read a file of the index */
  constructor(entry, read) {
    this.entry = entry;
    this.index = new Index(entry, read);
    this.analyzer = new Analyzer(entry);
    this.stop = new Set(this.analyzer.forms(entry.stop));
    /** @type {Set<string> | undefined} */
    this.learnt = undefined;
  }

  /** What a misspelt word may have meant, read only when there is one. The glossary's names are first: of two words that are as near the first is taken. */
  get known() {
    const { groups, same, stop, frequent } = this.entry;
    return (this.learnt ??= new Set(this.analyzer.words([...groups.flat(2), ...same, stop, frequent].join(" ").toLowerCase())));
  }

  /**
   * @param {string} query
   * @param {boolean} [corrected] whether a word that no page has may be replaced
   * @returns {Promise<{results: Result[], count: number, instead: string, clear: boolean}>} the best first of `count`; `instead` is the
   *   corrected query, or ""; `clear`: the first is clearly the answer
   */
  async find(query, corrected = true) {
    const words = this.analyzer.words(query.toLowerCase());
    const all = await this.joined(this.parts(words, /\S$/.test(query)));
    const content = all.filter((part) => part.names.length || !part.words.every((word) => this.isStop(word)));
    const parts = content.length ? content : all;
    await Promise.all(parts.map((part) => this.score(part)));
    const unknown = parts.filter(mayBeMisspelt);
    const instead = corrected && unknown.length ? this.correct(query, new Map(unknown.map(({ words: [word], forms }) => [word, forms.size > 0]))) : "";
    if (instead) return { ...(await this.find(instead, false)), instead };
    const ranked = rank(parts);
    const terms = parts.length === 1 ? parts[0].names.filter(({ group }) => this.entry.definitions[group] >= 0) : [];
    // Of several terms with this name the one that has it as its heading.
    const term = terms.find(({ name }) => name === 0) ?? terms[0];
    if (term) raise(ranked, this.entry.definitions[term.group]);
    const results = await this.results(ranked, parts);
    const clear = results.length > 0 && results[0].score >= CLEAR * (results[1]?.score ?? 0);
    return { results, count: ranked.length, instead: "", clear };
  }

  /**
   * Split a query into single words and the longest names.
   * @param {string[]} words
   * @param {boolean} unfinished whether the last word may still be being typed
   */
  parts(words, unfinished) {
    const keys = words.map((word) => this.analyzer.keys(this.analyzer.form(word), word));
    /** @type {Part[]} */
    const parts = [];
    for (let at = 0; at < words.length; ) {
      const found = this.analyzer.namesAt(keys, at);
      const length = Math.max(1, ...found.map((name) => name.spelling.length));
      const names = found.filter((name) => name.spelling.length === length);
      const own = words.slice(at, at + length);
      parts.push(newPart(own, names));
      at += length;
    }
    const [form = ""] = words.slice(-1).map((word) => this.analyzer.form(word));
    if (unfinished && form.length >= SHORT) parts[parts.length - 1].beginning = form;
    return parts;
  }

  /** @param {string} word */
  isStop(word) {
    return this.stop.has(this.analyzer.form(word));
  }

  /** Two words of a short query that the pages write as one, "open ai" or "اليكس نت", are one part. @param {Part[]} parts */
  async joined(parts) {
    const words = parts.map((part) => part.words.join(" "));
    for (let at = 0; at + 1 < words.length && words.length <= FEW; at += 1) {
      const part = newPart([words[at] + words[at + 1]], []);
      if (part.words[0].length < JOINED || /\s/.test(part.words[0]) || [words[at], words[at + 1]].some((word) => this.isStop(word))) continue;
      await this.score(part);
      const form = this.analyzer.form(part.words[0]);
      // As it is, or as it sounds: other forms of such a word are other words.
      if ([...part.forms.keys()].some((one) => one === form || isLatin(one) !== isLatin(form))) return [...parts.slice(0, at), part, ...parts.slice(at + 2)];
    }
    return parts;
  }

  /** Give a part its scores: BM25F, with the frequencies that index.py has weighted. @param {Part} part */
  async score(part) {
    const frequencies = part.names.length ? await this.named(part) : await this.written(part);
    part.idf = Math.log(1 + (this.entry.sections - frequencies.size + 0.5) / (frequencies.size + 0.5));
    for (const [section, frequency] of frequencies) part.scores.set(section, (part.idf * frequency) / (frequency + HALF));
  }

  /** How often sections have what a part means, by any of its names. @param {Part} part */
  async named(part) {
    /** @type {Map<number, number>} */
    const frequencies = new Map();
    for (const { group, name } of part.names) {
      /** @type {Map<number, number>} */
      const own = new Map();
      const forms = (await this.index.shard(`@${group}`))[`@${group}`] ?? {};
      for (const other in forms) if (this.means(other, group, name)) add(own, forms[other], Number(other) === name ? 1 : SYNONYM);
      for (const [section, frequency] of own) frequencies.set(section, Math.max(frequency, frequencies.get(section) ?? 0));
    }
    return frequencies;
  }

  /** Whether a name in a text means what another one means in a query. @param {string | number} other @param {number} group @param {number} name */
  means(other, group, name) {
    return Number(other) === name || Number(other) < this.analyzer.counts[group];
  }

  /** How often sections have the forms of a part's word. @param {Part} part */
  async written({ words: [word], beginning, forms }) {
    const form = this.analyzer.form(word);
    const keys = this.analyzer.keys(form, word);
    const buckets = this.analyzer.buckets(form, word);
    const shards = await Promise.all(buckets.map((bucket) => this.index.shard(bucket)));
    /** @type {Map<string, number[]>} */
    const found = new Map();
    buckets.forEach((bucket, at) => {
      for (const [candidate, packed] of Object.entries(shards[at][bucket] ?? {})) {
        const own = this.analyzer.keys(candidate);
        // A foreign word in Arabic letters, or the reverse, is the same word.
        const isHeard = isLatin(candidate) !== isLatin(form) && own.some((key) => keys.includes(key));
        // If both words must lose a prefix to become equal, they are different words: كبير, بيوروك. If one must, they are
        // different if they share a long vowel: ليبيا, بياني. A leading و may always be removed: وصور.
        const common = own.includes(keys[0]) ? keys[0] : keys.includes(own[0]) ? own[0] : "";
        const isOther = ROOT.test(common) || (AND.test(candidate) && this.analyzer.keys(candidate.slice(1))[0] === keys[0]);
        const weight = candidate === form || own[0] === keys[0] || isHeard ? 1 : isOther ? OTHER_KEY : 0;
        if (!weight) continue;
        forms.set(candidate, weight);
        found.set(candidate, packed);
      }
    });
    // A word that is not there may be the beginning of one that is.
    for (const shard of beginning && !found.size ? shards : []) {
      for (const [candidate, packed] of Object.values(shard).flatMap(Object.entries)) {
        if (!candidate.startsWith(beginning)) continue;
        forms.set(candidate, BEGINNING);
        found.set(candidate, packed);
      }
    }
    /** @type {Map<number, number>} */
    const frequencies = new Map();
    for (const [candidate, packed] of found) add(frequencies, packed, forms.get(candidate) ?? 0);
    return frequencies;
  }

  /**
   * The query with its unknown words corrected, or "" if none could be.
   * @param {string} query
   * @param {Map<string, boolean>} unknown words, and whether only one of equal sound may replace it
   */
  correct(query, unknown) {
    const lower = query.toLowerCase();
    const tokens = lower.trim().split(/\s+/);
    const better = tokens.map((token) => {
      const words = this.analyzer.words(token).filter((word) => unknown.has(word));
      if (!words.length) return token;
      const spoken = this.entry.language === "ar" && isLatin(token) ? spokenWord(token, lower, this.known, this.analyzer) : undefined;
      return spoken ?? nearestWord(words[0], this.known, this.analyzer, unknown.get(words[0])) ?? token;
    });
    return better.some((token, at) => token !== tokens[at]) ? this.analyzer.rewrite(better.join(" "), "corrected") : "";
  }

  /** @param {{section: number, score: number}[]} ranked @param {Part[]} parts @returns {Promise<Result[]>} */
  async results(ranked, parts) {
    const chosen = [];
    const files = new Set();
    for (const one of ranked) {
      const file = this.index.fileOf(one.section);
      if (chosen.length === SHOWN || (files.size === FILES && !files.has(file))) continue;
      files.add(file);
      chosen.push(one);
    }
    const shown = await Promise.all(chosen.map(async ({ section, score }) => {
      const found = await this.index.section(section);
      return this.result(found, parts, score, this.entry.definitions.includes(section));
    }));
    return shown.sort((one, other) => other.score - one.score);
  }

  /** @param {import("./index.js").Section} section @param {Part[]} parts @param {number} score @param {boolean} isTerm @returns {Result} */
  result(section, parts, score, isTerm) {
    const [title, text, notes] = [section.title, section.text, section.notes].map((part) => part.split(" ").filter(Boolean));
    const words = [...title, ...text, ...notes];
    const places = words.flatMap((word, at) => this.analyzer.forms(word).map((form) => /** @type {const} */ ([at, form])));
    const keys = places.map(([, form]) => this.analyzer.keys(form));
    const named = parts.some((part) => part.names.length);
    const found = places.map((_, place) => (named ? this.analyzer.namesAt(keys, place) : []));
    const marks = parts.map((part) => {
      const marked = new Set();
      places.forEach(([at, form], place) => {
        if (part.forms.has(form)) marked.add(at);
        const name = found[place].find(({ group, name }) => part.names.some((one) => one.group === group && this.means(name, group, one.name)));
        for (let n = 0; n < (name?.spelling.length ?? 0); n += 1) marked.add(places[place + n][0]);
      });
      return marked;
    });
    for (let at = 0; at + 1 < marks.length; at += 1) if (areTogether(marks[at], marks[at + 1])) score *= SIDE_BY_SIDE;
    const marked = [...new Set(marks.flatMap((part) => [...part]))];
    const isSource = marked.length > 0 && marked.every((place) => place >= title.length + text.length);
    return { ...section, words, titleLength: title.length, marked: new Set(marked), score, kind: isTerm ? "term" : isSource ? "source" : "" };
  }
}

/** @param {string[]} words @param {Part["names"]} names @returns {Part} */
const newPart = (words, names) => ({ words: [...words], names, beginning: "", scores: new Map(), idf: 0, forms: new Map() });

/** Whether no page has a word, or an Arabic one is only heard in Latin ones: "الهلوثة" in "health". @param {Part} part */
const mayBeMisspelt = ({ words: [word], names, forms }) => !names.length && [...forms.keys()].every((form) => !isLatin(word) && isLatin(form));

/** Add a form's frequencies. @param {Map<number, number>} sum @param {number[]} packed distances to the next section, and its frequency there @param {number} weight */
function add(sum, packed, weight) {
  let section = 0;
  for (let at = 0; at < packed.length; at += 2) {
    section += packed[at];
    sum.set(section, (sum.get(section) ?? 0) + weight * packed[at + 1]);
  }
}

/**
 * The sections that have parts of a query, the best first: one with all parts comes before one with a part that occurs often.
 * @param {Part[]} parts
 */
function rank(parts) {
  /** @type {Map<number, {section: number, score: number, found: number}>} */
  const sum = new Map();
  for (const { scores, idf } of parts) {
    for (const [section, score] of scores) {
      const before = sum.get(section) ?? { section, score: 0, found: 0 };
      sum.set(section, { section, score: before.score + score, found: before.found + idf });
    }
  }
  const all = parts.reduce((total, { idf }) => total + idf, 0);
  const ranked = [...sum.values()];
  for (const one of ranked) one.score *= one.found / all;
  return ranked.sort((one, other) => other.score - one.score || one.section - other.section);
}

/** Whether two parts of a query stand together somewhere. @param {Set<number>} one @param {Set<number>} other */
function areTogether(one, other) {
  return [...one].some((place) => [...other].some((there) => place !== there && Math.abs(place - there) <= NEAR));
}

/** Move a term's definition to the third place if it is further down: sections that explain more may come before it. @param {{section: number, score: number}[]} ranked @param {number} section */
function raise(ranked, section) {
  const at = ranked.findIndex((one) => one.section === section);
  if (at > 2) ranked.splice(2, 0, { ...ranked.splice(at, 1)[0], score: ranked[2].score });
}
