/** The perceptron's rule with the numbers of one step. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { beforeStep } from "./picture.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, request, step, update }) {
  if (!update) return html`<p class="maths-of">Go through the steps to see the rule with its numbers.</p>`;
  if (result.weights.length !== 2)
    return html`<p class="maths-of">Written out for two inputs; the program says it for any.</p>`;
  const before = beforeStep(result, request, step);
  const [x1, x2] = result.examples[update.example].x;
  const n = (/** @type {string} */ path) => sourced(result, `updates.${step}.${path}`, 2);
  const moved = (/** @type {string} */ path, /** @type {number} */ old, /** @type {number} */ x) =>
    equation`${path} = ${two(old)} + ${two(request.learning_rate)} ·
      ${sourced(result, `updates.${step}.error`, 0)} · ${two(x)} =
        ${n(path === "w₁" ? "weights.0" : "weights.1")}`;
  return html`<p class="maths-of">This step, with its numbers:</p>
    ${equation`z = ${two(before.weights[0])} · ${two(x1)} + ${two(before.weights[1])} · ${two(x2)} +
      ${two(before.bias)} = ${n("z")}`}
    ${moved("w₁", before.weights[0], x1)}
    ${moved("w₂", before.weights[1], x2)}
    ${equation`b = ${two(before.bias)} + ${two(request.learning_rate)} ·
      ${sourced(result, `updates.${step}.error`, 0)} = ${n("bias")}`}`;
}

/** A number of two decimals for a formula. @param {number} value */
function two(value) {
  return { text: fixed(value), source: "" };
}
