/** The formulas with the present numbers: the rate of a step, its smoothed loss, and the test of chance. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, power } from "../../charts/equation.js";
import { compact } from "../../lib/format.js";
import { stepOf } from "./rates.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths(model) {
  const { result, request } = model;
  const at = stepOf(model);
  const [rate, loss, smoothed] = [result.learning_rate[at], result.loss[at], result.smoothed[at]];
  if (rate === undefined || loss === undefined || smoothed === undefined) return "";
  const factor = (request.high / request.low) ** (1 / (request.steps - 1));
  const compared = result.has_fallen ? formula`>` : formula`≤`;
  return [
    html`<p class="maths-of">Step ${at + 1}: the rate, and the factor from each step to the next:</p>
      ${equation`${plain(request.low)} · ${power(plain(factor), String(at))} = ${plain(rate)}`}`,
    ...(at ? [smoothing(model, at)] : []),
    html`<p class="maths-of">How far it fell, and what chance may bring:</p>
      ${equation`${plain(result.fall)} ${compared} ${plain(result.chance_fall)}`}`,
    tenth(result),
  ];
}

/** @param {Shown} model @param {number} at */
function smoothing({ result: { loss, smoothed }, constants: { smoothing: kept } }, at) {
  const [before, own, after] = [smoothed[at - 1] ?? 0, loss[at] ?? 0, smoothed[at] ?? 0];
  const [last, now] = [1 - kept ** at, 1 - kept ** (at + 1)];
  return html`<p class="maths-of">Its smoothed loss, from that of the step before and its own:</p>
    ${equation`${fraction(
      formula`${plain(kept)} · ${plain(before * last)} + ${plain(1 - kept)} · ${plain(own)}`,
      plain(now),
    )} = ${plain(after)}`}`;
}

/** @param {Api.LrFinderResult} result */
function tenth({ suggestions, places, learning_rate: rates }) {
  const place = places.minimum_tenth;
  if (place === null || suggestions.minimum_tenth === null) return "";
  return html`<p class="maths-of">Minimum ÷ 10:</p>
    ${equation`${fraction(plain(rates[place] ?? 0), "10")} = ${plain(suggestions.minimum_tenth)}`}`;
}

/** A number of any size as it is written. @param {number} value */
function plain(value) {
  return { text: compact(value), source: "" };
}
