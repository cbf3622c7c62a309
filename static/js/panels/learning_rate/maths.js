/** The limit of the rate with the present numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { rateText } from "./rates.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, selected }) {
  const run = /** @type {Api.RateRun} */ (result.runs[selected]);
  const lambda = sourced(result, "start_sharpness", 4);
  const eta = sourced(result, `runs.${selected}.learning_rate`, 4);
  const limit =
    result.rate_limit === null ? "" : equation`2 / ${lambda} = ${sourced(result, "rate_limit", 4)}`;
  return html`<p class="maths-of">At the first weights, along the sharpest direction, with
      η = ${rateText(run.learning_rate)}:</p>
    ${limit}${equation`1 − ${eta} · ${lambda}`}
    ${
      run.sharpness?.limit
        ? equation`2 / ${eta} = ${sourced(result, `runs.${selected}.sharpness.limit`, 4)}`
        : ""
    }`;
}
