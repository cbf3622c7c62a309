/** The answer, the switch of the axis, and the numbers beside the picture. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { compact } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function axis({ view }) {
  return html`<button type="button" class="chip" data-action="log" aria-pressed=${String(view.log)}>
    Powers of ten</button>`;
}

/** @param {Shown} model */
export function answer({ result, request, isStale }) {
  if (isStale)
    return html`<p class="answer-line"><output class="answer-number schedule-verdict" data-answer>…</output>
      <span class="answer-verdict">training ${request.seeds} seeds</span></p>`;
  const { difference, verdict } = result;
  if (result.status === "stopped_at_limit")
    return html`<p class="answer-line"><output class="answer-number schedule-verdict"
      data-answer>${verdict}</output> <span class="answer-verdict">the time was up</span></p>`;
  const mean = difference.mean === null ? "" : html`, difference ${shown(result, "difference.mean", 4)}`;
  return html`<p class="answer-line"><output class="answer-number schedule-verdict"
      data-answer>${verdict}</output>
    <span class="answer-verdict">lower with ${shown(result, "shares.lower.count", 0)} of
      ${request.seeds} seeds${mean}</span></p>`;
}

/** @param {Shown} model */
export function inside({ result, request, epoch, stride }) {
  const move = Math.max(0, Math.min(result.learning_rate.length, epoch * stride) - 1);
  const rows = [
    ["rate", epoch ? rate(result.learning_rate[move] ?? 0) : "–", rate(result.constant.learning_rate)],
    ["mean loss", shown(result, `mean_loss.${epoch}`, 4), shown(result, `constant.mean_loss.${epoch}`, 4)],
    [
      `seed ${result.seeds[0]}`,
      shown(result, `loss.${epoch}`, 4),
      shown(result, `constant.loss.${epoch}`, 4),
    ],
  ];
  return html`<h3>Epoch ${epoch}</h3>
    <p class="inside-kind">of ${request.epochs}, ${request.seeds} seeds</p>
    <table class="sum"><thead class="of-words"><tr><th scope="col">
      <span class="visually-hidden">quantity</span></th><th scope="col">schedule</th>
      <th scope="col">constant</th></tr></thead>
      <tbody>${rows.map(
        ([name, one, other]) => html`<tr><th scope="row">${name}</th><td>${one}</td><td>${other}</td></tr>`,
      )}</tbody></table>
    <p class="inside-kind">lower at the end, of ${request.seeds} seeds</p>
    ${intervalBar(result.shares.lower, "lower with the schedule")}`;
}

/** A rate of any size. @param {number} value */
function rate(value) {
  return html`<span class="number">${compact(value)}</span>`;
}
