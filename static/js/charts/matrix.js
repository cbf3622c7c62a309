/** A matrix with its name, its shape and every number of it. */
import { html } from "../../vendor/vendor.js";
import { valueAt } from "../lib/state.js";
import { shown } from "./number.js";

/**
 * @param {string} name @param {any} result @param {string} path  of the matrix in the result
 * @param {number} [lit]  the row that is marked
 */
export function matrix(name, result, path, lit = -1) {
  const rows = /** @type {number[][]} */ (valueAt(result, path));
  return html`<table class="matrix">
    <caption><var>${name}</var> <span class="shape">[${rows.length} × ${rows[0]?.length}]</span></caption>
    <tbody>${rows.map((row, j) => html`<tr class=${j === lit ? "lit" : ""}>${row.map((value, i) => html`<td class=${value < 0 ? "negative" : ""}>${shown(result, `${path}.${j}.${i}`)}</td>`)}</tr>`)}</tbody>
  </table>`;
}
