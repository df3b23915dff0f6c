// @ts-check
/** Reads the search index: overrides/hooks/search/index.py says what is in its files. */

/**
 * @typedef {import("./analyzer.js").Table & {folder: string, sections: number, words: string[], texts: number[],
 *   stop: string[], known: string[], counts: number[], definitions: number[]}} Entry
 *   `words` are the first buckets of the files of words, `texts` the first sections of the files of texts;
 *   `counts`: of each group, how many of its names the pages use; the names after these are only typed by readers
 * @typedef {Record<string, number[]>} Forms by form: the sections that have it
 * @typedef {{address: string, page: string, anchor: string, title: string, text: string, notes: string}} Section
 *   `notes`: the text of the footnotes that it cites
 */

export class Index {
  /**
   * @param {Entry} entry
   * @param {(name: string) => Promise<any>} read a file of the index
   */
  constructor(entry, read) {
    this.entry = entry;
    this.read = read;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @param {string} name @returns {Promise<any>} */
  file(name) {
    let file = this.files.get(name);
    if (!file) {
      this.files.set(name, (file = this.read(`${this.entry.folder}/${name}.bin`)));
      file.catch(() => this.files.delete(name));
    }
    return file;
  }

  /** The part of the alphabet that has a bucket. @param {string} bucket @returns {Promise<Record<string, Forms>>} */
  async shard(bucket) {
    return this.file(`words-${Math.max(0, lastNotAfter(this.entry.words, bucket))}`);
  }

  /** The number of the file that has the text of a section. @param {number} number */
  fileOf(number) {
    return lastNotAfter(this.entry.texts, number);
  }

  /** @param {number} number @returns {Promise<Section>} */
  async section(number) {
    const file = this.fileOf(number);
    let rest = number - this.entry.texts[file];
    for (const [address, page, sections] of await this.file(`texts-${file}`)) {
      if (rest < sections.length) {
        const [anchor, title, text, notes] = sections[rest];
        return { address, page, anchor, title, text, notes };
      }
      rest -= sections.length;
    }
    throw new Error(`no section ${number}`);
  }
}

/**
 * The sections of a list, and how often they have the word.
 * @param {number[]} packed distances between sections, and, negative, the frequency in the section before
 * @param {number} once the frequency that is left out
 * @returns {[section: number, frequency: number][]}
 */
export function unpacked(packed, once) {
  /** @type {[number, number][]} */
  const found = [];
  let section = 0;
  for (const value of packed) {
    // The first section of all has the distance 0.
    if (value < 0) found[found.length - 1][1] = -value;
    else found.push([(section += value), once]);
  }
  return found;
}

/** @template T @param {T[]} sorted @param {T} value @returns {number} -1 if all are after it */
function lastNotAfter(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
