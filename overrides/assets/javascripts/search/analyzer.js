// @ts-check
/**
 * Makes the keys of a word: the forms under which it stands in the index. overrides/hooks/search/analyzer.py
 * makes the same keys for the index, both by the rules in overrides/hooks/search/words.toml, and
 * tests/browser/test_search_results.py checks that they agree.
 */

const MARKS = /[\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
const DIGITS = /[٠-٩]/g;
const SHORTENED = /['’](?:s|t|re|ll|ve|d|m)(?![a-z])/g;
const WORDS = /[\u0621-\u064a\u066e-\u06d3]+|[a-z]+|[0-9]+/g;

/**
 * @typedef {object} Table the content of words.toml
 * @property {Record<string, string>} letters
 * @property {{pattern: string, alone: string}} article
 * @property {{patterns: string[], depth: number}} before
 * @property {{arabic: string[][], latin: string[][], sounds: string[][], vowels: string}} rules
 * @property {string[]} same groups of words with the same key, separated by spaces
 */

export class Keys {
  /** @param {Table} table */
  constructor(table) {
    this.table = table;
    this.article = new RegExp(table.article.pattern);
    this.alone = new RegExp(table.article.alone);
    this.before = table.before.patterns.map((pattern) => new RegExp(pattern));
    const { arabic, latin, sounds } = table.rules;
    this.rules = { arabic: compiled(arabic), latin: compiled(latin), sounds: compiled(sounds) };
    this.vowels = new RegExp(table.rules.vowels, "g");
    /** @type {Map<string, string>} */
    this.same = new Map();
    for (const group of table.same) {
      const words = group.split(" ").map((word) => this.even(word));
      for (const word of words) {
        this.same.set(word, words[0]);
        const rest = rewritten(word, this.rules.arabic);
        if (rest.length > 1) this.same.set(rest, words[0]);
      }
    }
  }

  /**
   * Split a text into words of one script: "الـTransformers" is two.
   * @param {string} text
   * @returns {string[]}
   */
  words(text) {
    const bare = text.normalize("NFKC").replace(MARKS, "").toLowerCase();
    const digits = bare.replace(DIGITS, (digit) => this.table.letters[digit]);
    const words = digits.replace(SHORTENED, "").match(WORDS) ?? [];
    // An article that stands alone before a foreign word is not a word: "الـ AI" and "للـ AI" are "AI".
    return words.filter((word, at) => (words[at + 1] ?? "") >= "\u0600" || !this.alone.test(word));
  }

  /**
   * The keys of one word that words() returned, the most probable first.
   * @param {string} word
   * @param {{typed?: boolean}} [options] typed: a reader wrote it, and may have left out a hamza
   * @returns {string[]}
   */
  readings(word, { typed = false } = {}) {
    if (word < "\u0600") {
      const key = this.same.get(word) ?? rewritten(word, this.rules.latin);
      if (key.length < 4 || key < "a") return [key];
      const sounds = this.bones(rewritten(key, this.rules.sounds));
      // Two letters are too few to compare words by their sound: "bias" is not بس.
      return sounds.length > 2 ? [key, sounds] : [key];
    }
    const known = this.known(word);
    if (known) return [known];
    const bare = word.replace(this.article, "");
    const forms = !typed || bare === word ? [bare] : [bare, word];
    for (const form of [...forms]) if (!this.known(form)) this.grow(forms, form, this.table.before.depth);
    // What looks like an ending may belong to a foreign word: "نتورك" is network, not "your نتور".
    const whole = typed ? [bare, word].map((form) => this.bones(this.even(form))) : [];
    const keys = [...new Set([...forms.map((form) => this.known(form) ?? this.ruled(this.even(form))), ...whole])];
    return keys.filter((key, at) => at === 0 || key.length > 1);
  }

  /**
   * The key of a word without removing a prefix or an ending.
   * @param {string} word
   */
  whole(word) {
    return this.known(word) ?? this.bones(this.even(word));
  }

  /**
   * Add to `forms` what remains of a form after removing prefixes, such as "and" and "the".
   * @param {string[]} forms
   * @param {string} form
   * @param {number} depth
   */
  grow(forms, form, depth) {
    for (const pattern of this.before) {
      const rest = form.replace(pattern, "");
      if (rest === form || forms.includes(rest)) continue;
      forms.push(rest);
      if (depth > 1) this.grow(forms, rest, depth - 1);
    }
  }

  /** Replace letters that are often confused by one of them. @param {string} form */
  even(form) {
    return Array.from(form, (letter) => this.table.letters[letter] ?? letter).join("");
  }

  /** The key of a word that words.toml lists. @param {string} form */
  known(form) {
    return this.same.get(this.even(form));
  }

  /** The key by the rules for endings. @param {string} word */
  ruled(word) {
    const rest = rewritten(word, this.rules.arabic);
    const bones = this.bones(rest);
    return this.same.get(rest) ?? this.same.get(bones) ?? bones;
  }

  /** A word without its vowels, because writers of foreign words disagree about them. @param {string} word */
  bones(word) {
    const bones = word[0] + word.slice(1).replace(this.vowels, "");
    if (bones.length > 2) return bones;
    const first = word.slice(1).search(this.vowels);
    const until = first < 0 ? word.length : first + 2;
    return word.slice(0, until) + word.slice(until).replace(this.vowels, "");
  }
}

/**
 * @param {string[][]} rules
 * @returns {[RegExp, string][]}
 */
function compiled(rules) {
  return rules.map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
}

/**
 * @param {string} word
 * @param {[RegExp, string][]} rules
 */
function rewritten(word, rules) {
  return rules.reduce((rest, [pattern, by]) => rest.replace(pattern, by), word);
}
