// @ts-check
/** Corrects a word that no page contains: it may be a misspelt term of the field, or another word of the pages. */
import { distance } from "../../vendor/fastest-levenshtein-1.0.16/mod.js";

/** A shorter word is too similar to other words: with its article, and without. */
const LEAST = 5;
const LEAST_FORM = 4;
/** From this length on two letters may be wrong, or may have changed places; below, one. */
const LONG = 8;

/**
 * The known word with the fewest differences.
 * @param {string} word
 * @param {Iterable<string>} known
 * @param {(word: string) => string} form what is compared, such as the word without its article
 * @returns {string | undefined} undefined if no word is near enough, or if the word itself is known
 */
export function nearestWord(word, known, form) {
  const typed = form(word);
  if (word.length < LEAST) return undefined;
  const allowed = typed.length < LONG ? 1 : 2;
  let nearest;
  let least = allowed + 1;
  for (const other of known) {
    const formed = form(other);
    // Nearly nobody gets the first letter wrong: "house" is not "mouse".
    if (formed.length < LEAST_FORM || formed[0] !== typed[0]) continue;
    const differences = distance(typed, formed);
    if (differences === 0) return undefined;
    if (differences < least) [nearest, least] = [other, differences];
  }
  return nearest;
}
