/**
 * Numbers on screen that know where they come from: each names its path in the panel's result, so that
 * anyone, a test among them, can hold it against the API.
 */
import { html, svg } from "../../vendor/vendor.js";
import { writtenAs } from "../lib/format.js";
import { valueAt } from "../lib/state.js";

/** @typedef {import("../lib/format.js").Kind} Kind */
/** @typedef {{value: number | null, text: string, source: string}} Sourced */

/**
 * A number of a result with its text and source.
 * @param {object} result @param {string} path
 * @param {Kind} [decimals]  or as an amount, three of them or a power of ten; or none, and the thousands
 *   apart; or in percent
 * @returns {Sourced}
 */
export function sourced(result, path, decimals = 2) {
  const value = valueAt(result, path) ?? null;
  const text = value === null ? "–" : writtenAs(value, decimals);
  return { value, text, source: `${path}:${decimals}` };
}

/**
 * In running text and tables.
 * @param {object} result @param {string} path @param {Kind} [decimals]
 */
export function shown(result, path, decimals) {
  const { text, source } = sourced(result, path, decimals);
  return html`<span class="number" data-number=${source}>${text}</span>`;
}

/** Inside an SVG's text. @param {object} result @param {string} path @param {number} [decimals] */
export function drawn(result, path, decimals) {
  const { text, source } = sourced(result, path, decimals);
  return svg`<tspan data-number=${source}>${text}</tspan>`;
}
