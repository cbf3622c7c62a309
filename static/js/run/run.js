/**
 * A run in the page: put together from the parts of a stream, then read place by place. A place is a
 * snapshot: the network as it was after an epoch.
 */
import { placeOfEpoch } from "../lib/epochs.js";

/**
 * @typedef {import("./model.js").RunResult} RunResult
 * @typedef {import("./model.js").Theta} Theta
 * @typedef {import("./model.js").Parameters} Parameters
 */

/**
 * A result with one more part of it: lists grow, objects are joined, anything else is replaced.
 * @param {any} whole @param {any} part @returns {any}
 */
export function joined(whole, part) {
  if (Array.isArray(whole) && Array.isArray(part)) {
    for (const item of part) whole.push(item);
    return whole;
  }
  if (!isObject(whole) || !isObject(part)) return part;
  for (const [key, value] of Object.entries(part)) {
    whole[key] = key in whole ? joined(whole[key], value) : value;
  }
  return whole;
}

/**
 * θ as weights[l][j][i] and biases[l][j]: row by row, then the biases, layer after layer.
 * @param {Theta} theta @param {number[]} sizes @returns {Parameters}
 */
export function unpacked(theta, sizes) {
  const numbers = Array.from(theta);
  let at = 0;
  const take = (/** @type {number} */ count) => {
    at += count;
    return numbers.slice(at - count, at);
  };
  const weights = [];
  const biases = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [n, m] = [/** @type {number} */ (sizes[layer - 1]), /** @type {number} */ (sizes[layer])];
    weights.push(Array.from({ length: m }, () => take(n)));
    biases.push(take(m));
  }
  return { weights, biases };
}

/**
 * The fields in which two requests differ, as paths; lists count as one field.
 * @param {any} one @param {any} other @param {string} [prefix] @returns {string[]}
 */
export function changedPaths(one, other, prefix = "") {
  const keys = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...keys].flatMap((key) => {
    const [a, b] = [one?.[key], other?.[key]];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    if (isObject(a) && isObject(b)) return changedPaths(a, b, `${prefix}${key}.`);
    return [prefix + key];
  });
}

/**
 * The same result with the batches of one epoch put in between: fractions of an epoch, each with its θ.
 * @param {RunResult} result @param {{epoch: number, parameters: Theta[], loss: (number | null)[]}} batches
 *   @returns {RunResult}
 */
export function withBatches(result, { epoch, parameters, loss }) {
  const { snapshots } = result;
  const whole = snapshots.epoch.map(Number.isInteger);
  const kept = (/** @type {any[] | null} */ column) => column?.filter((_, place) => whole[place]) ?? null;
  const epochs = /** @type {number[]} */ (kept(snapshots.epoch));
  const start = placeOfEpoch(epochs, epoch - 1) + 1;
  const inside = parameters.slice(0, -1);
  const spliced = (/** @type {any[] | null} */ column, /** @type {any[]} */ items) =>
    column && [...column.slice(0, start), ...items, ...column.slice(start)];
  const gaps = inside.map(() => null);
  return {
    ...result,
    batches: { epoch, loss },
    snapshots: {
      epoch: /** @type {number[]} */ (
        spliced(
          epochs,
          inside.map((_, batch) => epoch - 1 + (batch + 1) / parameters.length),
        )
      ),
      parameters: /** @type {Theta[]} */ (spliced(kept(snapshots.parameters), inside)),
      confusion: spliced(kept(snapshots.confusion), gaps),
      validation_confusion: spliced(kept(snapshots.validation_confusion), gaps),
    },
  };
}

/** The last epoch there is. @param {RunResult} result */
export function lastEpochOf({ history }) {
  return history.epoch.at(-1) ?? 0;
}

/** @param {any} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
