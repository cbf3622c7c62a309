/** A matrix with its name, its shape and every number of it. */
import { html } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";
import { valueAt } from "../lib/state.js";
import { shown } from "./number.js";

/**
 * @param {string} name @param {object} result @param {string} path  of the matrix in the result
 * @param {number} [lit]  the row that is marked
 */
export function matrix(name, result, path, lit = -1) {
  const rows = /** @type {number[][]} */ (valueAt(result, path));
  const paths = rows.map((row, j) => row.map((_, i) => `${path}.${j}.${i}`));
  return matrixOf(name, result, paths, { lit: (j) => j === lit });
}

/**
 * @typedef {{lit?: (row: number, column: number) => boolean,
 *   decimals?: import("../lib/format.js").Kind, isKnown?: boolean, shape?: unknown}} Options
 *   which numbers are marked; how many decimals; false while a dot stands for each; its shape, where only
 *   some of it is shown or it is no matrix
 */

/**
 * A matrix of numbers from anywhere in a result: a vector as a row or a column, a transpose.
 * @param {string} name @param {object} result @param {string[][]} paths  of each number
 * @param {Options} [options]
 */
export function matrixOf(name, result, paths, options = {}) {
  const { lit = () => false, decimals = 2, isKnown = true } = options;
  const { shape = `[${paths.length} × ${paths[0]?.length}]` } = options;
  const isRowLit = (/** @type {number} */ j) => paths[j].every((_, i) => lit(j, i));
  const cell = (/** @type {string} */ path, /** @type {number} */ j, /** @type {number} */ i) => {
    const kind = `${isKnown && valueAt(result, path) < 0 ? "negative" : ""} ${lit(j, i) ? "lit" : ""}`;
    return html`<td class=${kind}>${isKnown ? shown(result, path, decimals) : "·"}</td>`;
  };
  return html`<table class="matrix">
    <caption><var>${name}</var> <span class="shape">${shape}</span></caption>
    <tbody>${paths.map(
      (row, j) => html`<tr
      class=${isRowLit(j) ? "lit" : ""}>${row.map((path, i) => cell(path, j, i))}</tr>`,
    )}</tbody>
  </table>`;
}

/**
 * A matrix of numbers that are at hand.
 * @param {string} name @param {number[][]} rows @param {number} [lit]  the row that is marked
 * @param {number} [decimals]
 */
export function matrixOfValues(name, rows, lit = -1, decimals = 2) {
  return html`<table class="matrix">
    <caption><var>${name}</var> <span class="shape">[${rows.length} × ${rows[0]?.length}]</span></caption>
    <tbody>${rows.map(
      (row, index) => html`<tr
      class=${index === lit ? "lit" : ""}>${row.map(
        (value) => html`<td
      class=${value < 0 ? "negative" : ""}>${fixed(value, decimals)}</td>`,
      )}</tr>`,
    )}</tbody>
  </table>`;
}
