// @ts-check
/** Corrects a word that no page contains: it may be misspelt, or be written in Latin letters as it is spoken. */
import { distance } from "../../vendor/fastest-levenshtein-1.0.16/mod.js";
import { isLatin } from "./analyzer.js";

/** A shorter word is too similar to other words: with its article, and without. One of equal sound may be shorter. */
const LEAST = 5;
const LEAST_FORM = 4;
/** From this length on two letters may be wrong, or may have changed places; below, one. */
const LONG = 8;
/** A word that is written as it is spoken is long enough with so many letters. */
const LEAST_SPOKEN = 5;
/** What only a query has that is written as it is spoken: digits for letters, the article, words of questions. */
const SPOKEN = /[a-z][2-9]|[2-9][a-z]|(?:^|\s)(?:el|eh|ezay|leh|meen)(?:\s|$)/;

/**
 * The known word with the fewest differences.
 * @param {string} word
 * @param {Iterable<string>} known
 * @param {import("./analyzer.js").Analyzer} analyzer
 * @param {boolean} [isAlike] whether it must sound the same
 * @returns {string | undefined} undefined if no word is near enough, or if the word itself is known
 */
export function nearestWord(word, known, analyzer, isAlike) {
  const typed = analyzer.form(word);
  const sound = analyzer.rewrite(typed, "alike");
  if (word.length < LEAST) return undefined;
  const allowed = isAlike ? 0 : typed.length < LONG ? 1 : 2;
  let nearest;
  let least = allowed + 1;
  for (const other of known) {
    const formed = analyzer.form(other);
    const heard = analyzer.rewrite(formed, "alike");
    // Nearly nobody gets the first letter wrong: "house" is not "mouse".
    if (heard[0] !== sound[0] || (formed.length < LEAST_FORM && heard !== sound)) continue;
    const letters = distance(typed, formed);
    if (letters === 0) return undefined;
    // Letters that sound or look alike are the likeliest mistake: half of one difference for all of them.
    const differences = heard === sound ? 0.5 : letters;
    if (differences < least) [nearest, least] = [other, differences];
  }
  return nearest;
}

/**
 * The known word that a reader wrote as it is spoken, in Latin letters: of those with its consonants the one with the nearest vowels.
 * @param {string} token
 * @param {string} query that it is in
 * @param {Iterable<string>} known
 * @param {import("./analyzer.js").Analyzer} analyzer
 * @returns {string | undefined}
 */
export function spokenWord(token, query, known, analyzer) {
  // Two consonants are enough with vowels between, or in a query that is no English: "asami", "zaka2", "el sowar", but not "about".
  const isEnough = (/** @type {string} */ heard) => consonants(heard).length > (heard.length >= LEAST_SPOKEN || SPOKEN.test(query) ? 1 : 2);
  // A 2 is a hamza, which the rules leave out, or a ق as Cairo speaks it.
  const readings = [token, token.replaceAll("2", "q")].map((one) => analyzer.rewrite(one, "arabizi", "sounds", "heard")).filter(isEnough);
  let nearest;
  let least = Infinity;
  for (const word of readings.length ? known : []) {
    if (isLatin(word)) continue;
    const form = analyzer.form(word);
    // The last letters may be an ending or a part of the word: "tashweesh".
    for (const one of [form, analyzer.rewrite(form, "endings")]) {
      const letters = analyzer.rewrite(one, "heard");
      for (const heard of readings) {
        if (consonants(letters) !== consonants(heard)) continue;
        // Latin writing has all vowels, so a letter that was not typed is a greater difference than one too many: "banat" is بنات, not بيانات.
        const differences = distance(letters, heard) + Math.max(0, letters.length - heard.length);
        if (differences < least) [nearest, least] = [word, differences];
      }
    }
  }
  return nearest;
}

/** A word without its vowels, which Latin writing spells as it likes. A و or ي that begins it is none. @param {string} word */
function consonants(word) {
  return word.replace(/^ا|(?<!^)[اوي]/g, "");
}
