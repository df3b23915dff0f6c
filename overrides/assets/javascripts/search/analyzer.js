// @ts-check
/**
 * The keys of a word: words are taken for forms of one word if they have a key in common. The browser reads queries by
 * it, the build the pages' words (overrides/hooks/search/analyzer.py). The rules are in overrides/hooks/search/words.toml.
 */

const WORDS = /[\u0621-\u064a\u066e-\u06d3]+|[a-z]+|[0-9]+(?:[.,][0-9]+)*(?:e[0-9]+)?/g;
const VOWEL = /[اوي]/;
const VOWELS = /[اوي]/g;

/**
 * @typedef {object} Table what the index's entry says of words
 * @property {string} language of the pages: only Arabic ones write words of other languages as they sound
 * @property {Record<string, [string, string][]>} rules a regular expression and its replacement
 * @property {string[]} same groups of words with one key
 * @property {[names: string[], typed: string[]][]} groups names that mean the same; `typed` is what only readers write for them, because it may mean other things in a text
 * @typedef {{group: number, name: number, spelling: string[]}} Name `name`: its number in its group; `spelling`: the first key of each of its words
 */

/** Whether a word is in Latin letters or digits, and not in Arabic letters. @param {string} word */
export const isLatin = (word) => word < "\u0600";

export class Analyzer {
  /** @param {Table} table */
  constructor({ language, rules, same, groups }) {
    this.language = language;
    /** @type {Record<string, [RegExp, string][]>} */
    this.rules = {};
    for (const name in rules) this.rules[name] = rules[name].map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
    // The same words are in many results. By form, its keys; by word as it is shown, its forms.
    /** @type {Map<string, string[]>} */
    this.known = new Map();
    /** @type {Map<string, string[]>} */
    this.shown = new Map();
    const synonyms = same.map((words) => this.words(words).map((word) => this.form(word)));
    // A word may be written with ه for ة, if that is not another word of the list.
    const pairs = synonyms.flatMap((forms) => forms.map((form) => /** @type {const} */ ([form, `=${forms[0]}`])));
    this.synonyms = new Map([...pairs.map(([form, key]) => /** @type {const} */ ([form.replaceAll("ة", "ه"), key])), ...pairs]);
    /** By the key of the first word. @type {Map<string, Name[]>} */
    this.names = new Map();
    // Of each group, how many of its names the pages use; those after them are only typed by readers.
    this.counts = groups.map(([names, typed], group) => {
      const [used, all] = [names, [...names, ...typed]].map((some) => new Set(some.map((name) => this.spelling(name).join(" "))));
      [...all].forEach((joined, name) => {
        const spelling = joined.split(" ");
        this.names.set(spelling[0], [...(this.names.get(spelling[0]) ?? []), { group, name, spelling }]);
      });
      return used.size;
    });
  }

  /** The first key of each word of a name. @param {string} name */
  spelling(name) {
    return this.words(name.toLowerCase()).map((word) => this.keys(this.form(word))[0]);
  }

  /** @param {string} text @param {string[]} lists names of lists of rules */
  rewrite(text, ...lists) {
    for (const name of lists) for (const [pattern, by] of this.rules[name]) text = text.replace(pattern, by);
    return text;
  }

  /** The words of a text, lower case, without marks: "الـTransformers" is two. @param {string} text @returns {string[]} */
  words(text) {
    return this.rewrite(this.rewrite(text.normalize("NFKC"), "camel").toLowerCase(), "text").match(WORDS) ?? [];
  }

  /** The forms in a word as it is shown, which may be several: "rule-based". @param {string} shown */
  forms(shown) {
    let forms = this.shown.get(shown);
    if (!forms) this.shown.set(shown, (forms = this.words(shown).map((word) => this.form(word))));
    return forms;
  }

  /** A word as the index stores it: without its article, and in one spelling. @param {string} word */
  form(word) {
    return this.rewrite(word, "article", "letters");
  }

  /**
   * The keys of a form, the most likely first. Synonyms have one key, which begins with "=".
   * @param {string} form
   * @param {string} [typed] the word as a reader wrote it, maybe without a hamza: "العاب" for "ألعاب", which has no article
   * @returns {string[]}
   */
  keys(form, typed) {
    const known = typed ? undefined : this.known.get(form);
    const keys = known ?? this.newKeys(form, typed);
    if (!typed) this.known.set(form, keys);
    return keys;
  }

  /** @param {string} form @param {string} [typed] @returns {string[]} */
  newKeys(form, typed) {
    if (isLatin(form)) {
      const stem = this.rewrite(form, "plural", "latin");
      const known = this.synonyms.get(form) ?? this.synonyms.get(stem);
      if (known) return [known];
      const sounds = this.language === "ar" && stem.length > 3 && stem >= "a" ? skeleton(this.rewrite(form, "plural", "sounds") || "-") : "";
      // Two consonants are the sound of too many words: "bias" is not بس.
      return sounds.length > 2 ? [stem, sounds] : [stem];
    }
    const forms = [...new Set(typed ? [form, this.rewrite(typed, "letters")] : [form])];
    // An ending may be part of a foreign word: "نتورك" is "network", not "your نتور".
    const whole = typed ? [...forms] : [];
    for (const [pattern] of this.rules.prefixes) {
      forms.push(...forms.map((one) => one.replace(pattern, "")).filter((rest) => !forms.includes(rest)));
    }
    const stems = forms.map((one) => this.rewrite(one, "endings"));
    // The stem of a word without endings is another word: طلب is not طلبة.
    const cut = stems.filter((stem, at) => stem !== forms[at]);
    for (const spellings of [forms, [...cut, ...cut.map((stem) => `${stem}ه`)]]) {
      // The spelling that loses fewest prefixes: وحاول is "and tried", not a form of اول.
      const known = spellings.find((one) => this.synonyms.has(one));
      if (known) return [/** @type {string} */ (this.synonyms.get(known))];
    }
    stems.push(...forms.map((one) => this.rewrite(one, "person", "endings")), ...whole);
    return [...new Set(stems.map(skeleton))].filter((key, at) => at === 0 || key.length > 2);
  }

  /** Where the index stores the forms of a word: in one place, or in a few. @param {string} form @param {string} [typed] see keys() */
  buckets(form, typed) {
    const keys = this.keys(form, typed);
    return [...new Set((isLatin(form) ? keys.slice(-1) : keys).map((key) => this.rewrite(key, "bucket")))];
  }

  /**
   * The names that begin at a place of a text.
   * @param {string[][]} text the keys of each word
   * @param {number} place
   */
  namesAt(text, place) {
    const names = text[place].flatMap((key) => this.names.get(key) ?? []);
    return names.filter(({ spelling }) => spelling.every((one, n) => text[place + n]?.includes(one)));
  }

  /**
   * What the build stores of each word in a word as it is shown: its places, "bucket form" and for a name "@group name",
   * and the names of several words that may begin with it.
   * @param {string} shown
   */
  stored(shown) {
    return this.forms(shown).map((form) => {
      const keys = this.keys(form);
      const names = keys.flatMap((key) => this.names.get(key) ?? []);
      const alone = names.filter(({ spelling }) => spelling.length === 1).reverse();
      const groups = new Map(alone.map(({ group, name }) => [group, `@${group} ${name}`]));
      const places = [...this.buckets(form).map((bucket) => `${bucket} ${form}`), ...groups.values()];
      return { form, keys, places, longer: names.filter(({ spelling }) => spelling.length > 1) };
    });
  }
}

/** A word without its long vowels. Where fewer than three letters would remain, the first of them stays, or all. @param {string} word */
function skeleton(word) {
  const end = word.slice(1).search(VOWEL) + 2;
  const without = [1, end].map((at) => word.slice(0, at) + word.slice(at).replaceAll(VOWELS, ""));
  return without.find((rest) => rest.length > 2) ?? word;
}
