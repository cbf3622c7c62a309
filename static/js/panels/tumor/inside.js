/** The four counts, the rates made of them with their arithmetic, and the selected patient. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { key } from "../../run/marks.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function inside(model) {
  if (model.view.shown === "patient") return onePatient(model);
  if (model.view.shown === "splits") return compared(model);
  return html`${selected(model)}${counts(model)}${rates(model)}`;
}

/** @param {Model} model */
function counts({ result }) {
  const cell = (/** @type {string} */ name) => shown(result, `confusion.${name}`, 0);
  return html`<table class="sum tumor-confusion"><caption class="visually-hidden">Confusion matrix</caption>
    <thead class="of-words"><tr><th scope="col">patients</th><th scope="col">alarm</th>
      <th scope="col">none</th></tr></thead>
    <tbody><tr><th scope="row">${key(1)} malignant</th><td>${cell("tp")}</td><td>${cell("fn")}</td></tr>
      <tr><th scope="row">${key(0)} benign</th><td>${cell("fp")}</td><td>${cell("tn")}</td></tr></tbody>
    </table>`;
}

/** Each rate: its arithmetic, the network’s, and that of logistic regression. @param {Model} model */
function rates({ result }) {
  const { tp, fp, tn, fn } = result.confusion;
  const all = tp + fp + tn + fn;
  /** @type {[string, string, string][]} */
  const rows = [
    ["sensitivity", "sensitivity", `${tp} / (${tp} + ${fn})`],
    ["specificity", "specificity", `${tn} / (${tn} + ${fp})`],
    ["precision", "precision", `${tp} / (${tp} + ${fp})`],
    ["accuracy", "accuracy", `(${tp} + ${tn}) / ${all}`],
    ["AUC", "auc", ""],
    ["Brier score", "brier", ""],
  ];
  return html`<table class="sum"><caption class="visually-hidden">All rates</caption>
    <thead class="of-words"><tr><th scope="col">rate</th><th scope="col" class="tumor-rate">network</th>
      <th scope="col" class="tumor-rate">logistic</th></tr></thead>
    <tbody>${rows.map(
      ([name, path, sum]) => html`<tr><th scope="row">${name}<span class="tumor-sum">${sum}</span></th>
        <td class="tumor-rate">${shown(result, path, 3)}</td>
        <td class="tumor-rate">${shown(result, `logistic.${path}`, 3)}</td></tr>`,
    )}<tr><th scope="row">cheapest at</th>
      <td class="tumor-rate">${shown(result, "cheapest.threshold", 2)}</td>
      <td class="tumor-rate">–</td></tr></tbody></table>`;
}

/** The mark that was chosen. @param {Model} model */
function selected({ result, view }) {
  const place = view.selected;
  const p = place === null ? undefined : result.probabilities[place];
  if (place === null || p === undefined)
    return html`<p class="inside-kind">Choose a mark: it is a patient the network has never seen.</p>`;
  const kind = result.targets[place] ?? 0;
  return html`<p class="tumor-selected">${key(kind)} patient ${result.rows[place]},
      ${kind ? "malignant" : "benign"}: ${shown(result, `probabilities.${place}`, 3)}
    <button type="button" data-action="ask-selected">Measurements</button></p>`;
}

/** @param {Model} model */
function onePatient({ result, request }) {
  const { nearest, target } = result;
  if (!nearest) return html`<p class="inside-kind">Nobody is asked about yet.</p>`;
  const who = request.patient === null ? "own measurements" : `patient ${request.patient} of the file`;
  return html`<h3>${who}</h3>
    <table class="sum"><caption class="visually-hidden">This patient</caption><tbody>
      <tr><th scope="row">malignant, it says</th><td>${shown(result, "prediction", 3)}</td></tr>
      <tr><th scope="row">threshold</th><td>${fixed(request.threshold, 2)}</td></tr>
      ${
        target === null
          ? ""
          : html`<tr><th scope="row">true</th><td>${target ? "malignant" : "benign"}</td></tr>`
      }</tbody></table>
    <h3>nearest real patient</h3>
    <table class="sum"><caption class="visually-hidden">The nearest real patient</caption><tbody>
      <tr><th scope="row">row in the file</th><td>${nearest.row}</td></tr>
      <tr><th scope="row">true</th>
        <td>${key(nearest.target)} ${nearest.target ? "malignant" : "benign"}</td></tr>
      <tr><th scope="row">distance</th><td>${shown(result, "nearest.distance", 1)}</td></tr>
      <tr><th scope="row">malignant, it says</th><td>${shown(result, "nearest.probability", 3)}</td></tr>
      <tr><th scope="row">learned from it</th><td>${nearest.is_held_out ? "no" : "yes"}</td></tr>
    </tbody></table>
    <p class="inside-kind">Far from every real patient the probability means nothing.</p>`;
}

/** @param {Model} model */
function compared({ result }) {
  const known = result.compared;
  if (!known) return html`<p class="inside-kind">Which patients are held out decides a percent or two.</p>`;
  return html`<table class="sum"><caption class="visually-hidden">Accuracy over the splits</caption><tbody>
      <tr><th scope="row">splits</th><td>${known.seeds.length}</td></tr>
      <tr><th scope="row">mean difference</th><td>${shown(result, "compared.mean", 2)}</td></tr>
      <tr><th scope="row">from</th><td>${shown(result, "compared.interval.0", 2)}</td></tr>
      <tr><th scope="row">to</th><td>${shown(result, "compared.interval.1", 2)}</td></tr>
    </tbody></table>
    <p class="inside-kind">With the hidden layer: ${known.verdict}.
      The splits share patients, so the interval is rather too narrow.</p>`;
}
