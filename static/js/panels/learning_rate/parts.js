/** The panel's buttons, its time, and its answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { letterOf, lossAt, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LearningRatePanel} Panel
 */

/** @param {Shown} model @param {Panel} panel */
export function actions({ request, selected }, panel) {
  const { fewest, most } = panel.limits.counts("rates");
  const { length } = request.rates;
  return html`<button type="button" data-action="add-rate" ?disabled=${length >= most}>Add a rate</button>
    <button type="button" data-action="remove-rate" ?disabled=${length <= fewest}>
      Remove ${letterOf(selected)}</button>`;
}

/** Which epoch is shown. @param {Shown} model @param {Panel} panel */
export function scrubber({ epoch, request }, panel) {
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.setView({ step: value >= request.epochs ? null : value });
  };
  return html`<label class="slider-name" for="rate-scrub">Epoch</label>
    <input class="slider-range" id="rate-scrub" type="range" min="0" max=${request.epochs} step="1"
      .value=${String(epoch)} aria-valuetext="epoch ${epoch} of ${request.epochs}" @input=${move}>
    <p class="more-count">epoch ${epoch} of ${request.epochs}</p>`;
}

/** The selected rate: its loss at the shown epoch, and what came of it. @param {Shown} model */
export function answer({ result, epoch, selected }) {
  const run = /** @type {Api.RateRun} */ (result.runs[selected]);
  const row = Math.min(epoch, run.loss.length - 1);
  const number = lossAt(run, epoch) === null ? "–" : shown(result, `runs.${selected}.loss.${row}`, 3);
  return html`<p class="answer-line"><output class="answer-number" data-answer>${number}</output>
    <span class="answer-verdict">loss with η = ${rateText(run.learning_rate)} in epoch ${epoch};
      in the end: ${run.verdict}</span></p>`;
}
