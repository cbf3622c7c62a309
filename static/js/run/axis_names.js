/** What the axes of a run's pictures are called: short enough, and with the scale that they have. */
import { subscript } from "../lib/format.js";

const MOST_LETTERS = 24;

/** An input's name. @param {import("./model.js").Data} data @param {number} axis */
export function inputAxis({ input_names: names, scaling }, axis) {
  return called(names[axis] ?? "", scaling !== null);
}

/** The target's name. @param {import("./model.js").Data} data */
export function targetAxis({ target_name: name, target_scaling: scaling }) {
  return called(name, scaling !== null);
}

/**
 * Numbers are set low where a name is only a letter and a number.
 * @param {string} name @param {boolean} isScaled
 */
function called(name, isScaled) {
  const short = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1).trimEnd()}…` : name;
  const set = short.replace(/^([a-z])(\d+)$/, (_, letter, digits) => letter + subscript(Number(digits)));
  return isScaled ? `${set}, standardized` : set;
}
