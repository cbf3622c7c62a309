/** Places among the numbers of examples. */

/** The last place whose number is not above. @param {number[]} counts @param {number} count */
export function placeAmong(counts, count) {
  return Math.max(0, counts.filter((each) => each <= count).length - 1);
}
