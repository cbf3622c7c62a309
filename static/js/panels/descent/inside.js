/** One optimizer's present step, opened: the slope it was given, what it remembers, and the change. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { arrowLegend } from "./arrows.js";
import { stepLines } from "./maths.js";
import { lossAt, sample } from "./racers.js";
import { isOver, rateText, rowAt } from "./words.js";

/** @typedef {import("./panel.js").Shown} Shown */

const NAMES = /** @type {Record<string, string>} */ ({
  momentum_buffer: "memory m",
  exp_avg: "mean m",
  exp_avg_sq: "squares v",
  square_avg: "squares v",
  grad_avg: "mean of g",
  sum: "sum of squares s",
  max_exp_avg_sq: "largest v",
});

/** @param {Shown} model */
export function inside({ result, request, step, selected }) {
  const racer = result.paths[selected];
  const row = rowAt(racer, step);
  const path = (/** @type {string} */ name, /** @type {number} */ at) => `paths.${selected}.${name}.${at}`;
  const moments = Object.keys(racer.moments).map((name) => [
    NAMES[name] ?? name,
    path(`moments.${name}`, row),
  ]);
  const lines =
    row === 0
      ? [
          ["point", path("points", 0)],
          ["slope g", path("gradients", 0)],
        ]
      : [
          ["before", path("points", row - 1)],
          ["slope g", path("gradients", row - 1)],
          ...moments,
          ["change Δ", path("changes", row)],
          ["after", path("points", row)],
        ];
  const isAtEnd = isOver(racer, step, request.steps);
  const arrived =
    racer.steps_to_tolerance === null || racer.steps_to_tolerance > row
      ? ""
      : html`Within a millionth of the way to the minimum in step
        ${shown(result, `paths.${selected}.steps_to_tolerance`, 0)}.`;
  return html`${standings({ result, step, selected })}
    <h3>${racer.name}, ${row === 0 ? "at the start" : `step ${row}`}</h3>
    <p class="inside-kind">
      <var>η</var> = ${rateText(racer.learning_rate)}${isAtEnd ? `, ${racer.ending}` : ""}.
      ${arrived} ${limit(racer)}</p>
    <table class="sum"><thead class="of-words"><tr><th scope="col">
      <span class="visually-hidden">quantity</span></th>
      <th scope="col"><var>x</var></th><th scope="col"><var>y</var></th></tr></thead>
      <tbody>${lines.map(
        ([name, at]) => html`<tr><th scope="row">${name}</th>
        <td>${shown(result, `${at}.0`, 4)}</td><td>${shown(result, `${at}.1`, 4)}</td></tr>`,
      )}</tbody></table>
    ${row === 0 ? "" : html`${arrowLegend(racer)}${stepLines(result, selected, row, 0)}`}
    ${isAtEnd ? rest(result, selected) : ""}`;
}

/** Where it ended: the size of the slope and the curvatures there, which tell a minimum from a saddle. */
function rest(/** @type {Api.DescentResult} */ result, /** @type {number} */ index) {
  const racer = result.paths[index];
  if (!racer || racer.slope_at_end === null) return "";
  const at = (/** @type {string} */ name) => shown(result, `paths.${index}.${name}`, 4);
  const curvatures = racer.curvatures_at_end
    ? html`, the curvatures are ${at("curvatures_at_end.0")} and ${at("curvatures_at_end.1")}`
    : "";
  return html`<p class="inside-kind">At its end the slope’s size is ${at("slope_at_end")}${curvatures}.</p>`;
}

/** What is known of the largest rate. @param {Api.Racer} racer */
function limit(racer) {
  if (racer.rate_limit === null) return "No formula gives its largest rate on this surface.";
  const isBelow = racer.learning_rate < racer.rate_limit;
  const rate = Number(racer.rate_limit.toPrecision(4));
  return `At any rate below ${rate} it comes down here; its own is ${isBelow ? "" : "not "}below that.`;
}

/**
 * Who is where: each optimizer with its line and its loss now.
 * @param {Pick<Shown, "result" | "step" | "selected">} model
 */
function standings({ result, step, selected }) {
  return html`<table class="standings">
    <caption class="visually-hidden">The optimizers at step ${step}</caption>
    <thead><tr><th scope="col">optimizer</th><th scope="col"><var>η</var></th><th scope="col">loss now</th>
</tr></thead><tbody>
    ${result.paths.map(
      (racer, index) => html`<tr class=${index === selected ? "lit" : ""}>
        <th scope="row"><button type="button" class="standings-name" data-action="racer" data-value=${index}
          aria-pressed=${String(index === selected)}>${sample(result, racer)}${racer.title}</button>
          <span class="standings-printed">${sample(result, racer)}${racer.title}</span></th>
        <td>${rateText(racer.learning_rate)}</td>
        <td>${lossAt(result, index, rowAt(racer, step))}</td>
</tr>`,
    )}</tbody></table>`;
}
