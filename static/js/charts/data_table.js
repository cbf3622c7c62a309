/** A panel's numbers as the server lays them out: rows and columns, the decimals of each column. */
import { html } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

/** @typedef {{name: string, decimals: number | null}} Column */

/** @param {{caption: string, columns: Column[], rows: (string | number | null)[][]}} table */
export function dataTable({ caption, columns, rows }) {
  return html`<table class="data">
    <caption>${caption}</caption>
    <thead><tr>${columns.map(
      ({ name, decimals }) => html`<th scope="col"
      class=${kindOf(decimals)}>${name}</th>`,
    )}</tr></thead>
    <tbody>${rows.map(
      (row) =>
        html`<tr>${row.map((cell, index) => cellOf(cell, /** @type {Column} */ (columns[index])))}</tr>`,
    )}</tbody>
  </table>`;
}

/** @param {string | number | null} cell @param {Column} column */
function cellOf(cell, { decimals }) {
  const text =
    cell === null ? "" : typeof cell === "string" || decimals === null ? cell : fixed(cell, decimals);
  return html`<td class=${kindOf(decimals)}>${text}</td>`;
}

/** @param {number | null} decimals */
function kindOf(decimals) {
  return decimals === null ? "words" : "";
}
