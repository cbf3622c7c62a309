/**
 * Backpropagation as a play: what is known at each step of the walk, where its stages begin, and how the
 * arrow keys go from parameter to parameter. Nothing is computed here, only revealed in order.
 * @typedef {"forward" | "loss" | "backward" | "update"} Stage
 * @typedef {{stage: Stage, layer: number | null, unit: number | null, sentence: string}} WalkStep
 * @typedef {{stage: Stage, layer: number | null, unit: number | null, forward: number, loss: boolean,
 *   backward: number, update: boolean}} Known
 *   stage, layer, unit: where the play stands; layer null where it moves nothing, unit where it is about a
 *   whole layer. forward: the last layer whose activations are known; backward: the first layer all of whose
 *   error signals are.
 * @typedef {number[]} At  layer (from 1), unit, and the input of a weight; without the input, the bias
 */

/** @type {Stage[]} */
export const STAGES = ["forward", "loss", "backward", "update"];

/**
 * What is known at a step; null stands for the end, where everything is.
 * @param {WalkStep[]} walk @param {number | null} index @returns {Known}
 */
export function knownAt(walk, index) {
  const layers = walk.filter((step) => step.stage === "forward").length;
  if (index === null)
    return {
      stage: "update",
      layer: null,
      unit: null,
      forward: layers,
      loss: true,
      backward: 1,
      update: true,
    };
  const done = walk.slice(0, index + 1);
  const { stage, layer, unit } = walk[index];
  return {
    stage,
    layer,
    unit,
    forward: done.filter((step) => step.stage === "forward").length,
    loss: done.some((step) => step.stage === "loss"),
    backward: firstLayerBack(walk, index, layers),
    update: stage === "update",
  };
}

/**
 * The first layer that has all its error signals.
 * @param {WalkStep[]} walk @param {number} index @param {number} layers
 */
function firstLayerBack(walk, index, layers) {
  const { stage, layer } = walk[index];
  if (stage === "update") return 1;
  if (stage !== "backward" || layer === null) return layers + 1;
  const next = walk[index + 1];
  return next?.stage === "backward" && next.layer === layer ? layer + 1 : layer;
}

/**
 * Whether the error signal of a unit is known.
 * @param {Known} known @param {number} ofLayer @param {number} ofUnit
 */
export function isBack({ stage, layer, unit, backward }, ofLayer, ofUnit) {
  return backward <= ofLayer || (stage === "backward" && layer === ofLayer && ofUnit <= (unit ?? -1));
}

/**
 * The parameter whose arithmetic a step does: of the unit that is computed. One of that unit's that is open
 * stays open.
 * @param {WalkStep} step @param {At} open @param {number} layers  of weights
 * @returns {At}
 */
export function followed({ stage, layer, unit }, open, layers) {
  if (stage === "update") return open;
  const [l, u] = stage === "loss" ? [layers, 0] : [layer ?? layers, unit ?? 0];
  return open[0] === l && open[1] === u ? open : [l, u];
}

/** The step at which a stage is complete. @param {WalkStep[]} walk @param {Stage} stage */
export function endOf(walk, stage) {
  return walk.map((step) => step.stage).lastIndexOf(stage);
}

/** @type {Record<Api.WrongNumber["quantity"], Stage>} */
const STAGE_OF = {
  z: "forward",
  a: "forward",
  loss: "loss",
  delta: "backward",
  weights: "backward",
  biases: "backward",
  "updated.weights": "update",
  "updated.biases": "update",
};

/**
 * The step that computes a number, and the parameter in whose arithmetic it stands; none for the loss.
 * @param {WalkStep[]} walk @param {Api.WrongNumber["quantity"]} quantity
 * @param {number[]} place  layer, unit and of a weight its input, or the layer alone
 * @returns {{step: number, at: At | null}}
 */
export function whereIs(walk, quantity, [layer, unit = 0, input = 0]) {
  const stage = STAGE_OF[quantity];
  const isThere = (/** @type {WalkStep} */ step) =>
    step.stage === stage && step.layer === layer && (step.unit ?? unit) === unit;
  const found = walk.findIndex(isThere);
  const step = found < 0 ? endOf(walk, stage) : found;
  if (quantity === "loss") return { step, at: null };
  return { step, at: quantity.endsWith("biases") ? [layer, unit] : [layer, unit, input] };
}

/**
 * The parameter that is open: the one chosen, or the output's first weight where there is no such.
 * @param {number[]} sizes @param {At} at @returns {At}
 */
export function openParameter(sizes, at) {
  const [layer, unit, input] = at;
  const isThere = layer >= 1 && layer < sizes.length && unit < sizes[layer];
  return isThere && (input === undefined || input < sizes[layer - 1]) ? at : [sizes.length - 1, 0, 0];
}

/**
 * All parameters of a layer in order: the weights into each unit, then its bias.
 * @param {number[]} sizes @param {number} layer @returns {At[]}
 */
export function parametersOf(sizes, layer) {
  const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => index);
  return range(sizes[layer]).flatMap((unit) => [
    ...range(sizes[layer - 1]).map((input) => [layer, unit, input]),
    [layer, unit],
  ]);
}

/**
 * Where an arrow key leads: up and down through the parameters of a layer, left and right to the layer beside
 *   it.
 * @param {number[]} sizes @param {At} at @param {string} key @returns {At | null}  null for any other key
 */
export function moved(sizes, at, key) {
  const here = parametersOf(sizes, at[0]);
  const index = here.findIndex((each) => String(each) === String(at));
  if (key === "ArrowUp" || key === "ArrowDown")
    return here[Math.min(here.length - 1, Math.max(0, index + (key === "ArrowDown" ? 1 : -1)))];
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const layer = Math.min(sizes.length - 1, Math.max(1, at[0] + (key === "ArrowRight" ? 1 : -1)));
  if (layer === at[0]) return at;
  const there = parametersOf(sizes, layer);
  return there[Math.min(there.length - 1, Math.round((index / here.length) * there.length))];
}

/** What may be seen while something is worked out by hand: nothing that comes after it in the chain. */
const CHAIN = ["dL_da", "da_dz", "delta", "gradient", "updated"];

/** Whether a number of the open parameter is hidden. @param {string} asked @param {string} name */
export function isHidden(asked, name) {
  return asked !== "none" && CHAIN.indexOf(name) >= CHAIN.indexOf(asked);
}
