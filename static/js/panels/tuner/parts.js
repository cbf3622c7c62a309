/** The search's buttons, the pictures to choose from, the opened trial, and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed, noun } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 */

const PICTURES = /** @type {const} */ ([
  ["lines", "Lines"],
  ["slices", "Slices"],
  ["test", "New examples"],
]);

/** What is searched and how long that takes; its button. @param {Shown} model @param {Panel} panel */
export function searching({ result, search, held }, panel) {
  const { trials, planned, seconds } = result;
  const of = `of ${planned} ${noun(planned, "trial")}`;
  const { high } = panel.limits.of("trials");
  const goesOn = ["random", "tpe"].includes(panel.request.method);
  const more = goesOn ? Math.min(high, 2 * panel.request.trials) : 0;
  const about = (/** @type {number} */ time) => `about ${fixed(time, 1)} s`;
  const button = (
    /** @type {string} */ action,
    /** @type {string} */ words,
    /** @type {string} */ value = "",
  ) =>
    html`<button type="button" class="primary" data-action=${action} data-value=${value}
      ?data-plays=${!value}>${words}</button>`;
  if (search === "new")
    return html`${button("search", "Start")}<p class="inside-kind">${planned}
    ${noun(planned, "trial")}, ${about(seconds)}</p>`;
  if (search === "running")
    return html`${button("stop", "Stop")}<p class="inside-kind">${
      panel.computing.hasPart ? html`<span class="trial-count">${trials.length}</span> ${of}` : "begins"
    }</p>`;
  if (search === "cut")
    return html`${button("search", "Search")}<p class="inside-kind">stopped before its first trial${
      trials.length ? "; shown: the search before it" : ""
    }</p>`;
  if (search === "held")
    return html`${button("search", "Search")}<p class="inside-kind">This search takes ${about(held)}.</p>`;
  if (search === "stopped")
    return html`${button("search", "Continue")}
      <p class="inside-kind">stopped after ${trials.length} ${of}</p>`;
  return html`${
    more > panel.request.trials ? button("more", `Go on to ${more} trials`, String(more)) : ""
  }<p class="inside-kind">${planned} ${noun(planned, "trial")}: ${about(seconds)}</p>`;
}

/** Which picture is shown. @param {Shown} model */
export function pictures({ view }) {
  return html`<div class="chooser" role="group" aria-label="Picture">${PICTURES.map(
    ([name, label]) => html`<button type="button" class="chip" aria-pressed=${String(view.shown === name)}
      data-action="show" data-value=${name}>${label}</button>`,
  )}</div>`;
}

/** Which trial is opened. @param {Shown} model @param {Panel} panel */
export function openedTrial({ result, opened }, panel) {
  const last = result.trials.length - 1;
  if (!opened || last < 1) return "";
  const move = (/** @type {Event} */ event) =>
    panel.setView({ selected: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  return html`<label class="slider-name" for="tuner-trial">Trial ${opened.number + 1}</label>
    <input class="slider-range" id="tuner-trial" type="range" min="0" max=${last} step="1"
      .value=${String(opened.number)} aria-valuetext="trial ${opened.number + 1} of ${last + 1}"
      @input=${move}>`;
}

/** Which activations are tried. @param {Shown} model @param {Panel} panel */
export function activations({ constants }, panel) {
  const chosen = panel.request.space.activation;
  return html`<fieldset class="chooser"><legend class="slider-name">Activations to try</legend>
    ${Object.entries(constants.activations).map(
      ([name, label]) => html`<button type="button" class="chip" data-action="choose-activation"
        data-value=${name} aria-pressed=${String(chosen.some((each) => each === name))}>${label}</button>`,
    )}</fieldset>`;
}

/** What the winner won with. @param {Shown} model */
export function answer({ result }) {
  if (!result.winner)
    return html`<p class="answer-line"><output class="answer-number" data-answer>–</output></p>`;
  return html`<p class="answer-line"><output class="answer-number"
      data-answer>${shown(result, "winner.validation", 3)}</output>
    <span class="answer-verdict">lowest held-out loss, trial ${result.winner.number + 1}</span></p>`;
}
