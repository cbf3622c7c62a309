/** The rate of the shown epoch, with the numbers put in. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, power } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { compact } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./handles.js").Curve["options"]} Options
 */

/** @param {Shown} model */
export function maths(model) {
  const { result, request, epoch, stride } = model;
  const move = Math.max(0, Math.min(result.learning_rate.length, Math.max(1, epoch) * stride) - 1);
  const right = worked(request.name, result.options, plain(request.learning_rate), move);
  const unit = result.unit === "batch" ? "batches" : "epochs";
  const rate = sourced(result, `learning_rate.${move}`, 5);
  return html`<p class="maths-of">The rate after ${move} ${unit}:</p>
    ${right ? equation`η = ${right} = ${rate}` : equation`η = ${rate}`}
    <p class="maths-of">The constant rates that were tried, and the mean loss of all seeds at the end:</p>
    <table class="sum"><thead class="of-words"><tr><th scope="col">rate</th>
      <th scope="col">mean loss</th></tr></thead>
      <tbody>${result.constant.rates.map((each, place) => tried(result, each, place))}</tbody></table>`;
}

/** @param {Api.ScheduleResult} result @param {number} rate @param {number} place */
function tried({ constant }, rate, place) {
  const loss = constant.mean_losses[place] ?? null;
  const text = loss === null ? "left the numbers" : compact(loss);
  const isBest = rate === constant.learning_rate;
  return html`<tr><th scope="row">${compact(rate)}${isBest ? " (best)" : ""}</th>
    <td>${text}</td></tr>`;
}

/**
 * @param {string} name @param {Options} o @param {{text: string, source: string}} eta
 * @param {number} move
 */
function worked(name, o, eta, move) {
  if (name === "step")
    return formula`${eta} · ${power(plain(o.gamma), String(Math.floor(move / o.step_size)))}`;
  if (name === "multistep") {
    const passed = o.milestones.filter((/** @type {number} */ each) => each <= move).length;
    return formula`${eta} · ${power(plain(o.gamma), String(passed))}`;
  }
  if (name === "exponential") return formula`${eta} · ${power(plain(o.gamma), String(move))}`;
  if (name === "cosine") return cosine(o.eta_min, eta, `${move} / ${o.T_max}`);
  if (name === "warmup_cosine" && move >= o.total_iters)
    return cosine(o.eta_min, eta, `${move - o.total_iters} / ${o.T_max}`);
  return null;
}

/** @param {number} least @param {{text: string, source: string}} eta @param {string} share */
function cosine(least, eta, share) {
  return formula`${plain(least)} + ( ${eta} − ${plain(least)} ) ·
    ${fraction(formula`1 + cos( π · ${share} )`, "2")}`;
}

/** @param {number} value */
function plain(value) {
  return { text: compact(value), source: "" };
}
