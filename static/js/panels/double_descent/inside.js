/** The opened place in numbers, and the scores of the new digit there. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function inside({ result, place, request }) {
  const cell = (/** @type {string} */ path, /** @type {number | "grouped"} */ decimals) =>
    shown(result, `${path}.${place}`, decimals);
  const { digit } = result;
  return html`<h3>${cell("features", "grouped")} features</h3>
    <table class="sum"><tbody>
      <tr><th scope="row">new, wrong</th><td>${cell("test_error", 3)}</td></tr>
      ${
        result.interval
          ? html`<tr><th scope="row">interval</th><td>${shown(result, `interval.${place}.0`, 3)} to
            ${shown(result, `interval.${place}.1`, 3)}</td></tr>`
          : ""
      }
      <tr><th scope="row">learned, wrong</th><td>${cell("train_error", 3)}</td></tr>
      <tr><th scope="row">‖θ‖</th><td>${cell("parameter_norm", 1)}</td></tr></tbody></table>
    <p class="inside-kind">${seeds(result.seeds.length)}, ${request.examples} examples</p>
    ${result.at < result.beyond ? compared(result, "rise", "at the peak, against the lowest before") : ""}
    ${compared(result, "fall", "at the end, against the lowest before")}
    <p class="inside-kind">scores of the new digit, a ${digit.label}</p>
    <table class="sum"><tbody>${(digit.scores[place] ?? []).map(
      (_, label) => html`<tr class=${label === digit.said[place] ? "wide-said" : ""}>
          <th scope="row">${label}${label === digit.said[place] ? ", said" : ""}</th>
          <td>${shown(result, `digit.scores.${place}.${label}`, 2)}</td></tr>`,
    )}</tbody></table>`;
}

/** @param {number} count */
function seeds(count) {
  return count === 1 ? "one seed" : `mean of ${count} seeds; of ‖θ‖ the median`;
}

/** @param {Api.DoubleDescentResult} result @param {"rise" | "fall"} name @param {string} words */
function compared(result, name, words) {
  const ends =
    result[name].low === null
      ? ""
      : html` (${shown(result, `${name}.low`, 3)} to ${shown(result, `${name}.high`, 3)})`;
  return html`<p class="inside-kind">${words}: ${shown(result, `${name}.mean`, 3)}${ends}</p>`;
}
