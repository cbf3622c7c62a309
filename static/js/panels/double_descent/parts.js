/** The slider of the price, the one that goes along the curve, and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { sliderAmong } from "../../controls/among.js";
import { grouped } from "../../lib/format.js";
import { short } from "../../lib/ticks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DoubleDescentPanel} Panel
 */

/** The price of large weights, 0 and powers of ten. @param {Shown} model @param {Panel} panel */
export function ridge({ constants }, panel) {
  const { ridge: price } = panel.request;
  return sliderAmong({
    id: "wide-ridge",
    name: `Ridge λ = ${short(price)}`,
    words: `λ ${short(price)}`,
    numbers: constants.ridges,
    value: price,
    set: (value, isSettled) => panel.set("ridge", value, isSettled),
  });
}

/** Which place of the curve is opened. @param {Shown} model @param {Panel} panel */
export function scrubber({ result, place }, panel) {
  const features = grouped(result.features[place] ?? 0);
  const move = (/** @type {Event} */ event) =>
    panel.setView({ place: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  return html`<label class="slider-name" for="wide-place">${features} features</label>
    <input class="slider-range" id="wide-place" type="range" min="0" max=${result.features.length - 1}
      step="1" .value=${String(place)} aria-valuetext="${features} features" @input=${move}>`;
}

/** @param {Shown} model */
export function answer({ result, place }) {
  return html`<p class="answer-line"><output class="answer-number" data-answer>${shown(
    result,
    `test_error.${place}`,
    3,
  )}</output>
    <span class="answer-verdict">of new digits wrong with ${shown(result, `features.${place}`, "grouped")}
      features</span></p>`;
}
