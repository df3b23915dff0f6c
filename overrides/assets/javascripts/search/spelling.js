// @ts-check
/** A word that no page has, mistyped perhaps: the nearest of the field's own words. */
import { distance } from "../../vendor/fastest-levenshtein-1.0.16/mod.js";

/** Below this a word is too short to be told from another. */
const LEAST = 5;
/** From this length on two letters may be wrong, or two have changed places. */
const LONG = 8;

/**
 * @param {string} word
 * @param {Iterable<string>} known
 * @param {(word: string) => string} form what of a word counts
 * @returns {string | undefined} none if no word is near, or it is known
 */
export function mended(word, known, form) {
  const asked = form(word);
  if (asked.length < LEAST) return undefined;
  const allowed = asked.length < LONG ? 1 : 2;
  let nearest;
  let least = allowed + 1;
  for (const other of known) {
    const formed = form(other);
    if (formed.length < LEAST) continue;
    const away = distance(asked, formed);
    if (away === 0) return undefined;
    if (away < least) [nearest, least] = [other, away];
  }
  return nearest;
}
