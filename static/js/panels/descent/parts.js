/** The race's controls and its answer. */
import { html } from "../../../vendor/vendor.js";
import { fixed } from "../../lib/format.js";
import { kindIndex } from "./own_settings.js";
import { lossAt } from "./racers.js";
import { rowAt } from "./words.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DescentPanel} Panel
 */

/** Which step is shown. @param {Shown} model @param {Panel} panel */
export function scrubber({ step, request }, panel) {
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.setView({ step: value >= request.steps ? null : value });
  };
  return html`<label class="slider-name" for="descent-scrub">Step
      <span class="race-step">${step} of ${request.steps}</span></label>
    <input class="slider-range" id="descent-scrub" type="range" min="0" max=${request.steps} step="1"
      .value=${String(step)} aria-valuetext="step ${step} of ${request.steps}" @input=${move}>`;
}

/** Who runs. @param {Shown} model */
export function chooser({ request, constants }) {
  return html`<fieldset class="chooser"><legend class="slider-name">Who runs</legend>${constants.kinds.map(
    ({ title }, index) => {
      const isIn = request.optimizers.some((racer) => kindIndex(constants.kinds, racer) === index);
      return html`<button type="button" class="chip" aria-pressed=${String(isIn)} data-action="choose-racer"
        data-value=${index}>${title}</button>`;
    },
  )}</fieldset>`;
}

/** Whether the slider's rate is anybody's. @param {Shown["request"]} request */
export function hasOneRate({ rates, optimizers }) {
  return rates === "given" && optimizers.some(({ learning_rate: own }) => own == null);
}

/** A function of one's own. @param {Shown} model @param {Panel} panel */
export function expressionField({ request }, panel) {
  if (request.surface !== "expression") return "";
  const change = (/** @type {Event} */ event) =>
    panel.set("expression", /** @type {HTMLInputElement} */ (event.target).value);
  return html`<label class="slider-name" for="descent-expression">f(x, y) =<span
      class="visually-hidden"> a function of x and y</span></label>
    <input class="expression" id="descent-expression" type="text" spellcheck="false" autocomplete="off"
      .value=${request.expression ?? ""} @change=${change}>
    ${isRefused(panel) ? html`<p class="trouble">${panel.trouble}</p>` : ""}
    <p class="more-count">+ − * / ^, sin, cos, exp, log, sqrt, abs, tanh, pi</p>`;
}

/** Whether what was typed is told to be wrong at its field. @param {Panel} panel */
export function isRefused(panel) {
  return panel.trouble.startsWith("/expression");
}

/**
 * The opened optimizer's loss at the present step; while rates are sought for long, that they are.
 * @param {Shown} model @param {boolean} isSearching
 */
export function answer({ result, step, selected, constants }, isSearching) {
  const racer = result.paths[selected];
  const row = rowAt(racer, step);
  const [x, y] = racer.points[row];
  const words = isSearching
    ? `trying ${constants.rates} rates for each …`
    : `loss of ${racer.name} after ${row} ${row === 1 ? "step" : "steps"}, at (${fixed(x)}, ${fixed(y)})`;
  return html`<p class="answer-line"><output class="answer-number"
    data-answer>${lossAt(result, selected, row)}</output>
    <span class="answer-verdict">${words}</span></p>`;
}
