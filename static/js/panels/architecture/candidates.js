/** The networks of a comparison: one more, one changed, one less. */

/** @typedef {Api.Comparison} Comparison */

/**
 * @typedef {{work: number, passes: number, answer: number, bytes: number, bytes_of_an_answer: number,
 *   bytes_of_a_parameter: number}} Prices  the most work and memory, and what they are made of
 * @typedef {{prices: Prices, inputs: Record<string, number>}} Known  inputs: of an example of each kind
 */

/** The hidden layers that were built. @param {number[]} layers */
export function hiddenOf(layers) {
  return layers.slice(1, -1);
}

/**
 * How many epochs, and how many seeds, a comparison may have at most with all else as it is: the engine
 * refuses more. panels/architecture/price.py says what a run takes.
 * @param {Comparison} compare @param {Known} known
 */
export function roomFor({ dataset, networks, seeds }, { prices, inputs }) {
  const { samples = 1 } = dataset;
  const all = networks.map(({ hidden }) => [inputs[dataset.name] ?? 1, ...hidden, 1]);
  const units = (/** @type {number[]} */ sizes) => sizes.reduce((sum, size) => sum + size, 0);
  const products = (/** @type {number[]} */ sizes) =>
    sizes.slice(1).reduce((sum, size, layer) => sum + size * (sizes[layer] ?? 0), 0);
  const work = all.reduce((sum, sizes) => {
    const outputs = units(sizes.slice(1));
    return sum + prices.passes * products(sizes) + prices.answer * outputs;
  }, 0);
  const bytes = all.map((sizes) => {
    const parameters = products(sizes) + units(sizes.slice(1));
    return prices.bytes_of_an_answer * samples * units(sizes) + prices.bytes_of_a_parameter * parameters;
  });
  return {
    epochs: Math.floor(prices.work / (work * seeds * samples)),
    seeds: Math.floor(prices.bytes / Math.max(...bytes)),
  };
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

/**
 * The comparison with the hidden layers that were built: in the place of one of its networks, or as one more.
 * @param {Api.ArchitectureRequest} request @param {number | null} place
 * @param {{comparison: Comparison, networks: number}} constants
 */
export function comparedWith({ compare, layers }, place, { comparison, networks: most }) {
  const hidden = hiddenOf(layers);
  const known = compare ?? comparison;
  return place === null ? withNetwork(known, comparison, hidden, most) : withHidden(known, place, hidden);
}

/** The last one stays. @param {Comparison} compare @param {number} place @returns {Comparison} */
export function withoutNetwork(compare, place) {
  if (compare.networks.length < 2) return compare;
  return { ...compare, networks: compare.networks.filter((_, index) => index !== place) };
}
