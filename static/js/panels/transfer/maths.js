/** How many numbers each way has to learn, with the present ones. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { grouped } from "../../lib/format.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function maths({ result, request }) {
  const n = (/** @type {number} */ value) => ({ text: grouped(value), source: "" });
  const { hidden } = request;
  const pixels = result.features[0]?.length ?? 0;
  const { classes, samples } = result.target;
  const [first, last] = [hidden * pixels + hidden, classes * hidden + classes];
  return [
    html`<p class="maths-of">Frozen, only the output layer learns:</p>
      ${equation`${n(hidden)} · ${n(classes)} + ${n(classes)} = ${n(last)}`}`,
    html`<p class="maths-of">Learned from scratch or fine-tuned, the hidden layer learns, too:</p>
      ${equation`${n(pixels)} · ${n(hidden)} + ${n(hidden)} + ${n(last)} = ${n(first + last)}`}`,
    html`<p class="maths-of">There are so many examples:</p>
      ${equation`${n(request.examples)} · ${n(classes)} = ${n(samples)}`}`,
  ];
}
