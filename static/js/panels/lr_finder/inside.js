/** The step that is shown in numbers, what each rule suggests, and how the proof came out. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { rateShown, rulesOf, stepOf } from "./rates.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function inside(model) {
  const { result, step, request } = model;
  if (step !== null) return ofTheStep(model);
  const isMany = request.seeds > 1;
  return html`<h3>What the rules say</h3>
    <table class="sum"><thead class="of-words"><tr><th scope="col">rule</th><th scope="col">rate</th>
      ${isMany ? html`<th scope="col">spread</th>` : ""}</tr></thead>
      <tbody>${rulesOf(model).map((rule) => row(model, rule, isMany))}</tbody></table>
    ${
      isMany
        ? html`<p class="inside-kind">spread: largest ÷ smallest of
      ${result.spread.seeds.length} seeds</p>`
        : ""
    }
    <p class="inside-kind">more than chance?</p>
    <table class="sum"><tbody>
      <tr><th scope="row">it fell by</th><td>${shown(result, "fall", 4)}</td></tr>
      <tr><th scope="row">chance</th><td>${shown(result, "chance_fall", 4)}</td></tr></tbody></table>
    ${verdict(model)}`;
}

/** @param {Shown} model @param {import("./panel.js").Rule} rule @param {boolean} isMany */
function row(model, rule, isMany) {
  const { result, constants } = model;
  const factor = result.spread.factor[rule];
  const spread = factor === null ? "–" : html`× ${shown(result, `spread.factor.${rule}`, 1)}`;
  return html`<tr class=${rule === result.suggested_by ? "finder-first" : ""}>
    <th scope="row">${constants.rules[rule]}</th><td>${rateShown(result, `suggestions.${rule}`)}</td>
    ${isMany ? html`<td>${spread}</td>` : ""}</tr>`;
}

/** @param {Shown} model */
function ofTheStep(model) {
  const at = stepOf(model);
  const cell = (/** @type {string} */ path) => shown(model.result, path, 4);
  return html`<h3>Step ${at + 1}</h3>
    <table class="sum"><tbody>
      <tr><th scope="row">rate η</th><td>${rateShown(model.result, `learning_rate.${at}`)}</td></tr>
      <tr><th scope="row">loss</th><td>${cell(`loss.${at}`)}</td></tr>
      <tr><th scope="row">smoothed</th><td>${cell(`smoothed.${at}`)}</td></tr></tbody></table>
    <p class="inside-kind">loss: of this step’s batch, before the step is taken</p>`;
}

/** @param {Shown} model */
function verdict({ result }) {
  const found = result.proof_verdict;
  if (!found) return "";
  return html`<p class="inside-kind">the suggested rate won</p>${intervalBar(found, "won")}`;
}
