// @ts-check
/** Reads the search index: overrides/hooks/search/index.py says what is in its files. */

/**
 * @typedef {import("./analyzer.js").Table & {folder: string, sections: number, words: string[], texts: number[],
 *   stop: string, frequent: string, definitions: number[]}} Entry
 *   `words` are the first buckets of the files of words, `texts` the first sections of the files of texts
 * @typedef {Record<string, number[]>} Forms by form: the sections that have it, each with its frequency
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
    const [address, page, anchor, title, text, notes] = (await this.file(`texts-${file}`))[number - this.entry.texts[file]];
    return { address, page, anchor, title, text, notes };
  }
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
