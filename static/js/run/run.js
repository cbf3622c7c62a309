/**
 * A run in the page: put together from the parts of a stream, then read snapshot by snapshot. One
 * snapshot: the network as it was after an epoch.
 */
import { indexOfEpoch } from "../lib/epochs.js";
import { isObject } from "../lib/state.js";

/**
 * @typedef {import("./model.js").RunResult} RunResult
 * @typedef {import("./model.js").Theta} Theta
 * @typedef {import("./model.js").Parameters} Parameters
 * @typedef {import("../panel/model.js").Values} Values
 */

/**
 * A result with one more part of it: lists grow, objects are joined, anything else is replaced.
 * @template T @param {T} whole @param {unknown} part @returns {T}
 */
export function joined(whole, part) {
  if (Array.isArray(whole) && Array.isArray(part)) {
    for (const item of part) whole.push(item);
    return whole;
  }
  if (!isObject(whole) || !isObject(part)) return /** @type {T} */ (part);
  /** @type {Values} */
  const fields = whole;
  for (const [key, value] of Object.entries(part)) {
    fields[key] = key in fields ? joined(fields[key], value) : value;
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
 * @param {Values} one @param {Values} other @param {string} [prefix] @returns {string[]}
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
 * @returns {RunResult}
 */
export function withBatches(result, { epoch, parameters, loss }) {
  const { snapshots } = result;
  const whole = snapshots.epoch.map(Number.isInteger);
  const epochs = snapshots.epoch.filter(Number.isInteger);
  const start = indexOfEpoch(epochs, epoch - 1) + 1;
  const inside = parameters.slice(0, -1);
  /** @template T @param {T[]} column @param {T[]} items  between those of whole epochs @returns {T[]} */
  const spliced = (column, items) => {
    const kept = column.filter((_, index) => whole[index]);
    return [...kept.slice(0, start), ...items, ...kept.slice(start)];
  };
  const shares = inside.map((_, batch) => epoch - 1 + (batch + 1) / parameters.length);
  const gaps = inside.map(() => null);
  return {
    ...result,
    batches: { epoch, loss },
    snapshots: {
      epoch: spliced(snapshots.epoch, shares),
      parameters: spliced(snapshots.parameters, inside),
      confusion: snapshots.confusion && spliced(snapshots.confusion, gaps),
      validation_confusion: snapshots.validation_confusion && spliced(snapshots.validation_confusion, gaps),
    },
  };
}

/** The last epoch there is. @param {RunResult} result */
export function lastEpochOf({ history }) {
  return history.epoch.at(-1) ?? 0;
}
