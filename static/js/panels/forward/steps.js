/**
 * The forward pass as a list of steps, at three paces: a layer at once, a neuron at once, or term by
 * term. A step says how far the pass has come; nothing is computed here, only revealed in order.
 * @typedef {{layer: number, unit: number, terms: number, stage: "term" | "bias" | "activation"}} Step
 *   layer: 1 for the first hidden layer; unit: the last one reached, from 0; terms: how many of its
 *   products are added up
 */

/** @param {number[]} sizes @param {"layer" | "neuron" | "term"} pace @returns {Step[]} */
export function forwardSteps(sizes, pace) {
  return sizes.slice(1).flatMap((units, index) => {
    const layer = index + 1;
    const inputs = sizes[index];
    if (pace === "layer") return [finished(layer, units - 1, inputs)];
    return range(units).flatMap((unit) =>
      pace === "neuron" ? [finished(layer, unit, inputs)] : termSteps(layer, unit, inputs),
    );
  });
}

/** @param {number} layer @param {number} unit @param {number} inputs @returns {Step[]} */
function termSteps(layer, unit, inputs) {
  const terms = range(inputs).map((i) => /** @type {Step} */ ({ layer, unit, terms: i + 1, stage: "term" }));
  return [...terms, { layer, unit, terms: inputs, stage: "bias" }, finished(layer, unit, inputs)];
}

/** @param {number} layer @param {number} unit @param {number} inputs @returns {Step} */
function finished(layer, unit, inputs) {
  return { layer, unit, terms: inputs, stage: "activation" };
}

/**
 * Whether a unit's activation is known at a step. Null stands for the finished pass.
 * @param {Step | null} step @param {number} layer @param {number} unit
 */
export function isKnown(step, layer, unit) {
  if (step === null || layer < step.layer) return true;
  if (layer > step.layer || unit > step.unit) return false;
  return unit < step.unit || step.stage === "activation";
}

/**
 * How many rows of a unit's arithmetic are known: its terms, then the bias, then z and a.
 * @param {Step | null} step @param {number} layer @param {number} unit @param {number} inputs
 * @returns {{terms: number, z: boolean, a: boolean}}
 */
export function knownRows(step, layer, unit, inputs) {
  if (isKnown(step, layer, unit)) return { terms: inputs, z: true, a: true };
  if (step === null || layer !== step.layer || unit !== step.unit) return { terms: 0, z: false, a: false };
  return { terms: step.terms, z: step.stage === "bias", a: false };
}

/**
 * Whether the signal is on its way along an edge at this step.
 * @param {Step | null} step @param {"layer" | "neuron" | "term"} pace
 * @param {number} layer  of the edge's end @param {number} to @param {number} from
 */
export function isTraveling(step, pace, layer, to, from) {
  if (step === null || layer !== step.layer) return false;
  if (pace === "layer") return true;
  if (to !== step.unit) return false;
  return pace === "neuron" || (step.stage === "term" && from === step.terms - 1);
}

/**
 * Whether a unit lights up at this step, as soon as the signal has come in along its edges.
 * @param {Step | null} step @param {"layer" | "neuron" | "term"} pace
 * @param {number} layer @param {number} unit
 */
export function isArriving(step, pace, layer, unit) {
  if (step === null || layer !== step.layer || step.stage !== "activation") return false;
  return pace === "layer" || (pace === "neuron" && unit === step.unit);
}

/**
 * What of a unit's arithmetic opens when the signal has come in: all of it, or the one product.
 * @param {Step | null} step @param {"layer" | "neuron" | "term"} pace
 * @param {number} layer @param {number} unit
 * @returns {{arriving: boolean, term: number | null}}
 */
export function opening(step, pace, layer, unit) {
  const isNext = step?.stage === "term" && step.layer === layer && step.unit === unit;
  return { arriving: isArriving(step, pace, layer, unit), term: isNext ? step.terms - 1 : null };
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
