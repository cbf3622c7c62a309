/** The arithmetic of every layer, or the networks of the comparison one by one. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { count } from "./parts.js";
import { inWords, layerTitle } from "./sizes.js";
import { toTrain } from "./training.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model @param {import("../../panel/limits.js").Limits} limits */
export function inside(model, limits) {
  if (model.shown === "comparison") return compared(model);
  if (model.shown === "scale") return known(model);
  return arithmetic(model, limits);
}

/** @param {Shown} model @param {import("../../panel/limits.js").Limits} limits */
function arithmetic(model, limits) {
  const { request, result, selected } = model;
  return html`<h3>Inputs × units + biases</h3>
    <ul class="built-sums">${result.layers.map(
      (layer, index) => html`<li class=${index + 1 === selected ? "lit" : ""}>
        <span>${layerTitle(request.layers, index + 1)}</span>
        <span class="built-sum">${layer.arithmetic}</span></li>`,
    )}</ul>
    <table class="sum"><caption class="visually-hidden">The whole network</caption><tbody>
      <tr><th scope="row">weights</th><td>${count(result, "weights")}</td></tr>
      <tr><th scope="row">biases</th><td>${count(result, "biases")}</td></tr></tbody>
      <tfoot><tr><th scope="row">parameters</th><td>${count(result, "parameters")}</td></tr></tfoot></table>
    ${toTrain(model, limits)}
    <p class="inside-kind">${count(result, "bytes")} bytes as float32, 4 for each.
      ${count(result, "multiply_adds")} multiply-adds for an example; the biases’ additions are not
      counted.</p>
    <p class="inside-kind">A line is a first weight: blue above 0, orange and broken below, thick where it is
      large.</p>`;
}

/** @param {Shown} model */
function compared({ request, result, candidate, missing, constants }) {
  const { compared: known } = result;
  const run = known?.runs[candidate];
  if (!known || !run) return html`<h3>Training</h3><p class="inside-kind">${missing} to come</p>`;
  const path = `compared.runs.${candidate}`;
  const [low = 0, high = 1] = run.reached_interval;
  const good = `seeds with ${fixed(100 * constants.good, 0)} % right or more`;
  return html`<p class="inside-kind">${known.title}, ${known.seeds.length} seeds, ${known.held_out} held
      out</p>
    <table class="standings compared-standings">
      <caption class="visually-hidden">Held-out accuracy of each network</caption>
      <thead><tr><th scope="col">network</th><th scope="col">mean</th></tr></thead><tbody>
      ${known.runs.map(
        (each, index) => html`<tr class=${index === candidate ? "lit" : ""}><th scope="row">
          <button type="button" class="standings-name" data-action="candidate" data-value=${index}
            aria-pressed=${String(index === candidate)}>${index + 1}: ${each.name}</button></th>
          <td>${shown(result, `compared.runs.${index}.mean`, 3)}</td></tr>`,
      )}</tbody></table>
    <div class="built-candidate">
      <button type="button" data-action="edit-candidate" data-value=${candidate}>Edit its layers</button>
      <button type="button" data-action="remove-candidate" data-value=${candidate}
        ?disabled=${(request.compare?.networks.length ?? 0) < 2}>Remove it</button></div>
    <h3 class="compared-title">${run.name}</h3>
    <table class="sum"><caption class="visually-hidden">The selected network</caption><tbody>
      <tr><th scope="row">parameters</th><td>${count(result, `${path}.parameters`)}</td></tr>
      <tr><th scope="row">right, learned</th><td>${shown(result, `${path}.train_mean`, 3)}</td></tr>
      <tr><th scope="row">right, held out</th><td>${shown(result, `${path}.mean`, 3)}</td></tr>
      <tr><th scope="row">weights from −1 to 1</th><td>${shown(result, `${path}.within_one`, 3)}</td></tr>
      <tr><th scope="row">largest weight</th><td>${shown(result, `${path}.largest_weight`, 1)}</td></tr>
    </tbody></table>
    <p class="inside-kind">${good}: ${run.reached} of ${run.accuracies.length}</p>
    ${intervalBar({ share: run.reached_share, low, high }, good)}`;
}

/** Who counted what. @param {Shown} model */
function known({ result, constants }) {
  const times = (/** @type {number} */ parameters) => parameters / result.parameters;
  return html`<h3>Times as many as yours</h3>
    <table class="sum"><caption class="visually-hidden">Known networks beside this one</caption><tbody>
      ${constants.known.map(
        ({ name, parameters }) => html`<tr><th scope="row">${name}</th>
        <td>${ratio(times(parameters))}</td></tr>`,
      )}</tbody></table>
    ${constants.known.map(({ name, source }) => html`<p class="inside-kind">${name}: ${source}.</p>`)}`;
}

/** @param {number} value */
function ratio(value) {
  return value < 100 ? fixed(value, value < 1 ? 4 : 1) : inWords(Math.round(value));
}
