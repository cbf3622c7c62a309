/**
 * How a unit's activation is shown by its lamp: unlit is zero, and the farther from zero, the brighter. Where
 * an activation can be negative, the rim says its sign: blue and solid, or vermillion and dashed.
 */

/** @typedef {import("../lib/activations.js").Range} Range */

/** Whether an activation can be negative. @param {Range} range */
function hasSign([low]) {
  return (low ?? -1) < 0;
}

/**
 * How bright a lamp is, from 0 for zero to 1 for one and more.
 * @param {number} value @param {Range} range  of the unit's activation
 */
export function brightness(value, range) {
  return Math.min(1, hasSign(range) ? Math.abs(value) : Math.max(0, value));
}

/** @param {number} share  brightness */
export function lampFill(share) {
  return `color-mix(in oklab, var(--lamp-lit) ${(share * 100).toFixed(1)}%, var(--lamp-unlit))`;
}

/** The classes of a lamp: its rim has the sign of its value. @param {number} value @param {Range} range */
export function lampKind(value, range) {
  if (!value || !hasSign(range)) return "lamp";
  return value < 0 ? "lamp negative" : "lamp positive";
}
