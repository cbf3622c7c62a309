/** The networks of a comparison: one more, one changed, one less. */

/** @typedef {Api.Comparison} Comparison */

/**
 * The hidden layers that were built, as large as a network that is trained may have them.
 * @param {number[]} layers @param {number} units  of a layer at most
 */
export function hiddenOf(layers, units) {
  return layers.slice(1, -1).map((size) => Math.min(size, units));
}

/**
 * With a network more, as the first of the usual ones learns; where there are as many as there may be, it
 * takes the place of the last.
 * @param {Comparison} compare @param {Comparison} usual @param {number[]} hidden @param {number} most
 * @returns {Comparison}
 */
export function withNetwork(compare, usual, hidden, most) {
  const own = { .../** @type {Api.Candidate} */ (usual.networks[0]), hidden };
  return { ...compare, networks: [...compare.networks.slice(0, most - 1), own] };
}

/**
 * One network with other hidden layers; how it learns stays.
 * @param {Comparison} compare @param {number} place @param {number[]} hidden @returns {Comparison}
 */
export function withHidden(compare, place, hidden) {
  const networks = compare.networks.map((each, index) => (index === place ? { ...each, hidden } : each));
  return { ...compare, networks };
}

/** The last one stays. @param {Comparison} compare @param {number} place @returns {Comparison} */
export function withoutNetwork(compare, place) {
  if (compare.networks.length < 2) return compare;
  return { ...compare, networks: compare.networks.filter((_, index) => index !== place) };
}
