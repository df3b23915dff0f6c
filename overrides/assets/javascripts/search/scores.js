// @ts-check
/** Combines the scores that Pagefind gives to single words into one score for each section. */

/** A word may have several keys, and each counts as a place, so the next word may be as far as this. */
const REACH = 8;
/** What the score is multiplied by if words of the query stand side by side. */
const SIDE_BY_SIDE = 1.15;

/** @typedef {{score: number, places: Set<number>}} Score of one section; `places` are positions of its words that match */

/**
 * Add up the scores of a query's parts. A section with all parts comes before one with a part that occurs
 * often, and a part that occurs in few sections counts more than one that occurs in most.
 * @param {Map<string, Score>[]} scores for each part, by the id of the section
 * @param {number[]} importance for each part: below 1 for words such as "what" and "is"
 * @returns {Map<string, Score>}
 */
export function addUp(scores, importance) {
  /** @type {Map<string, Score & {found: number}>} */
  const sum = new Map();
  // If there are other words, those of low importance find nothing alone and are not marked.
  const hasImportant = importance.some((weight) => weight >= 1);
  const weights = importance.map((weight, at) => weight / Math.sqrt(Math.log2(3 + scores[at].size)));
  scores.forEach((part, at) => {
    for (const [id, { score, places }] of part) {
      const before = sum.get(id) ?? { score: 0, places: new Set(), found: 0 };
      const marked = hasImportant && importance[at] < 1 ? before.places : new Set([...before.places, ...places]);
      sum.set(id, { score: before.score + weights[at] * score, places: marked, found: before.found + weights[at] });
    }
  });
  const all = weights.reduce((total, weight) => total + weight, 0);
  for (const score of sum.values()) score.score *= (score.found / all) ** 1.5;
  for (let at = 0; at + 1 < scores.length; at += 1) {
    for (const [id, { places }] of scores[at]) {
      const next = scores[at + 1].get(id);
      const total = sum.get(id);
      if (next && total && areTogether([places, next.places])) total.score *= SIDE_BY_SIDE;
    }
  }
  return sum;
}

/**
 * Whether words stand together somewhere in a section.
 * @param {Set<number>[]} words the places of each word
 */
export function areTogether([first, ...others]) {
  return [...first].some((here) => others.every((places) => [...places].some((there) => Math.abs(there - here) <= REACH * others.length)));
}

/**
 * Add a section's score to a map that keeps the best one, and all places.
 * @param {Map<string, Score>} best
 * @param {string} id
 * @param {number} score
 * @param {Set<number>} places
 */
export function addBest(best, id, score, places) {
  const before = best.get(id);
  best.set(id, { score: Math.max(score, before?.score ?? 0), places: new Set([...(before?.places ?? []), ...places]) });
}
