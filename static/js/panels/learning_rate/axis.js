/** All rates on one logarithmic axis: the bands of the rule of thumb, what the sweep found, the handles. */
import { scaleLog, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { valueAtPosition } from "../../lib/log_steps.js";
import { tickText } from "../../lib/ticks.js";
import { kindOf, letterOf, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LearningRatePanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Axis} Axis
 */

/** Rows of the drawing from the top: the bands, the sweep, the axis with its handles, its numbers. */
const ROWS = { band: 20, sweep: 38, axis: 66, ticks: 92 };
const [LEFT, RIGHT] = [28, 24];
const [STEP, LEAP] = [0.05, 0.5];
/** What each key turns the logarithm by. @type {Record<string, number>} */
const KEYS = {
  ArrowRight: STEP,
  ArrowUp: STEP,
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  PageUp: LEAP,
  PageDown: -LEAP,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
/** A letter for each verdict, under its mark. */
const SIGNS = /** @type {Record<string, string>} */ ({
  plateau: "–",
  learning: "↘",
  solved: "✓",
  oscillating: "≈",
  diverged: "✕",
});
/** A letter of the bands’ names is so wide. */
const LETTER = 8.2;

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function rateAxis(model, panel, { width }) {
  const { ends, bands } = model.constants;
  const x = /** @type {Axis} */ (
    scaleLog()
      .domain(ends)
      .range([LEFT, width - RIGHT])
  );
  const told = model.request.rates.map((rate, index) => `${letterOf(index)} ${rateText(rate)}`);
  return svg`<svg class="plot rate-axis-plot" viewBox="0 0 ${width} ${ROWS.ticks + 8}" role="group"
      aria-label="Learning rates on a logarithmic axis: ${told.join(", ")}">
    ${bands.map((band) => bandOf(x, band))}
    ${model.result.sweep.map((swept) => sweptMark(x, swept, model.result.swept_seeds))}
    ${limit(x, model.result.rate_limit, ends)}
    <g class="axes" aria-hidden="true">
      <line class="grid zero" x1=${x(ends[0])} x2=${x(ends[1])} y1=${ROWS.axis} y2=${ROWS.axis}></line>
      ${powers(ends).map(
        (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${ROWS.axis - 5} y2=${ROWS.axis + 5}>
          </line><text class="tick" x=${x(tick)} y=${ROWS.ticks} text-anchor="middle">
          ${tickText(/** @type {any} */ (x), tick)}</text>`,
      )}</g>
    ${model.request.rates.map((_, index) => handle(x, model, panel, index))}
  </svg>`;
}

/** @param {[number, number]} ends */
function powers([low, high]) {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`));
}

/** @param {Axis} x @param {import("./panel.js").RateBand} band */
function bandOf(x, { name, low, high }) {
  const width = x(high) - x(low);
  const isNamed = name.length * LETTER < width + 60;
  return svg`<g class="rate-band"><title>rule of thumb: ${name}, ${rateText(low)} to ${rateText(high)}</title>
    <rect x=${x(low)} y="2" width=${width} height=${ROWS.axis - 2}></rect>
    ${
      isNamed
        ? svg`<text x=${x(low) + width / 2} y=${ROWS.band - 4} text-anchor="middle">“${name}”</text>`
        : ""
    }</g>`;
}

/** @param {Axis} x @param {Api.SweptRate} swept @param {number} seeds */
function sweptMark(x, { learning_rate: rate, verdict, solved }, seeds) {
  const words = `η ${rateText(rate)}: ${verdict}, solved from ${solved} of ${seeds} seeds`;
  return svg`<g class="swept ${2 * solved > seeds ? "good" : ""}"><title>${words}</title>
    <circle cx=${x(rate)} cy=${ROWS.sweep - 4} r="9"></circle>
    <text x=${x(rate)} y=${ROWS.sweep - 4} dy="0.34em" text-anchor="middle">${SIGNS[verdict]}</text></g>`;
}

/** 2/λ at the first weights. @param {Axis} x @param {number | null} at @param {[number, number]} ends */
function limit(x, at, [low, high]) {
  if (at === null || at < low || at > high) return "";
  return svg`<g class="rate-limit"><title>2/λ at the first weights: ${rateText(at)}</title>
    <line x1=${x(at)} x2=${x(at)} y1=${ROWS.sweep + 8} y2=${ROWS.axis + 12}></line></g>`;
}

/** @param {Axis} x @param {Shown} model @param {Panel} panel @param {number} index */
function handle(x, { request, selected, constants }, panel, index) {
  const rate = /** @type {number} */ (request.rates[index]);
  const [low, high] = constants.ends;
  const place = (/** @type {number} */ position, /** @type {boolean} */ isSettled) => {
    const inside = Math.min(Math.log10(high), Math.max(Math.log10(low), position));
    const next = Math.min(high, Math.max(low, valueAtPosition(inside, panel.request.rates[index] ?? rate)));
    panel.set(`rates.${index}`, next, isSettled);
  };
  const select = () => panel.view.selected !== index && panel.setView({ selected: index });
  const grab = drag((at, isSettled) => place(Math.log10(x.invert(at.x)), isSettled));
  const press = (/** @type {PointerEvent} */ event) => {
    select();
    grab(event);
  };
  const turn = (/** @type {KeyboardEvent} */ event) => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    place(Math.log10(panel.request.rates[index] ?? rate) + by, true);
  };
  return svg`<g class="handle rate-handle ${kindOf(index)} ${index === selected ? "lit" : ""}" role="slider"
      tabindex="0" data-rate=${index} aria-label="Learning rate ${letterOf(index)}" aria-valuemin=${low}
      aria-valuemax=${high} aria-valuenow=${rate} aria-valuetext=${rateText(rate)}
      @pointerdown=${press} @keydown=${turn} @focus=${select}>
    <circle class="grip" cx=${x(rate)} cy=${ROWS.axis} r="22"></circle>
    <circle class="rate-knob" cx=${x(rate)} cy=${ROWS.axis} r="12"></circle>
    <text x=${x(rate)} y=${ROWS.axis} dy="0.34em" text-anchor="middle">${letterOf(index)}</text></g>`;
}
