/** Every rate in numbers, and the rule of thumb put to the test. */
import { html } from "../../../vendor/vendor.js";
import { intervalBar } from "../../charts/interval.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { writeValue } from "../../lib/url_state.js";
import { letterOf, lossAt, nameOf, rateText, sample } from "./rates.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** What the bowl of the lesson on gradient descent takes. */
const BOWL = { least: 0.001, most: 1000, ratio: 10 };

/** @param {Shown} model */
export function inside(model) {
  const { result, epoch, selected } = model;
  const run = /** @type {Api.RateRun} */ (result.runs[selected]);
  const { length } = run.seeds;
  const share = { share: run.solved_share, low: run.interval[0] ?? 0, high: run.interval[1] ?? 1 };
  return html`<table class="standings"><caption class="visually-hidden">The rates in epoch ${epoch}</caption>
      <thead><tr><th scope="col">η</th><th scope="col">loss</th></tr></thead><tbody>
      ${result.runs.map(
        (each, index) => html`<tr class=${index === selected ? "lit" : ""}><th scope="row">
          <button type="button" class="standings-name" data-action="select-rate" data-value=${index}
            aria-pressed=${String(index === selected)}>${sample(index)} ${letterOf(index)}
            ${rateText(each.learning_rate)}</button></th>
          <td>${lossText(lossAt(each, epoch))}</td></tr>`,
      )}</tbody></table>
    <h3 class="rate-title">${nameOf(run, selected)}: ${run.verdict}</h3>
    <p class="rate-evidence">${capital(run.evidence)}.</p>
    ${
      length > 1
        ? html`<p class="inside-kind">share solved, of ${length} seeds:
      ${shown(result, `runs.${selected}.solved_share`, 2)}</p>${intervalBar(share, "solved")}`
        : ""
    }
    <h3 class="rate-title">2/λ</h3>${limitWords(model, run)}
    <h3 class="rate-title">Rule of thumb</h3><p class="rate-evidence">${result.rule}</p>`;
}

/** @param {number | null} loss */
function lossText(loss) {
  return loss === null ? "–" : fixed(loss, 4);
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * How sharply the loss curves, and where the reason is shown.
 * @param {Shown} model @param {Api.RateRun} run
 */
function limitWords({ result, selected }, run) {
  const late = run.sharpness?.late ?? null;
  const lambda = late ?? result.start_sharpness;
  const where = late === null ? "at the first weights" : "in the last third";
  const path = late === null ? "start_sharpness" : `runs.${selected}.sharpness.late`;
  return html`<p class="rate-evidence">λ = ${shown(result, path, 2)} ${where},
      η λ = ${fixed(run.learning_rate * lambda, 2)}.
      <a class="why-link" href=${bowlOf(run.learning_rate, lambda)}>Why: 2/λ</a></p>
    <p class="inside-kind">λ ${result.method}</p>`;
}

/** The bowl whose steep axis is as steep, at this rate. @param {number} rate @param {number} lambda */
function bowlOf(rate, lambda) {
  const within = (/** @type {number} */ value) =>
    Number(Math.min(BOWL.most, Math.max(BOWL.least, value)).toPrecision(3));
  const state = {
    curvatures: [within(lambda / BOWL.ratio), within(lambda)],
    optimizers: [{ name: "sgd" }],
    learning_rate: rate,
  };
  const query = Object.entries(state).map(
    ([name, value]) => `descent.${name}=${encodeURIComponent(writeValue(value))}`,
  );
  return `/lessons/gradient-descent?${query.join("&")}#panel-descent`;
}
