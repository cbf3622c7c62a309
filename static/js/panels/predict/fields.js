/** The numbers of the selected row, each in a field: where there are more inputs than a plane can show. */
import { html } from "../../../vendor/vendor.js";
import { shortName } from "../../lib/names.js";
import { controlOf, rowName } from "./places.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").PredictPanel} Panel
 */

/** A key goes as far as so many steps of a slider. */
const PRESS = 12;

/** @param {Model} model @param {Panel} panel */
export function rowFields({ result }, panel) {
  const { rows, data } = result;
  const row = rowName(rows);
  return html`<div class="predict-fields" role="group" aria-label="The numbers of ${row}">
    <p class="figure-name">${row}, to change</p>
    <ul>${data.input_names.map((name, input) => field(result, panel, name, input))}</ul></div>`;
}

/**
 * @param {import("./panel.js").Known} result @param {Panel} panel
 * @param {string} name @param {number} input
 */
function field(result, panel, name, input) {
  const { step, decimals } = controlOf(result, input);
  const take = (/** @type {CustomEvent<number>} */ { detail }) => panel.set(`value.${input}`, detail);
  return html`<li><span title=${name}>${shortName(name, 14)}</span>
    <nudge-number data-step=${PRESS * step} data-decimals=${decimals} .label=${name}
      .value=${panel.valueOf(input)} @number-taken=${take}></nudge-number></li>`;
}
