/** A loss, the output that it takes, the targets that it allows: when one is changed, the others follow. */

/**
 * @typedef {Record<string, Api.SmallNetworkSpec["output_activation"]>} Outputs  by the loss
 */

/**
 * A request whose loss, output and targets go together.
 * @param {Api.BackpropRequest} request @param {string} path  what has been changed @param {Outputs} outputs
 */
export function settledLoss(request, path, outputs) {
  const next = { ...request };
  const output = outputs[next.loss];
  if (output && path === "loss")
    next.network = { ...next.network, output_activation: output, activations: null };
  if (output && outputOf(next.network) !== output) next.loss = "mse";
  if (next.loss in outputs) next.y = next.y.map((each) => Math.min(1, Math.max(0, each)));
  if (next.loss === "cross_entropy") next.y = shares(next.y, Number(/^y\.(\d+)/.exec(path)?.[1] ?? 0));
  return { ...next, half: next.half && next.loss === "mse" };
}

/** @param {Api.SmallNetworkSpec} network */
function outputOf({ activations, output_activation }) {
  return activations?.at(-1) ?? output_activation;
}

/**
 * Targets that add to 1: the one that was set is kept, the others share the rest as before.
 * @param {number[]} y @param {number} kept
 */
function shares(y, kept) {
  const own = y.length > 1 ? (y[kept] ?? 0) : 1;
  const others = y.reduce((sum, each, index) => (index === kept ? sum : sum + each), 0);
  return y.map((each, index) => {
    if (index === kept) return own;
    return (1 - own) * (others ? each / others : 1 / (y.length - 1));
  });
}
