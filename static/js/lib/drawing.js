/** What a drawing is made of, apart from its picture: heights at places, or the two ends of a line. */

/** @typedef {{x: number, y: number}} Spot */

/**
 * How many steps right and up each key leads a handle.
 * @param {number} far  steps up of PageUp @returns {Record<string, [number, number]>}
 */
export const keySteps = (far) => ({
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, far],
  PageDown: [0, -far],
});

/**
 * The heights after a stroke of the pointer: the place nearest to its end is there, and places that it passed
 * on the way are on it.
 * @param {number[]} places @param {number[]} heights @param {Spot} from @param {Spot} to
 */
export function stroked(places, heights, from, to) {
  const near = nearest(places, to.x);
  return heights.map((height, index) => {
    const place = /** @type {number} */ (places[index]);
    if (index === near) return to.y;
    const isPassed = (place - from.x) * (place - to.x) < 0;
    return isPassed ? from.y + ((place - from.x) / (to.x - from.x)) * (to.y - from.y) : height;
  });
}

/** Which of several numbers is nearest to one. @param {number[]} numbers @param {number} to */
export function nearest(numbers, to) {
  const far = numbers.map((each) => Math.abs(each - to));
  return far.indexOf(Math.min(...far));
}

/**
 * A value some steps on, inside of its axis.
 * @param {{low: number, high: number, step: number, decimals: number}} axis
 * @param {number} value @param {number} steps
 */
export function stepped({ low, high, step, decimals }, value, steps) {
  return Number(Math.min(high, Math.max(low, value + steps * step)).toFixed(decimals));
}

/**
 * The members of a list with one of them changed.
 * @template T @param {T[]} list @param {number} place @param {T} value
 */
export function withMember(list, place, value) {
  return list.map((each, index) => (index === place ? value : each));
}
