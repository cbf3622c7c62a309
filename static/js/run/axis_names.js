/** What the axes of a run's pictures are called: short enough, with the unit or the scale that they have. */
import { shortName } from "../lib/names.js";

/** An input's name. @param {import("./model.js").Data} data @param {number} axis */
export function inputAxis({ input_names: names, input_units: units, scaling }, axis) {
  return scaled(shortName(names[axis] ?? ""), units[axis], scaling !== null);
}

/** A target's name. @param {import("./model.js").Data} data @param {number} [place]  of several */
export function targetAxis({ target_names: names, target_units: units, target_scaling: scaling }, place = 0) {
  return scaled(shortName(names[place] ?? ""), units[place], scaling !== null);
}

/** A target's name, on the scale of its table. @param {import("./model.js").Data} data */
export function targetCalled({ target_names: names, target_units: units }) {
  return scaled(shortName(names[0] ?? ""), units[0], false);
}

/**
 * Standardized numbers have no unit.
 * @param {string} name @param {string} [unit] @param {boolean} [isScaled]
 */
function scaled(name, unit = "", isScaled = false) {
  if (isScaled) return `${name}, standardized`;
  return unit ? `${name} (${unit})` : name;
}
