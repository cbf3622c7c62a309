/** The pictures: the loss over the rate, under it where each rule points, and the curves of the proof. */
import { html, scaleLinear, scaleLog, svg } from "../../../vendor/vendor.js";
import "../../charts/curves.js";
import { drag } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { curve, plot, point, upright } from "../../charts/plot.js";
import { proofChart } from "./proof.js";
import { rateText, rulesOf, stepOf } from "./rates.js";
import { marks, ROW, rulesUnder } from "./rules.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LrFinderPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** The room around the curve; at the left the rules have their names where there is room for them. */
const EDGE = { left: 52, right: 16, top: 16, bottom: 44, letter: 10, line: 20, below: 22, name: 4 };
const NAMES = 122;
/** Below this width the names of the rules take too much of it. */
const NARROW = 420;
/** The curve itself is no lower than that; what is left over holds a row for each rule. */
const LEAST = 128;
/** No loss is drawn that is more than so many times the loss at the start. */
const HIGHEST = 1.9;

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const isProved = model.result.proof.length > 0;
  return html`<div class="pictures">
      <div class="finder-curve">${fitted((room) => chart(model, panel, room))}</div>
      ${isProved ? html`<div class="finder-proof">${proofChart(model, panel.isClose)}</div>` : ""}
    </div>`;
}

/** @param {Shown} model @param {Panel} panel @param {Room} room */
function chart(model, panel, room) {
  const { result, request, step } = model;
  const rules = rulesOf(model).slice(0, Math.max(0, Math.floor((room.height - LEAST) / ROW)));
  const axes = scalesFor(model, room, rules.length);
  const { learning_rate: rates, loss, smoothed } = result;
  const at = stepOf(model);
  const upTo = (/** @type {number[]} */ values) => values.slice(0, at + 1);
  const seek = drag(({ x }) => {
    const share = Math.log(axes.x.invert(x) / request.low) / Math.log(request.high / request.low);
    const place = Math.round(share * (request.steps - 1));
    panel.showStep(place >= loss.length - 1 ? null : Math.max(0, place));
  });
  const lines = [
    step === null ? "" : curve(axes, rates, smoothed, "ahead"),
    curve(axes, upTo(rates), upTo(loss), "finder-raw"),
    curve(axes, upTo(rates), upTo(smoothed), "finder-smoothed"),
  ];
  const isEnd = step === null;
  const isThere = loss.length > 0;
  const pieces = [
    svg`<text class="axis-name" aria-hidden="true" x=${axes.right} y=${axes.bottom + EDGE.bottom - EDGE.name}
      text-anchor="end">learning rate η</text>`,
    clipped(axes, lines),
    isThere && !isEnd ? upright(axes, rates[at] ?? 1, "now") : "",
    isThere && !isEnd ? point(axes, { x: rates[at] ?? 1, y: capped(axes, smoothed[at]), radius: 6 }) : "",
    isEnd ? [rulesUnder(model, axes, rules), marks(model, axes, rulesOf(model))] : "",
  ];
  const options = {
    label: words(model),
    xTicks: 6,
    yTicks: 4,
    kind: "curve-plot finder-plot",
    yName: "loss",
    listeners: { pointerdown: seek },
  };
  return plot(axes, options, pieces, unread(model, axes));
}

/**
 * Scales that leave room for so many rows of rules under the axis.
 * @param {Shown} model @param {Room} room @param {number} rows
 */
function scalesFor({ result, request }, { width, height }, rows) {
  const left = rows && width >= NARROW ? NAMES : EDGE.left;
  const [right, bottom] = [width - EDGE.right, height - EDGE.bottom - rows * ROW];
  const first = result.smoothed[0] ?? 1;
  const highest = Math.min(HIGHEST * first, Math.max(first, ...result.loss));
  return /** @type {Scales} */ ({
    x: scaleLog([request.low, request.high], [left, right]),
    y: scaleLinear([0, highest * 1.04], [bottom, EDGE.top]),
    width,
    height,
    left,
    right,
    top: EDGE.top,
    bottom,
    edge: EDGE,
  });
}

/**
 * What the rules do not look at: before the mean has settled, and the last steps.
 * @param {Shown} model @param {Scales} axes
 */
function unread({ result, step }, axes) {
  const { learning_rate: rates, reading } = result;
  const [first = 0, end = 0] = reading;
  if (step !== null || end <= first) return "";
  const band = (
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => svg`<rect class="finder-unread" x=${from}
    width=${Math.max(0, to - from)} y=${axes.top} height=${axes.bottom - axes.top}></rect>`;
  const [low, high] = [axes.x(rates[first] ?? 1), axes.x(rates[end - 1] ?? 1)];
  return svg`${band(axes.left, low)}${band(high, axes.right)}`;
}

/** Lines that end where the chart ends. @param {Scales} axes @param {unknown} lines */
function clipped({ left, right, top, bottom }, lines) {
  const [width, height] = [right - left, bottom - top + 4];
  return svg`<svg x=${left} y=${top} width=${width} height=${height}
    viewBox="${left} ${top} ${width} ${height}">${lines}</svg>`;
}

/** A height that the chart still has. @param {Scales} axes @param {number | undefined} loss */
function capped(axes, loss = 0) {
  return Math.min(loss, axes.y.domain()[1] ?? loss);
}

/** What the curve shows, in words. @param {Shown} model */
function words(model) {
  const { result, request, constants, step } = model;
  const at = stepOf(model);
  const rate = result.learning_rate[at];
  if (rate === undefined) return "Loss over the learning rate: the very first loss is no number";
  const [low, high] = [request.low, request.high].map(rateText);
  const ends = `Loss over the learning rate from ${low} to ${high}`;
  const now = `at ${rateText(rate)}, step ${at + 1}, the smoothed loss is ${result.smoothed[at]?.toFixed(3)}`;
  if (step !== null) return `${ends}; ${now}`;
  const told = rulesOf(model).map((rule) => {
    const suggested = result.suggestions[rule];
    return `${constants.rules[rule]} ${suggested === null ? "none" : rateText(suggested)}`;
  });
  return `${ends}; ${now}. The rules: ${told.join(", ")}`;
}
