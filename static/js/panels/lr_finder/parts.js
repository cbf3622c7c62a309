/** The buttons of the range test, the slider that goes through it, and the answer with what to do with it. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { writeQuery } from "../../lib/url_state.js";
import { rateShown, rateText, stepOf } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LrFinderPanel} Panel
 */

/** Which step is shown. @param {Shown} model @param {Panel} panel */
export function scrubber(model, panel) {
  const last = Math.max(0, model.result.loss.length - 1);
  const at = stepOf(model);
  const rate = rateText(model.result.learning_rate[at] ?? model.request.low);
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.showStep(value >= last ? null : value);
  };
  return html`<label class="slider-name" for="finder-scrub">Step of the test</label>
    <input class="slider-range" id="finder-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(at)} aria-valuetext="step ${at + 1} of ${last + 1}, rate ${rate}" @input=${move}>
    <p class="more-count">step ${at + 1} of ${last + 1}, η = ${rate}</p>`;
}

/** @param {Shown} model */
export function actions({ request, constants, result }) {
  const isProvable = request.prove || result.suggestion !== null;
  return html`<button type="button" class="chip" data-action="seeds"
      aria-pressed=${String(request.seeds > 1)}>${constants.seeds} seeds</button>
    <button type="button" class="chip" data-action="prove" aria-pressed=${String(request.prove)}
      ?disabled=${!isProvable}>Prove it</button>`;
}

/**
 * The suggestion, or that there is none; while the test is gone through, the loss of the step.
 * @param {Shown} model
 */
export function answer(model) {
  const { result, constants, step } = model;
  if (step !== null)
    return html`<p class="answer-line"><output class="answer-number"
      data-answer>${shown(result, `smoothed.${step}`, 3)}</output>
      <span class="answer-verdict">smoothed loss at
      η = ${rateShown(result, `learning_rate.${step}`)}</span></p>`;
  const rule = constants.rules[/** @type {import("./panel.js").Rule} */ (result.suggested_by)];
  if (result.suggestion === null)
    return html`<p class="answer-line"><output class="answer-number" data-answer>none</output>
      <span class="answer-verdict">no rate is suggested</span></p>`;
  return html`<p class="answer-line"><output class="answer-number"
      data-answer>${rateShown(result, "suggestion")}</output>
    <span class="answer-verdict">by the ${rule} rule${won(model)}${use(model)}</span></p>`;
}

/** How the proof came out. @param {Shown} model */
function won({ result }) {
  const verdict = result.proof_verdict;
  if (!verdict) return "";
  return html`; it won from ${shown(result, "proof_verdict.wins.1", 0)} of ${verdict.seeds} seeds`;
}

/** The link that trains with it. @param {Shown} model */
function use(model) {
  if (model.request.labels !== "true") return "";
  return html` · <a href=${addressOf(model)}>Use it</a>`;
}

/**
 * The training lesson with this network, data and optimizer, and the suggested rate.
 * @param {Shown} model
 */
function addressOf({ request, result }) {
  const { dataset, network, optimizer, batch_size } = request;
  const given = Object.fromEntries(Object.entries(network).filter(([, value]) => value !== null));
  const { output_activation: _, ...asked } = given;
  const rate = Number(/** @type {number} */ (result.suggestion).toPrecision(3));
  const state = { dataset, network: asked, optimizer: { name: optimizer, learning_rate: rate }, batch_size };
  const defaults = { dataset: {}, network: {}, optimizer: {}, batch_size: null };
  const query = writeQuery({ state, defaults, view: {}, viewDefaults: {}, prefix: "training." }, "");
  return `/lessons/training${query}#panel-training`;
}
