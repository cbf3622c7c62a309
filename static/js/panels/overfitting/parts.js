/** The panel's time, its cures, and its answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { isRestored, openedRun, rowAt } from "./runs.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").OverfittingPanel} Panel
 */

/** Which epoch is shown. @param {Shown} model @param {Panel} panel */
export function scrubber({ epoch, request }, panel) {
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.setView({ step: value >= request.epochs ? null : value });
  };
  return html`<label class="slider-name" for="cure-scrub">Epoch ${epoch}</label>
    <input class="slider-range" id="cure-scrub" type="range" min="0" max=${request.epochs} step="1"
      .value=${String(epoch)} aria-valuetext="epoch ${epoch} of ${request.epochs}" @input=${move}>`;
}

/** Which cures are tried beside the plain run. @param {Shown} model @param {Panel} panel */
export function chooser({ constants }, panel) {
  const names = panel.request.cures.map(({ name }) => name);
  const isFull = names.length > constants.most;
  return html`<fieldset class="chooser"><legend class="slider-name">Cures, at most ${constants.most}</legend>
    ${constants.cures.map(({ name, label }) => {
      const isIn = names.includes(name);
      return html`<button type="button" class="chip" aria-pressed=${String(isIn)} data-action="choose-cure"
        data-value=${name} ?disabled=${isFull && !isIn}>${label}</button>`;
    })}</fieldset>`;
}

/** The opened run: its held-out loss at the shown epoch. @param {Shown} model */
export function answer(model) {
  const { result, epoch, selected } = model;
  const run = openedRun(model);
  const row = rowAt(run, epoch);
  const when = isRestored(run, epoch) ? `the weights of epoch ${row} again` : `epoch ${epoch}`;
  return html`<p class="answer-line"><output class="answer-number"
    data-answer>${shown(result, `runs.${selected}.validation_loss.${row}`, 3)}</output>
    <span class="answer-verdict">held-out loss, ${run.title}, ${when}</span></p>`;
}
