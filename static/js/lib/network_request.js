/** Rules between the fields of a network in a request, wherever a panel has one. */

const DRAWS = /^network\.(layers|seed|initializer)/;
const FUNCTIONS = /^network\.(layers|hidden_activation|output_activation)/;

/**
 * @typedef {{weights?: number[][][] | null, biases?: number[][] | null, parameter_count?: number | null,
 *   activations?: string[] | null, hidden_activation?: string | undefined,
 *   output_activation?: string | undefined}} Network
 */

/**
 * The network after one of its fields was set. Another shape or seed draws other weights, and a function
 * chosen for all hidden layers takes the place of one for each layer.
 * @template {Network} N
 * @param {N} network @param {string} path  of the field that was set, from the request on
 * @returns {N & Network}
 */
export function settledNetwork(network, path) {
  const drawn = DRAWS.test(path)
    ? { ...network, weights: null, biases: null, parameter_count: null }
    : network;
  const { activations } = network;
  if (!activations || !FUNCTIONS.test(path)) return drawn;
  return {
    ...drawn,
    hidden_activation: network.hidden_activation ?? activations[0],
    output_activation: network.output_activation ?? activations.at(-1),
    activations: null,
  };
}
