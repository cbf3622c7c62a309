/** Networks that learned the same examples: a plane of each, and its seeds as dots over one axis. */
import { html, scaleLinear, svg } from "../../../vendor/vendor.js";
import "../../charts/canvas.js";
import { fitted } from "../../charts/fit.js";
import { crossings, paintHeat, ramp } from "../../charts/heatmap.js";
import { bytesOf } from "../../lib/bytes.js";
import { stacked } from "../../lib/dots.js";
import { ticksThatFit, tickText } from "../../lib/ticks.js";
import { mark } from "../../run/marks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/heatmap.js").Heat} Heat
 * @typedef {import("../../charts/plot.js").Axis} Axis
 */

const HALF = 0.5;
const EDGE = { left: 14, right: 18, top: 4, foot: 38 };
/** A dot, how far beside each other two of them must stand, and the end of an interval. */
const DOT = { radius: 5, apart: 9, end: 9 };
/** How many ticks an axis has, and a letter’s width at most. */
const [TICKS, LETTER] = [6, 10];

/** @param {Shown} model */
export function comparison(model) {
  const { compared } = model.result;
  if (!compared) return html`<div class="built-picture"><p class="figure-name">training …</p></div>`;
  return html`<div class="built-picture compared">
    ${compared.plane ? html`<div class="compared-planes">${planes(model, compared)}</div>` : ""}
    <div class="compared-dots">
      <p class="figure-name">share of held-out examples right: each seed, their mean, its 95 % interval</p>
      ${fitted((room) => dots(model, compared, room))}</div></div>`;
}

/** @param {Shown} model @param {Api.ComparisonResult} compared */
function planes({ candidate, request }, { runs, plane }) {
  const count = request.compare?.networks.length ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const run = runs[index];
    const kind = `compared-plane ${index === candidate && run ? "lit" : ""}`;
    return html`<div class=${kind}><p class="figure-name">${index + 1}</p>
      ${
        run && plane ? fitted((room) => planeOf(run, plane, room)) : html`<p class="compared-wait">…</p>`
      }</div>`;
  });
}

/** @param {Api.ComparedNetwork} run @param {Api.ComparedPlane} plane @param {Room} room */
function planeOf(run, plane, room) {
  const side = Math.max(20, Math.min(room.width, room.height) - 4);
  const ends = [0, 1].map((axis) => [plane.low[axis] ?? 0, plane.high[axis] ?? 1]);
  const [x, y] = [scaleLinear(ends[0], [2, side + 2]), scaleLinear(ends[1], [side + 2, 2])];
  const box = { x: 2, y: 2, width: side, height: side };
  const label = `What ${run.name} decides over the plane, from seed ${run.middle_seed}, the middle one`;
  const heat = run.map ? heatOf(run.map, plane) : null;
  const path = (/** @type {number[][]} */ line) =>
    `M${line.map(([a = 0, b = 0]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L")}`;
  const size = Math.min(4, Math.max(1.8, side / 60));
  const examples = plane.inputs.map(([a = 0, b = 0], row) =>
    mark({ x: x(a), y: y(b), size, kind: plane.targets[row] ?? 0, isHeldOut: false, isMistake: false }),
  );
  const drawn = svg`<svg class="plot plane compared-map" viewBox="0 0 ${side + 4} ${side + 4}" role="img"
    aria-label=${label}>${(heat ? crossings(heat, HALF) : []).map(
      (line) => svg`<path class="boundary" d=${path(line)}></path>`,
    )}${examples}</svg>`;
  if (!heat) return drawn;
  const paint = (
    /** @type {CanvasRenderingContext2D} */ context,
    /** @type {import("../../charts/canvas.js").Colors} */ colors,
  ) => paintHeat(context, heat, box, ramp(heat, HALF, HALF, colors));
  return html`<div class="layered"><nudge-canvas .box=${[side + 4, side + 4]} .basis=${[run.map, side]}
    .draw=${paint}></nudge-canvas>${drawn}</div>`;
}

/** @param {Api.Map} map @param {Api.ComparedPlane} plane */
function heatOf({ low, high, codes }, { low: from, high: to, resolution }) {
  const axes = [0, 1].map((axis) => [from[axis], to[axis]]);
  return /** @type {Heat} */ ({ axes, resolution, levels: bytesOf(codes), bottom: low, top: high });
}

/** A row for each network. @param {Shown} model @param {Api.ComparisonResult} compared @param {Room} room */
function dots({ candidate, request }, { runs, sentence }, { width, height }) {
  const count = Math.max(1, request.compare?.networks.length ?? runs.length);
  const shares = runs.flatMap(({ accuracies, interval }) => [...accuracies, ...interval]);
  const low = Math.min(0.9, Math.floor(10 * Math.min(0.9, ...shares)) / 10);
  const x = /** @type {Axis} */ (scaleLinear([low, 1], [EDGE.left, width - EDGE.right]));
  const row = (height - EDGE.top - EDGE.foot) / count;
  const floor = height - EDGE.foot;
  const ticks = ticksThatFit(x, TICKS, (text) => 12 * (text.length + 1));
  return svg`<svg class="plot compared-plot" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${sentence}>
    ${ticks.map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${EDGE.top} y2=${floor}></line>
      <text class="tick" x=${x(tick)} y=${height - 14} text-anchor="middle">${tickText(x, tick)}</text>`,
    )}
    ${runs.map((run, index) =>
      seeds(x, run, {
        top: EDGE.top + index * row,
        row,
        number: index + 1,
        isLit: index === candidate,
        width,
      }),
    )}</svg>`;
}

/**
 * @param {Axis} x @param {Api.ComparedNetwork} run
 * @param {{top: number, row: number, number: number, isLit: boolean, width: number}} place
 */
function seeds(x, { name, accuracies, mean, interval }, { top, row, number, isLit, width }) {
  const middle = top + Math.max(30, 0.66 * row);
  const [low = 0, high = 1] = interval;
  const said = LETTER * (name.length + 3) < width - EDGE.left ? name : (name.split(",")[0] ?? name);
  const apart = DOT.apart / 2;
  const places = accuracies.map((share) => x(share));
  const heights = stacked(places, apart).map((height) => height - apart);
  const room = Math.max(0, middle - top - 22 - DOT.radius);
  const squeeze = Math.min(1, room / Math.max(1, ...heights));
  return svg`<g class=${isLit ? "lit" : ""}>
    <text class="compared-name" x=${EDGE.left} y=${top + 16}>${number}  ${said}</text>
    <line class="compared-line" x1=${x(low)} x2=${x(high)} y1=${middle} y2=${middle}></line>
    ${[low, high].map(
      (end) => svg`<line class="compared-line" x1=${x(end)} x2=${x(end)} y1=${middle - DOT.end}
      y2=${middle + DOT.end}></line>`,
    )}
    ${accuracies.map(
      (_, seed) => svg`<circle class="compared-seed" cx=${places[seed]}
      cy=${middle - squeeze * (heights[seed] ?? 0)} r=${DOT.radius}></circle>`,
    )}
    <path class="compared-mean" d="M${x(mean)},${middle - 8}l6,8l-6,8l-6,-8Z"></path></g>`;
}
