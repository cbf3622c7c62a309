/**
 * A regression over the plane: what is answered as a relief, examples colored by their targets on the same
 * scale, and lines of equal height. Blue is above the middle of all targets, orange below.
 */
import { html, svg } from "../../vendor/vendor.js";
import { fieldText } from "../lib/number_text.js";
import { targetCalled } from "./axis_names.js";

/** @typedef {import("./model.js").Data} Data */
/**
 * @typedef {{middle: number, reach: number}} Relief  the middle of the targets, and how far they go from it
 */

/** @param {Data} data @returns {Relief} */
export function reliefOf({ targets }) {
  const [low, high] = targets.reduce(
    ([least, most], [value = 0]) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return { middle: (low + high) / 2, reach: (high - low) / 2 || 1 };
}

/**
 * The heights of the lines: a few even steps through the targets.
 * @param {Relief} relief @param {number} [count]
 */
export function heightsOf({ middle, reach }, count = 5) {
  return Array.from({ length: count }, (_, place) => middle + reach * ((2 * (place + 1)) / (count + 1) - 1));
}

/**
 * An example, as deep in color as its target is far from the middle; hollow is held out.
 * @param {{x: number, y: number, value: number, isHeldOut: boolean, size: number}} example
 * @param {Relief} relief
 */
export function valueMark({ x, y, value, isHeldOut, size }, { middle, reach }) {
  const share = Math.min(1, Math.abs(value - middle) / reach);
  const color = value < middle ? "below" : "above";
  return svg`<circle class="mark of-number ${isHeldOut ? "held-out" : ""}" cx=${x} cy=${y} r=${size}></circle>
    <circle class="mark-color ${color} ${isHeldOut ? "held-out" : ""}" cx=${x} cy=${y} r=${size - 0.7}
      fill-opacity=${share.toFixed(3)} stroke-opacity=${share.toFixed(3)}></circle>`;
}

/** A target on the scale that it came with. @param {number} value @param {Data} data */
function asWritten(value, { target_scaling: scaling }) {
  return scaling ? (scaling.mean[0] ?? 0) + (scaling.std[0] ?? 1) * value : value;
}

/** What the colors mean. @param {Data} data */
export function reliefLegend(data) {
  const relief = reliefOf(data);
  const { middle, reach } = relief;
  const key = (/** @type {number} */ value) => html`<span><svg class="key" viewBox="-8 -8 16 16"
      aria-hidden="true">${valueMark({ x: 0, y: 0, value, isHeldOut: false, size: 5.5 }, relief)}</svg>
    ${fieldText(Number(asWritten(value, data).toPrecision(4)), 0)}</span>`;
  return html`<p class="plane-legend"><span>${targetCalled(data)}:</span>
    ${[middle - reach, middle, middle + reach].map(key)}
    ${data.split.includes("validation") ? html`<span>hollow: held out</span>` : ""}
    <span>lines: equal answers</span></p>`;
}
