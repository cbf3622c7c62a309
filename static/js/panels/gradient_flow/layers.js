/** What the parts of the panel share: the names of layers, numbers of any size, how far a pass has come. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { compact, fixed } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** Decimals: usually, and at most in a table. */
const [DECIMALS, MOST] = [3, 5];

/** @param {{layers: object[]}} result @param {number} layer  from 0 */
export function nameOf({ layers }, layer) {
  return layer === layers.length - 1 ? "output" : `hidden layer ${layer + 1}`;
}

/**
 * A number with its source: three decimals, or so many that two digits count; a tinier one as a power of ten.
 * @param {object} result @param {string} path @param {number} [most]  decimals that there is room for
 */
export function sized(result, path, most = MOST) {
  const value = /** @type {number | null | undefined} */ (valueAt(result, path));
  if (value === null || value === undefined) return html`<span class="number">–</span>`;
  const decimals = value === 0 ? DECIMALS : Math.max(DECIMALS, 1 - Math.floor(Math.log10(Math.abs(value))));
  return decimals > most
    ? html`<span class="number">${compact(value)}</span>`
    : shown(result, path, decimals);
}

/** Decimals beyond which, and size from which on, a number is told in words. */
const [UNREADABLE, HUGE] = [12, 1e6];

/** A number of any size as it is read aloud. @param {number} value */
export function spoken(value) {
  const size = Math.abs(value);
  if (size >= HUGE) return "more than a million";
  const decimals = size === 0 ? DECIMALS : Math.max(DECIMALS, 1 - Math.floor(Math.log10(size)));
  return decimals > UNREADABLE ? "next to nothing" : fixed(value, decimals);
}

/** Whether the pass has come to a layer on its way forward. @param {Shown} model @param {number} layer */
export function isForward({ step, result }, layer) {
  return step === null || result.trained !== null || layer < step;
}

/** Whether the pass has come to a layer on its way back. @param {Shown} model @param {number} layer */
export function isBack({ step, result }, layer) {
  return step === null || result.trained !== null || layer >= 2 * result.layers.length - step;
}
