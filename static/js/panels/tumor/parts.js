/** The buttons, the answer and the sentence. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";

/** @typedef {import("./panel.js").Model} Model */

const PICTURES = [
  ["screening", "1,000 people"],
  ["curves", "Every threshold"],
  ["patient", "One patient"],
  ["splits", "Hidden layer?"],
];

/** Which picture is shown. @param {Model} model */
export function pictures({ view }) {
  return PICTURES.map(
    ([value, name]) => html`<button type="button" class="chip" data-action="show" data-value=${value}
      aria-pressed=${String(value === view.shown)}>${name}</button>`,
  );
}

/** What can be done with the picture that is shown. @param {Model} model */
export function actions({ view, request, constants }) {
  if (view.shown === "patient")
    return html`<button type="button" data-action="next-patient">Next patient</button>
      <button type="button" data-action="average">All average</button>`;
  if (view.shown === "splits")
    return html`<button type="button" data-action="splits">
      ${request.splits > 1 ? "One split" : `Train on ${constants.splits} splits`}</button>`;
  return html`<button type="button" data-action="cheapest">Cheapest threshold</button>`;
}

/** The number that decides. @param {Model} model */
export function answer({ view, result }) {
  if (view.shown === "patient") return line(shown(result, "prediction", 3), "probability of malignant");
  if (view.shown === "splits")
    return result.compared
      ? line(shown(result, "compared.mean", 2), "points for the hidden layer")
      : line("–", "one split says little");
  return line(
    shown(result, "predictive_value", 3),
    html`of alarms right<span class="tumor-cost">. Cost: ${shown(result, "cost", 1)}</span>`,
  );
}

/** @param {unknown} number @param {unknown} words */
function line(number, words) {
  return html`<p class="answer-line"><output class="answer-number" data-answer>${number}</output>
    <span class="answer-verdict">${words}</span>
    <span class="tumor-notice">A demonstration, not a medical device.</span></p>`;
}

/** Of the picture that is shown. @param {Model} model */
export function sentence({ view, result }) {
  if (view.shown === "patient" && result.patient_sentence) return result.patient_sentence;
  if (view.shown === "splits" && result.compared) return result.compared.sentence;
  return result.sentence;
}
