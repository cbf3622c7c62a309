/** The buttons, the answer and the sentence. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { noun } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").ArchitecturePanel} Panel
 */

const PICTURES = [
  ["network", "Network"],
  ["comparison", "Compare"],
  ["scale", "Scale"],
];

/** A layer more, a layer less. @param {Shown} model @param {Panel} panel */
export function actions({ request, selected }, panel) {
  const { layers } = request;
  const isHidden = selected > 0 && selected < layers.length - 1;
  const { most } = panel.limits.counts("layers");
  return html`<div class="pair"><button type="button" data-action="remove-layer" ?disabled=${!isHidden}
      aria-label=${isHidden ? "Remove this layer" : "Remove a layer: choose a hidden one"}>− layer</button>
    <button type="button" data-action="add-layer" aria-label="Add a layer"
      ?disabled=${layers.length >= most}>+ layer</button></div>`;
}

/** Which picture is shown. @param {Shown} model */
export function pictures({ shown: open }) {
  return html`<div class="segments" role="group" aria-label="Picture">${PICTURES.map(
    ([value, name]) => html`<button type="button" data-action="show" data-value=${value}
      aria-pressed=${String(value === open)}>${name}</button>`,
  )}</div>`;
}

/** @param {Shown} model */
export function answer(model) {
  if (model.shown === "comparison") return comparedAnswer(model);
  const { result } = model;
  return html`<p class="answer-line"><output class="answer-number"
      data-answer>${count(result, "parameters")}</output>
    <span class="answer-verdict">${noun(result.parameters, "parameter")}, ${count(result, "bytes")}
      bytes</span></p>`;
}

/** The network that is selected: its mean. @param {Shown} model */
function comparedAnswer({ result, candidate, missing }) {
  const run = result.compared?.runs[candidate];
  if (!run)
    return html`<p class="answer-line"><output class="answer-number" data-answer>…</output>
      <span class="answer-verdict">training ${missing} ${noun(missing, "network")}</span></p>`;
  const path = `compared.runs.${candidate}`;
  return html`<p class="answer-line"><output class="answer-number"
      data-answer>${shown(result, `${path}.mean`, 3)}</output>
    <span class="answer-verdict">right of those held out: ${run.name}</span></p>`;
}

/** A whole number of the result, its thousands apart. @param {Shown["result"]} result @param {string} path */
export function count(result, path) {
  return shown(result, path, "grouped");
}

/** Of the picture that is shown. @param {Shown} model */
export function sentence({ result, shown: open }) {
  return open === "comparison" ? result.sentence : result.counted;
}
