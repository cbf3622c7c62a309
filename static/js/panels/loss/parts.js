/** What each pair costs: as a sum, as bars, and the names of the curves. Pure functions. */
import { html, svg } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed, subscript } from "../../lib/format.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function inside({ result, request }) {
  const count = result.terms.length;
  return html`<h3>Pair by pair</h3>
    <p class="inside-kind">prediction − target, and what it costs</p>
    <div class="scroll-x" tabindex="0" role="group" aria-label="The pairs"><table class="sum">
      <thead><tr><th scope="col"><span class="visually-hidden">pair</span></th><th scope="col">ŷ − y</th>
      <th scope="col">term</th><th scope="col">∂L/∂ŷ</th></tr></thead>
      <tbody>${result.terms.map(
        (_, i) => html`<tr class=${i === request.pair && count > 1 ? "lit" : ""}>
        <th scope="row"><var>${pairName(count, i)}</var></th><td>${shown(result, `errors.${i}`, 3)}</td>
        <td>${shown(result, `terms.${i}`, 4)}</td><td>${shown(result, `gradient.${i}`, 3)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row"
        colspan="2">${request.loss === "categorical_cross_entropy" ? "together" : request.reduction}</th>
          <td>${shown(result, "loss", 4)}</td><td></td></tr></tfoot>
    </table></div>
    <p class="inside-kind">${
      result.slope < 0
        ? "The slope is negative: a larger prediction costs less."
        : result.slope > 0
          ? "The slope is positive: a smaller prediction costs less."
          : "The slope is zero: no way is down."
    }</p>`;
}

/** What each pair costs. @param {Model} model @param {import("../../charts/fit.js").Room} room */
export function termBars({ result, request }, { width, height }) {
  const largest = Math.max(...result.terms, 1e-9);
  const row = Math.min(46, (height - 6) / result.terms.length);
  return svg`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img"
    aria-label=${result.sentence}>
    ${result.terms.map(
      (term, i) => svg`
      <text class="axis-name" x="2" y=${(i + 0.65) * row}>${pairName(result.terms.length, i)}</text>
      <rect class="bar ${i === request.pair ? "" : "plain"}" x="40" y=${(i + 0.2) * row}
        width=${Math.max(0.5, (term / largest) * (width - 150))} height=${0.6 * row}></rect>
      <text class="value" x=${48 + (term / largest) * (width - 150)} y=${(i + 0.65) * row}><tspan
        data-number="terms.${i}:4">${fixed(term, 4)}</tspan></text>`,
    )}
  </svg>`;
}

/** @param {Model} model */
export function legend({ result, request, constants }) {
  const names = Object.keys(result.curves.terms);
  if (names.length < 2) return "";
  return html`<ul class="legend row">${names.map(
    (name) =>
      html`<li>${svg`<svg class="plot"
    viewBox="0 0 36 12" aria-hidden="true"><path class="curve ${name === request.loss ? "" : "second"}"
    d="M0,6H36"></path></svg>`}${constants.names[name]}</li>`,
  )}</ul>`;
}

/** @param {number} count @param {number} index */
export function pairName(count, index) {
  return count === 1 ? "ŷ" : `ŷ${subscript(index + 1)}`;
}
