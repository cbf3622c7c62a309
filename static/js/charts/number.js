/**
 * Numbers on screen that know where they come from: each names its path in the panel's result, so that
 * anyone, a test among them, can hold it against the API.
 */
import { html, svg } from "../../vendor/vendor.js";
import { amount, fixed } from "../lib/format.js";
import { valueAt } from "../lib/state.js";

/** @typedef {{value: number | null, text: string, source: string}} Sourced */

/**
 * A number of a result with its text and source.
 * @param {object} result @param {string} path
 * @param {number | "amount"} [decimals]  or three of them, and a power of ten where those say nothing
 * @returns {Sourced}
 */
export function sourced(result, path, decimals = 2) {
  const value = valueAt(result, path) ?? null;
  const written = (/** @type {number} */ each) =>
    decimals === "amount" ? amount(each) : fixed(each, decimals);
  return { value, text: value === null ? "–" : written(value), source: `${path}:${decimals}` };
}

/**
 * In running text and tables.
 * @param {object} result @param {string} path @param {number | "amount"} [decimals]
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
