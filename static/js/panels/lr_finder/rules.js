/** Where each rule points: a row for each under the axis, a dot for each seed, and a line up to the curve. */
import { svg } from "../../../vendor/vendor.js";
import { ratesOf } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").Rule} Rule
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** The height of a row; between the axis and the first one stand the axis' numbers and its name. */
export const ROW = 24;
const [BELOW, RADIUS] = [44, 6];
/** From so much room at the left on the names stand in it, else over the row. */
const BESIDE = 100;

/** @param {Shown} model @param {Scales} axes @param {Rule[]} rules */
export function rulesUnder(model, axes, rules) {
  const { result } = model;
  return svg`<g>${rules.map((rule, row) => {
    const y = axes.bottom + BELOW + (row + 0.5) * ROW;
    const isFirst = rule === result.suggested_by;
    const kind = isFirst ? "suggested" : "";
    return svg`<g class="finder-rule ${kind}">
      <line class="grid" x1=${axes.left} x2=${axes.right} y1=${y} y2=${y}></line>
      ${ratesOf(model, rule).map((rate, seed) => dot(axes, rate, y, seed > 0))}
      ${isFirst ? pointer(model, axes, rule, y) : ""}
      ${name(model, axes, rule, y)}
    </g>`;
  })}</g>`;
}

/**
 * A dot of a seed; those of the other seeds are hollow.
 * @param {Scales} axes @param {number} rate @param {number} y @param {boolean} isOther
 */
function dot(axes, rate, y, isOther) {
  const x = Math.min(axes.right, Math.max(axes.left, axes.x(rate)));
  return svg`<circle class="finder-dot ${isOther ? "other" : ""}" cx=${x} cy=${y}
    r=${isOther ? 4.5 : RADIUS}></circle>`;
}

/**
 * From the dot of the first seed up to the curve.
 * @param {Shown} model @param {Scales} axes @param {Rule} rule @param {number} y
 */
function pointer({ result }, axes, rule, y) {
  const rate = result.suggestions[rule];
  if (rate === null) return "";
  return svg`<line class="upright target" x1=${axes.x(rate)} x2=${axes.x(rate)} y1=${axes.top}
    y2=${y - RADIUS}></line>`;
}

/**
 * On the curve, the step that each rule points at.
 * @param {Shown} model @param {Scales} axes @param {Rule[]} rules
 */
export function marks({ result }, axes, rules) {
  const highest = axes.y.domain()[1] ?? 0;
  return [...rules].reverse().map((rule) => {
    const place = result.places[rule];
    if (place === null) return "";
    const [x, y] = [result.learning_rate[place] ?? 1, Math.min(result.smoothed[place] ?? 0, highest)];
    const kind = rule === result.suggested_by ? "suggested" : "";
    return svg`<g class="finder-rule ${kind}"><circle class="finder-mark" cx=${axes.x(x)} cy=${axes.y(y)}
      r="5"></circle></g>`;
  });
}

/**
 * What the rule is called, and whether it finds no rate.
 * @param {Shown} model @param {Scales} axes @param {Rule} rule @param {number} y
 */
function name({ result, constants }, axes, rule, y) {
  const words = constants.rules[rule];
  const none =
    result.suggestions[rule] === null
      ? svg`<text class="tick" x=${axes.right} y=${y} dy="0.34em"
    text-anchor="end">none</text>`
      : "";
  const isBeside = axes.left > BESIDE;
  const place = isBeside ? axes.left - 10 : 2;
  return svg`<text class="finder-name" x=${place} y=${y} dy="0.34em"
    text-anchor=${isBeside ? "end" : "start"}>${words}</text>${none}`;
}
