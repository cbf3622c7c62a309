/** What the parts of the range test share: rates as they are written, the rules, the step that is shown. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").Rule} Rule
 */

/**
 * So many decimals that two digits of a rate count. The server's sentence has as many.
 * @param {number} rate
 */
export function decimalsOf(rate) {
  return Math.max(0, 1 - Math.floor(Math.log10(rate)));
}

/** @param {number} rate */
export function rateText(rate) {
  return fixed(rate, decimalsOf(rate));
}

/** A rate of the result with its source. @param {object} result @param {string} path */
export function rateShown(result, path) {
  const rate = /** @type {number | null} */ (valueAt(result, path) ?? null);
  return rate === null ? html`<span class="number">none</span>` : shown(result, path, decimalsOf(rate));
}

/** The rules by name, that of the suggestion first. @param {Shown} model @returns {Rule[]} */
export function rulesOf({ constants, result }) {
  const names = /** @type {Rule[]} */ (Object.keys(constants.rules));
  return [...names].sort((a, b) => Number(b === result.suggested_by) - Number(a === result.suggested_by));
}

/**
 * The rates that a rule suggests, a seed each; those without one are left out.
 * @param {Shown} model @param {Rule} rule
 */
export function ratesOf({ result }, rule) {
  return /** @type {number[]} */ (result.spread[rule].filter((rate) => rate !== null));
}

/** The step that is shown, from 0; the last one at the end. @param {Shown} model */
export function stepOf({ step, result }) {
  return step ?? Math.max(0, result.loss.length - 1);
}
