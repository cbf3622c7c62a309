/** What the parts of the panel share: the name and the style of a rate, and what is known at an epoch. */
import { html, svg } from "../../../vendor/vendor.js";
import { mark } from "../../charts/curve_lines.js";
import { indexOfEpoch } from "../../lib/epochs.js";

/** @typedef {import("./panel.js").Shown} Shown */

const LETTERS = "ABCDE";
const STYLES = ["rate-0", "rate-1", "rate-2", "rate-3", "rate-4"];
/** @type {import("../../lib/curve_data.js").Mark[]} */
const MARKS = ["circle", "square", "hollow circle", "hollow square", "circle"];

/** @param {number} index */
export function letterOf(index) {
  return LETTERS[index] ?? "";
}

/** The style of a rate's lines and marks. @param {number} index */
export function kindOf(index) {
  return STYLES[index] ?? "";
}

/** What tells its line from the others without color. @param {number} index */
export function markOf(index) {
  return MARKS[index % MARKS.length];
}

/** A rate as short as it is: 0.00001, 0.5, 3. @param {number} rate */
export function rateText(rate) {
  return rate < 1 ? rate.toFixed(6).replace(/0+$/, "").replace(/\.$/, "") : String(Number(rate.toFixed(3)));
}

/** “A, η 0.01” @param {Api.RateRun} run @param {number} index */
export function nameOf(run, index) {
  return `${letterOf(index)}, η ${rateText(run.learning_rate)}`;
}

/** A piece of its line with its mark, for a table. @param {number} index */
export function sample(index) {
  return html`<span class="rate-sample">${svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
    <path class="curve ${kindOf(index)}" d="M0,6H36"></path>
    ${mark(18, 6, { kind: kindOf(index), mark: markOf(index) })}</svg>`}</span>`;
}

/** Which epoch is shown. @param {Pick<Shown, "view" | "request">} model */
export function shownEpoch({ view, request }) {
  return Math.min(view.step ?? request.epochs, request.epochs);
}

/**
 * The loss of a run at an epoch; null where it has none (any more).
 * @param {Api.RateRun} run @param {number} epoch
 */
export function lossAt(run, epoch) {
  return run.loss[Math.min(epoch, run.loss.length - 1)] ?? null;
}

/** The latest picture that is kept up to an epoch. @param {Shown} model */
export function keptPlace({ result, epoch }) {
  return indexOfEpoch(result.kept, epoch);
}

/**
 * A new rate in the middle of the widest gap of a logarithmic axis.
 * @param {number[]} rates @param {[number, number]} ends
 */
export function between(rates, ends) {
  const places = [...ends, ...rates].map(Math.log10).sort((one, other) => one - other);
  const gaps = places.slice(1).map((place, index) => place - /** @type {number} */ (places[index]));
  const widest = gaps.indexOf(Math.max(...gaps));
  const middle = /** @type {number} */ (places[widest] + /** @type {number} */ (places[widest + 1])) / 2;
  return Number((10 ** middle).toPrecision(1));
}
