/** The opened layer in numbers, beside the same layer of the kept network. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { nameOf, sized } from "./layers.js";

/** @typedef {import("./panel.js").Shown} Shown */

const ROWS = [
  ["‖∂L/∂W‖", "gradient_norm"],
  ["‖W‖", "weight_norm"],
  ["‖∂L/∂W‖ ÷ ‖W‖", "relative_gradient"],
  ["mean", "activation_mean"],
  ["spread", "activation_std"],
  ["of examples", "example_spread"],
];
const SHARES = [
  ["saturated", "saturated_share"],
  ["dead", "dead_share"],
];

/** @param {Shown} model */
export function inside({ result, layer }) {
  const { kept } = result;
  const place = kept ? keptPlace(result, layer) : null;
  const cells = (/** @type {string} */ name, /** @type {(path: string) => unknown} */ write) => html`
    <td>${write(`layers.${layer}.${name}`)}</td>
    ${kept ? html`<td>${place === null ? "–" : write(`kept.layers.${place}.${name}`)}</td>` : ""}`;
  const share = (/** @type {string} */ path) => shown(result, path, 2);
  return html`<h3>${nameOf(result, layer)}</h3>
    <p class="inside-kind">before training</p>
    <table class="sum"><thead class="of-words"><tr><th scope="col">
      <span class="visually-hidden">quantity</span></th><th scope="col">now</th>
      ${kept ? html`<th scope="col">kept</th>` : ""}</tr></thead>
      <tbody>${ROWS.map(
        ([name = "", field = ""]) => html`<tr><th scope="row">${name}</th>
        ${cells(field, (path) => sized(result, path))}</tr>`,
      )}${SHARES.map(
        ([name = "", field = ""]) => html`<tr><th scope="row">${name}</th>${cells(field, share)}</tr>`,
      )}</tbody></table>
    ${seeds(result)}`;
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
