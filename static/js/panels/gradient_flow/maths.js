/** The ratios of the verdict with their numbers, and the relative gradient of the opened layer. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, power } from "../../charts/equation.js";
import { amount } from "../../lib/format.js";
import { nameOf } from "./layers.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, layer }) {
  const { layers, factor_per_layer: factor, first_last_ratio: ratio, signal_ratio: signal } = result;
  const hidden = layers.length - 1;
  const at = (/** @type {number} */ place, /** @type {keyof Api.FlowLayer} */ name) =>
    plain(/** @type {number} */ (layers[place]?.[name]));
  const opened = /** @type {Api.FlowLayer} */ (layers[layer]);
  const back =
    factor === null || ratio === null
      ? ""
      : html`<p class="maths-of">On the way back, from hidden layer ${hidden} to hidden layer 2:</p>
        ${equation`${fraction(at(1, "gradient_norm"), at(hidden - 1, "gradient_norm"))} = ${plain(ratio)}`}
        ${equation`${power(plain(ratio), formula`1 / ${String(hidden - 2)}`)} = ${plain(factor)}`}`;
  const forward =
    signal === null
      ? ""
      : html`<p class="maths-of">On the way forward, the spread of the activations:</p>
        ${equation`${fraction(at(hidden - 1, "activation_std"), at(0, "activation_std"))} =
          ${plain(signal)}`}`;
  const own =
    opened.relative_gradient === null
      ? ""
      : html`<p class="maths-of">The relative gradient, ${nameOf(result, layer)}:</p>
        ${equation`${fraction(plain(opened.gradient_norm), plain(opened.weight_norm))} =
          ${plain(opened.relative_gradient)}`}`;
  return [back, forward, own];
}

/** A number of any size as it is written. @param {number} value */
function plain(value) {
  return { text: amount(value), source: "" };
}
