/** The layers of a fit, apart from their picture: how they add up, in which order, what draws them. */

import { noun } from "../../lib/format.js";

/** A corner is where the slope changes by more than this share of the highest value. */
const STRAIGHT = 1e-7;

/**
 * The units from left to right, by where they bend; those that bend nowhere are last.
 * @param {(number | null)[]} kinks @returns {number[]}
 */
export function orderOf(kinks) {
  const at = (/** @type {number} */ unit) => kinks[unit] ?? Number.POSITIVE_INFINITY;
  return kinks.map((_, unit) => unit).sort((one, other) => at(one) - at(other) || one - other);
}

/**
 * The output's bias and what these units add to it, place by place.
 * @param {number[][]} units @param {number} bias @param {number[]} added @param {number} places
 */
export function addedUp(units, bias, added, places) {
  const sums = new Array(places).fill(bias);
  for (const unit of added)
    for (let place = 0; place < places; place++) sums[place] += units[unit]?.[place] ?? 0;
  return /** @type {number[]} */ (sums);
}

/**
 * The places that a line needs: its ends, and where it is not straight.
 * @param {number[]} values  at places evenly apart @returns {number[]}
 */
export function corners(values) {
  let least = STRAIGHT * 1e-9;
  for (const value of values) least = Math.max(least, STRAIGHT * Math.abs(value));
  const last = values.length - 1;
  const found = [0];
  for (let place = 1; place < last; place++) {
    const [before = 0, value = 0, after = 0] = [values[place - 1], values[place], values[place + 1]];
    if (Math.abs(before - 2 * value + after) > least) found.push(place);
  }
  return last > 0 ? [...found, last] : found;
}

/**
 * The ends of an axis for some values, with room around them.
 * @param {number[][]} lines @param {number} margin  as a share @returns {[number, number]}
 */
export function endsOf(lines, margin) {
  if (!lines.some((line) => line.length)) return [-1, 1];
  let [low, high] = [0, 0];
  for (const line of lines)
    for (const value of line) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  const room = margin * Math.max(high - low, 0.2);
  return [low - room, high + room];
}

/**
 * The points of a drawing: the curve at every so many places.
 * @param {number[]} x @param {number[]} heights @param {number} every @returns {number[][]}
 */
export function sampled(x, heights, every) {
  return x.flatMap((at, place) =>
    place % every === 0
      ? [[Number(at.toFixed(4)), Number(/** @type {number} */ (heights[place]).toFixed(2))]]
      : [],
  );
}

/** “1 unit”, “10 units” @param {number} count @param {string} singular */
export function counted(count, singular) {
  return `${count} ${noun(count, singular)}`;
}
