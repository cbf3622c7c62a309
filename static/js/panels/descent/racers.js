/** What the parts of the race share: an optimizer's line, and where it is at a step. */
import { html, svg } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { compact } from "../../lib/format.js";

/** @typedef {Api.Racer} Racer */

const STYLES = [
  "racer-sgd",
  "racer-momentum",
  "racer-nesterov",
  "racer-adagrad",
  "racer-rmsprop",
  "racer-adam",
  "racer-adam-l2",
  "racer-adamw",
];

/** The style of an optimizer's line, by what it is called. @param {Racer} racer */
export function kindOf({ title }) {
  return STYLES.find((style) => style === `racer-${title.toLowerCase().replace(" with ", "-")}`) ?? "";
}

/** The last row of a path that there is at a step. @param {Racer} racer @param {number} step */
export function rowAt({ loss }, step) {
  return Math.min(step, loss.length - 1);
}

/** A piece of its line, for a legend. @param {Racer} racer */
export function sample(racer) {
  return html`<span class="racer-sample">${svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
    <path class="way ${kindOf(racer)}" d="M0,6H36"></path></svg>`}</span>`;
}

const [DECIMALS, MOST_DECIMALS] = [3, 5];

/**
 * A loss with its source: three decimals, or so many that two digits count; a tinier one as a power of ten.
 * @param {Api.DescentResult} result @param {number} index  of the path @param {number} row
 */
export function lossAt(result, index, row) {
  const loss = /** @type {number} */ (result.paths[index]?.loss[row]);
  const decimals = loss === 0 ? DECIMALS : Math.max(DECIMALS, 1 - Math.floor(Math.log10(Math.abs(loss))));
  return decimals > MOST_DECIMALS
    ? html`<span class="number">${compact(loss)}</span>`
    : shown(result, `paths.${index}.loss.${row}`, decimals);
}
