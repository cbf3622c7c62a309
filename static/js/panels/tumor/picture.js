/** One picture at a time: who is alarmed, every threshold, one patient, many splits. */
import { html } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { calibration, roc } from "./curves.js";
import { heldOut } from "./held_out.js";
import { patient } from "./patient.js";
import { people, peopleLegend } from "./people.js";
import { splits } from "./splits.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").TumorPanel} Panel
 */

/** @param {Model} model @param {Panel} panel */
export function picture(model, panel) {
  return html`<div class="tumor-picture ${model.view.shown}">${drawnOf(model, panel)}</div>`;
}

/** @param {Model} model @param {Panel} panel */
function drawnOf(model, panel) {
  if (model.view.shown === "curves")
    return html`<div class="tumor-half"><p class="figure-name">ROC: found by false alarms</p>
        ${fitted((room) => roc(model, room))}</div>
      <div class="tumor-half"><p class="figure-name">calibration: true by said</p>
        ${fitted((room) => calibration(model, room))}</div>`;
  if (model.view.shown === "patient") return patient(model, panel);
  if (model.view.shown === "splits") return splits(model);
  return html`<div class="tumor-half">
      <p class="figure-name">${model.result.targets.length} held out, by probability of malignant</p>
      ${fitted((room) => heldOut(model, panel, room))}</div>
    <div class="tumor-half">${fitted((room) => people(model, room))}${peopleLegend(model)}</div>`;
}
