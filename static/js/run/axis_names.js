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

/**
 * What the inputs of the network are called; null where they are only x₁, x₂, ….
 * @param {Pick<import("./model.js").Data, "features" | "feature_names" | "input_names">} data
 */
export function namesOfInputs({ features, feature_names: derived, input_names: names }) {
  if (features) return derived;
  return names.every((name) => /^x\d*$/.test(name)) ? null : names;
}

/** What one answer of a classifier is. @param {import("./model.js").RunResult} result */
export function answerAxis({ data, settings }) {
  const output = settings.activations.at(-1);
  if (data.class_names.length > 2 || settings.layers.at(-1) !== 1)
    return output === "softmax" ? "probability of the right class" : "answer for the right class";
  return output === "sigmoid" ? `probability of ${shortName(data.class_names[1] ?? "1")}` : "answer";
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
