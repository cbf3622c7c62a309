/** Every rate with the present numbers put in. */
import { html } from "../../../vendor/vendor.js";
import { fixed } from "../../lib/format.js";

/** @param {import("./panel.js").Model} model */
export function maths({ result, request }) {
  const { tp, fp, tn, fn } = result.confusion;
  const [s, t, pi] = [result.used_sensitivity, result.used_specificity, result.prevalence];
  const [right, wrong] = [pi * s, (1 - pi) * (1 - t)];
  const value = result.predictive_value;
  return html`<p class="maths-of">The patients held out, threshold ${fixed(request.threshold)}:</p>
    <p>Sensitivity: ${tp} / (${tp} + ${fn}) = ${fixed(result.sensitivity, 4)}, 95 % interval
      ${between(result.sensitivity_interval)}</p>
    <p>Specificity: ${tn} / (${tn} + ${fp}) = ${fixed(result.specificity, 4)}, 95 % interval
      ${between(result.specificity_interval)}</p>
    <p>Precision: ${tp} / (${tp} + ${fp}) =
      ${result.precision === null ? "–" : fixed(result.precision, 4)}</p>
    <p class="maths-of">An alarm, where ${fixed(pi, 4)} of the people are sick:</p>
    <p>sick and alarmed: ${fixed(pi, 4)} · ${fixed(s, 4)} = ${fixed(right, 5)}</p>
    <p>healthy and alarmed: (1 − ${fixed(pi, 4)}) · (1 − ${fixed(t, 4)}) = ${fixed(wrong, 5)}</p>
    <p>P(sick | alarm): ${fixed(right, 5)} / (${fixed(right, 5)} + ${fixed(wrong, 5)}) =
      ${value === null ? "–" : fixed(value, 4)}</p>
    <p>Cost per 1,000: 1000 · (${fixed(request.cost_ratio, 0)} · ${fixed(pi * (1 - s), 5)} +
      ${fixed(wrong, 5)}) = ${fixed(result.cost, 2)}</p>`;
}

/** @param {number[]} interval */
function between([low = 0, high = 1]) {
  return `${fixed(low, 3)} to ${fixed(high, 3)}`;
}
