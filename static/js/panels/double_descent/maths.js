/** How many numbers are looked for and how many conditions they have, with the present numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { grouped } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, place, request }) {
  const features = result.features[place] ?? 0;
  const classes = result.digit.scores[place]?.length ?? 0;
  const n = (/** @type {number} */ value) => ({ text: grouped(value), source: "" });
  return [
    html`<p class="maths-of">Output weights to be found, one for each feature and each score:</p>
      ${equation`${n(features)} · ${n(classes)} = ${n(features * classes)}`}`,
    html`<p class="maths-of">Targets to be met, one for each example and each score:</p>
      ${equation`${n(request.examples)} · ${n(classes)} = ${n(request.examples * classes)}`}`,
  ];
}
