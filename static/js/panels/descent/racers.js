/** What the parts of the race share: an optimizer's line, and its loss. */
import { html, svg } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { amount } from "../../lib/format.js";

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
/** The dashes of several of one title: the first is drawn as it is. */
const REPEATED = ["", "repeated-1", "repeated-2", "repeated-3"];

/**
 * The style of an optimizer's line, by its title; several of one title are told apart by their dashes.
 * @param {Api.DescentResult} result @param {Racer} racer
 */
export function kindOf({ paths }, racer) {
  const { title } = racer;
  const own = STYLES.find((style) => style === `racer-${title.toLowerCase().replace(" with ", "-")}`) ?? "";
  const place = paths.filter((other) => other.title === title).indexOf(racer);
  return `${own} ${REPEATED[place % REPEATED.length]}`;
}

/** A piece of its line, for a legend. @param {Api.DescentResult} result @param {Racer} racer */
export function sample(result, racer) {
  return html`<span class="racer-sample">${svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
    <path class="way ${kindOf(result, racer)}" d="M0,6H36"></path></svg>`}</span>`;
}

const DECIMALS = 3;

/**
 * A loss with its source, or as a power of ten where three decimals say nothing.
 * @param {Api.DescentResult} result @param {number} index  of the path @param {number} row
 */
export function lossAt(result, index, row) {
  const loss = /** @type {number} */ (result.paths[index]?.loss[row]);
  const text = amount(loss);
  return text.includes("⁻")
    ? html`<span class="number" data-number="paths.${index}.loss.${row}:amount">${text}</span>`
    : shown(result, `paths.${index}.loss.${row}`, DECIMALS);
}
