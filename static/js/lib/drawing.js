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

/** Within this share of the way to the next place, a place is where the pointer is. */
const AT_A_PLACE = 0.3;

/**
 * A stroke of the pointer over heights at places. A place that the stroke passes is on it: as high as the
 * pointer was there, not as high as where it went on to. While the pointer stays near a place, it moves it.
 * @param {number[]} places  rising
 * @returns {(heights: number[], to: Spot) => number[]}  the heights when the pointer has come to a spot
 */
export function stroke(places) {
  const gap = Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0)));
  /** How near the pointer has been to each place, and at which height. @type {Map<number, Spot>} */
  const seen = new Map();
  /** @type {Spot | null} */
  let last = null;
  return (heights, to) => {
    const from = last ?? to;
    last = to;
    const near = nearest(places, to.x);
    return heights.map((height, index) => {
      const place = /** @type {number} */ (places[index]);
      const away = Math.abs(to.x - place);
      if ((place - from.x) * (place - to.x) < 0) seen.set(index, { x: 0, y: heightAt(place, from, to) });
      else if (index === near && away <= (seen.get(index)?.x ?? away)) seen.set(index, { x: away, y: to.y });
      return index === near && away <= AT_A_PLACE * gap ? to.y : (seen.get(index)?.y ?? height);
    });
  };
}

/** The height of the way between two spots. @param {number} x @param {Spot} from @param {Spot} to */
function heightAt(x, from, to) {
  return from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
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
