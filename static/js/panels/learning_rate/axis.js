/** All rates on one logarithmic axis: the bands of the rule of thumb, what the sweep found, the handles. */
import { scaleLog, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { valueAtPosition } from "../../lib/log_steps.js";
import { lettersOf, tickText } from "../../lib/ticks.js";
import { kindOf, letterOf, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LearningRatePanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Axis} Axis
 */

/** Rows of the drawing from the top: the bands, the sweep, handles without room, the axis, its numbers. */
const ROWS = { band: 17, sweep: 33, above: 50, axis: 66, ticks: 92 };
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
/** So wide is a letter of the bands’ names, and one of the numbers. */
const [LETTER, DIGIT] = [8.2, 10];
/** The radius of a handle; nearer to each other than that they are small, every second one above the axis. */
const KNOB = { small: 8, large: 12, apart: 22 };

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
      ${powers(ends, x).map(
        (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${ROWS.axis - 5} y2=${ROWS.axis + 5}>
          </line><text class="tick" x=${x(tick)} y=${ROWS.ticks} text-anchor="middle">
          ${tickText(/** @type {any} */ (x), tick)}</text>`,
      )}</g>
    ${model.request.rates.map((_, index) => handle(x, model, panel, index))}
  </svg>`;
}

/**
 * The powers of ten; where their numbers would touch, every second one.
 * @param {[number, number]} ends @param {Axis} x
 */
function powers([low, high], x) {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const all = Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`));
  const longest = Math.max(...all.map((tick) => lettersOf(tickText(/** @type {any} */ (x), tick))));
  const isClose = x(10 * low) - x(low) < (longest + 1) * DIGIT;
  return all.filter((_, index) => !isClose || index % 2 === 0);
}

/** @param {Axis} x @param {import("./panel.js").RateBand} band */
function bandOf(x, { name, low, high }) {
  const width = x(high) - x(low);
  const isNamed = (name.length + 2) * LETTER < 2 * width;
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
  const { radius, y } = placesOf(x, request.rates)[index];
  return svg`<g class="handle rate-handle ${kindOf(index)} ${index === selected ? "lit" : ""}" role="slider"
      tabindex="0" data-rate=${index} aria-label="Learning rate ${letterOf(index)}" aria-valuemin=${low}
      aria-valuemax=${high} aria-valuenow=${rate} aria-valuetext=${rateText(rate)}
      @pointerdown=${press} @keydown=${turn} @focus=${select}>
    <circle class="grip" cx=${x(rate)} cy=${y} r="22"></circle>
    <line class="rate-knob" x1=${x(rate)} x2=${x(rate)} y1=${y} y2=${ROWS.axis}></line>
    <circle class="rate-knob" cx=${x(rate)} cy=${y} r=${radius}></circle>
    <text x=${x(rate)} y=${y} dy="0.34em" text-anchor="middle">${letterOf(index)}</text></g>`;
}

/**
 * How large each handle is and how high it stands.
 * @param {Axis} x @param {number[]} rates
 */
function placesOf(x, rates) {
  const order = rates.map((_, index) => index).sort((one, other) => (rates[one] ?? 0) - (rates[other] ?? 0));
  const isNear = (/** @type {number} */ one, /** @type {number | undefined} */ other) =>
    other !== undefined && Math.abs(x(rates[one] ?? 1) - x(rates[other] ?? 1)) < KNOB.apart;
  const places = rates.map(() => ({ radius: KNOB.large, y: ROWS.axis }));
  order.forEach((index, at) => {
    const [before, after] = [order[at - 1], order[at + 1]];
    const radius = isNear(index, before) || isNear(index, after) ? KNOB.small : KNOB.large;
    const isRaised = isNear(index, before) && places[/** @type {number} */ (before)]?.y === ROWS.axis;
    places[index] = { radius, y: isRaised ? ROWS.above : ROWS.axis };
  });
  return places;
}
