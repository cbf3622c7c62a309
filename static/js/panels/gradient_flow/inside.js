/** The opened layer in numbers, beside the same layer of the kept network. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { isBack, isForward, layersAt, nameOf, nameOfTime, sized, timeOf } from "./layers.js";

/** @typedef {import("./panel.js").Shown} Shown */

const ROWS = [
  ["‖∂L/∂W‖", "gradient_norm"],
  ["‖W‖", "weight_norm"],
  ["‖∂L/∂W‖ ÷ ‖W‖", "relative_gradient"],
  ["mean", "activation_mean"],
  ["spread", "activation_std"],
  ["within units", "example_spread"],
];
const [OF_THE_WAY_BACK, OF_NO_WAY] = [["gradient_norm", "relative_gradient"], ["weight_norm"]];
const SHARES = [
  ["saturated", "saturated_share"],
  ["dead", "dead_share"],
];

/** @param {Shown} model */
export function inside(model) {
  const { result, layer } = model;
  const { kept } = result;
  const time = timeOf(model);
  const place = kept ? keptPlace(result, layer) : null;
  const [own, other] = [result, kept].map((each) => (each ? layersAt(each, time).path : ""));
  const cells = (/** @type {string} */ name, /** @type {(path: string) => unknown} */ write) => html`
    <td>${hasCome(model, name) ? write(`${own}.${layer}.${name}`) : "–"}</td>
    ${kept ? html`<td>${place === null ? "–" : write(`kept.${other}.${place}.${name}`)}</td>` : ""}`;
  const share = (/** @type {string} */ path) => shown(result, path, 2);
  return html`${losses(model)}<h3>${nameOf(result, layer)}</h3>
    <p class="inside-kind">${nameOfTime(time)}${result.trained ? otherTime(time) : ""}</p>
    <table class="sum">${head(kept, "quantity")}
      <tbody>${ROWS.map(
        ([name = "", field = ""]) => html`<tr><th scope="row">${name}</th>
        ${cells(field, (path) => sized(result, path))}</tr>`,
      )}${SHARES.map(
        ([name = "", field = ""]) => html`<tr><th scope="row">${name}</th>${cells(field, share)}</tr>`,
      )}</tbody></table>
    ${seeds(result)}`;
}

/** Whether the pass has brought a number of the opened layer. @param {Shown} model @param {string} name */
function hasCome(model, name) {
  if (OF_NO_WAY.includes(name)) return true;
  return OF_THE_WAY_BACK.includes(name) ? isBack(model, model.layer) : isForward(model, model.layer);
}

/** The names of the columns. @param {Api.FlowResult | null} kept @param {string} rows */
function head(kept, rows) {
  return html`<thead class="of-words"><tr><th scope="col"><span class="visually-hidden">${rows}</span></th>
    <th scope="col">${kept ? "this" : "value"}</th>
    ${kept ? html`<th scope="col">kept</th>` : ""}</tr></thead>`;
}

/** Rows and table go to before the training, or to after it. @param {number} time */
function otherTime(time) {
  return html` <button type="button" class="quiet" data-action="time">${
    time ? "Show before" : "Show after"
  }</button>`;
}

/**
 * How the training ended: the shown seed and the middle one of all, of this network and of the kept one.
 * @param {Shown} model
 */
function losses({ result, request }) {
  const { trained, kept, bands } = result;
  if (!trained || !(kept || bands)) return "";
  const cells = (/** @type {string} */ path) => html`<td>${sized(result, path)}</td>
    ${kept ? html`<td>${sized(result, `kept.${path}`)}</td>` : ""}`;
  const count = trained.final_losses.length;
  return html`<h3>loss after ${request.train_epochs} epochs</h3>
    ${bands ? html`<p class="inside-kind">of ${count} seeds</p>` : ""}
    <table class="sum">${head(kept, "seed")}
      <tbody><tr><th scope="row">this seed</th>${cells(`trained.loss.${request.train_epochs}`)}</tr>
      ${
        bands ? html`<tr><th scope="row">middle seed</th>${cells("trained.middle_loss")}</tr>` : ""
      }</tbody></table>`;
}

/**
 * The same layer of the kept network: hidden beside hidden, output beside output.
 * @param {Api.GradientFlowResult} result @param {number} layer
 */
function keptPlace({ layers, kept }, layer) {
  const last = /** @type {Api.FlowResult} */ (kept).layers.length - 1;
  if (layer === layers.length - 1) return last;
  return layer < last ? layer : null;
}

/** How many seeds are dead, and how many learned. @param {Api.GradientFlowResult} result */
function seeds({ bands, trained }) {
  if (!bands) return "";
  const count = bands.verdicts.length;
  const dead = { share: bands.dead, low: bands.dead_low, high: bands.dead_high };
  return html`<p class="inside-kind">dead, of ${count} seeds</p>${intervalBar(dead, "dead from the start")}
    ${trained ? html`<p class="inside-kind">learned</p>${intervalBar(trained, "learned")}` : ""}`;
}
