/** Where rows lie: between the scale of the data and that of the picture, and how far the sliders go. */
import { inputAxis } from "../../run/axis_names.js";

/** @typedef {import("./panel.js").Known} Known */

/** “line 7” of a table, or “row 1”. @param {Known["rows"]} rows */
export function rowName({ lines, row }) {
  return lines ? `line ${lines[row]}` : `row ${row + 1}`;
}

/** A slider has so many steps at least. */
const STEPS = 400;
const MOST_DECIMALS = 12;

/** A number of a row as the picture has it: standardized where the data are. @param {Known} result */
export function shownAt({ data: { scaling } }, /** @type {number} */ input, /** @type {number} */ value) {
  return scaling ? (value - (scaling.mean[input] ?? 0)) / (scaling.std[input] ?? 1) : value;
}

/** A number of the picture as the data have it. @param {Known} result */
export function givenAt({ data: { scaling } }, /** @type {number} */ input, /** @type {number} */ place) {
  return scaling ? place * (scaling.std[input] ?? 1) + (scaling.mean[input] ?? 0) : place;
}

/** A standard deviation of an input, in the picture. @param {Known} result @param {number} input */
export function spreadAt({ data: { scaling }, distances }, input) {
  const spread = distances.spread[input] ?? 1;
  return scaling ? spread / (scaling.std[input] ?? 1) : spread;
}

/**
 * The ends of the picture along an input: those of the map.
 * @param {Known} result @param {number} input @returns {[number, number]}
 */
export function endsOf({ grid, data }, input) {
  const axis = grid?.axes[input];
  return [axis?.[0] ?? data.low[input] ?? 0, axis?.[1] ?? data.high[input] ?? 1];
}

/**
 * What a slider of a row needs: as far as the picture goes, in steps of one, two or five.
 * @param {Known} result @param {number} input
 */
export function controlOf(result, input) {
  const [low, high] = endsOf(result, input).map((place) => givenAt(result, input, place));
  const step = niceStep(((high ?? 1) - (low ?? 0)) / STEPS);
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const rounded = (/** @type {number} */ end, /** @type {(x: number) => number} */ way) =>
    Number((way(end / step) * step).toFixed(decimals));
  /** @type {[number, number]} */
  const reach = [rounded(low ?? 0, Math.ceil), rounded(high ?? 1, Math.floor)];
  return { name: inputAxis({ ...result.data, scaling: null }, input), reach, step, decimals };
}

/** The largest of 1, 2, 5, 10, … that is no larger. @param {number} step */
function niceStep(step) {
  const power = 10 ** Math.floor(Math.log10(step || 1));
  const digit = [5, 2, 1].find((each) => each * power <= step) ?? 1;
  return digit * power;
}

/**
 * A slider that is that of an input, as far as the picture goes.
 * @param {import("../../controls/slider.js").NudgeSlider} slider @param {Known} result
 * @param {number} input
 */
export function bound(slider, result, input) {
  const { name, reach, step, decimals } = controlOf(result, input);
  slider.name = name;
  const field = /** @type {HTMLElement} */ (slider.querySelector("nudge-number"));
  const range = /** @type {HTMLInputElement} */ (slider.querySelector("input[type=range]"));
  if (range.step !== String(step)) range.step = String(step);
  Object.assign(slider.dataset, { decimals });
  Object.assign(field.dataset, { step, decimals });
  slider.bound(null, reach);
}
