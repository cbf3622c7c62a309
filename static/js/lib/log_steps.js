/** The values of a logarithmic slider: of two digits that count, and another one at each step. */

/**
 * The value at a position. Where a step is finer than two digits are, it goes to the next value all the same:
 * else an arrow key would do nothing at 0.10, whose next step is 0.102.
 * @param {number} position  the logarithm, of base 10 @param {number} now  the value before
 */
export function valueAtPosition(position, now) {
  const value = twoDigits(10 ** position);
  const before = Math.log10(now);
  if (position > before && value <= now) return twoDigits(now + unitOf(now));
  if (position < before && value >= now) return twoDigits(now - unitOf(now));
  return value;
}

/** The second digit's unit. @param {number} value */
function unitOf(value) {
  return 10 ** (Math.floor(Math.log10(value)) - 1);
}

/** @param {number} value */
function twoDigits(value) {
  return Number(value.toPrecision(2));
}
