/** The buttons of the deep network, the slider that opens a layer, and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { nameOf, sized } from "./layers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").GradientFlowPanel} Panel
 */

/** @param {Shown} model */
export function actions({ request }) {
  const { kept, train_epochs: epochs } = request;
  return html`<button type="button" class="flow-train" data-action="train">
      ${epochs ? "Undo the training" : "Train it"}</button>
    <button type="button" class="flow-keep" data-action="keep">
      ${kept ? "Let the kept network go" : "Keep this network"}</button>`;
}

/**
 * What may be added to the layers, to be switched on and off.
 * @param {Shown} model @param {Panel} panel
 */
export function added({ request }, panel) {
  return /** @type {const} */ (["batch_norm", "residual"]).map((field) => {
    const { label, options } = panel.limits.of(field);
    const [, where] = options.find(([value]) => value === String(request[field])) ?? [];
    return html`<button type="button" class="chip" data-action="switch" data-value=${field} title=${where}
      aria-pressed=${String(request[field])}>${label}</button>`;
  });
}

/** Which layer is opened. @param {Shown} model @param {Panel} panel */
export function opener({ result, layer }, panel) {
  const move = (/** @type {Event} */ event) =>
    panel.setView({ layer: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  const last = result.layers.length - 1;
  return html`<label class="slider-name" for="flow-layer">Opened layer</label>
    <input class="slider-range" id="flow-layer" type="range" min="0" max=${last} step="1"
      .value=${String(layer)} aria-valuetext=${nameOf(result, layer)} @input=${move}>
    <p class="more-count">${nameOf(result, layer)}</p>`;
}

/** The verdict and both ways; of a training the loss. @param {Shown} model */
export function answer({ result, request, step }) {
  const { trained, verdict } = result;
  if (trained) {
    const epoch = step ?? request.train_epochs;
    const when = epoch ? `after ${epoch} epochs` : "at the start";
    return html`<p class="answer-line"><output class="answer-number"
      data-answer>${shown(result, `trained.loss.${epoch}`, "amount")}</output>
      <span class="answer-verdict">loss ${when}; the verdict before training: ${verdict}</span></p>`;
  }
  const back =
    result.factor_per_layer === null
      ? ""
      : html`<span>back, gradient × ${shown(result, "factor_per_layer", 2)} for each layer</span>`;
  const forward =
    result.signal_ratio === null
      ? ""
      : html`<span>forward, spread × ${sized(result, "signal_ratio")} in all</span>`;
  const ways = result.way === "forward" ? [forward, back] : [back, forward];
  return html`<p class="answer-line"><output class="answer-number flow-verdict"
      data-answer>${verdict}</output>
    <span class="answer-verdict flow-ways">${ways[0]}${ways[0] && ways[1] ? "; " : ""}${ways[1]}</span></p>`;
}
