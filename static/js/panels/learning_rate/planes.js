/** A small plane for each rate: what its network answers, where the decision changes, and the examples. */
import { html, scaleLinear, svg } from "../../../vendor/vendor.js";
import "../../charts/canvas.js";
import { fitted } from "../../charts/fit.js";
import { crossings, numberAt, paintHeat, ramp } from "../../charts/heatmap.js";
import { curve, scales } from "../../charts/plot.js";
import { bytesOf } from "../../lib/bytes.js";
import { mark } from "../../run/marks.js";
import { keptPlace, kindOf, letterOf, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/heatmap.js").Heat} Heat
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** A decision changes at ½, and is sure half of the range away from it. */
const HALF = 0.5;
const [SMALL, LARGEST] = [2.6, 4.5];

/** @param {Shown} model */
export function planes(model) {
  return model.result.runs.map(
    (run, index) => html`<div class="rate-plane">
      <p class="figure-name rate-name ${kindOf(index)}">${letterOf(index)}<span
        class="rate-eta">, η ${rateText(run.learning_rate)}</span><span
        class="rate-verdict">: ${run.verdict}</span></p>
      ${fitted((room) => planeOf(model, index, room))}</div>`,
  );
}

/** @param {Shown} model @param {number} index @param {Room} room */
function planeOf(model, index, room) {
  const { data, runs, kept } = model.result;
  const place = keptPlace(model);
  const run = /** @type {Api.RateRun} */ (runs[index]);
  const map = run.maps[place] ?? null;
  const [x, y] = [0, 1].map((axis) => [data.low[axis] ?? 0, data.high[axis] ?? 1]);
  const ends = /** @type {[[number, number], [number, number]]} */ ([x, y]);
  const isCurve = data.task === "regression";
  const axes = bare(scales({ x: ends[0], y: ends[1], ...room, isSquare: !isCurve }), room, isCurve);
  const gone = map ? "" : ": it has diverged";
  const label = `What ${letterOf(index)} answers in epoch ${kept[place] ?? 0}${gone}`;
  if (!map) return sheet(axes, label, [frame(axes), examples(axes, data)]);
  const heat = heatOf(map, ends, data.resolution);
  if (isCurve) return sheet(axes, label, [frame(axes), examples(axes, data), fitOf(axes, heat, index)]);
  const lines = crossings(heat, HALF);
  const box = { x: axes.left, y: axes.top, width: axes.right - axes.left, height: axes.bottom - axes.top };
  return html`<div class="layered"><nudge-canvas .box=${[axes.width, axes.height]}
      .basis=${[map, room.width, room.height]} .draw=${(
        /** @type {CanvasRenderingContext2D} */ context,
        /** @type {import("../../charts/canvas.js").Colors} */ colors,
      ) => paintHeat(context, heat, box, ramp(heat, HALF, HALF, colors))}></nudge-canvas>
    ${sheet(axes, label, [lines.map((line) => boundary(axes, line)), frame(axes), examples(axes, data)])}
  </div>`;
}

/**
 * A small plane has no numbers along its axes: it takes the whole room.
 * @param {Scales} axes @param {Room} room @param {boolean} isWide
 */
function bare(axes, room, isWide) {
  const side = Math.max(20, Math.min(room.width, room.height) - 4);
  const [width, height] = isWide ? [room.width, room.height] : [side + 4, side + 4];
  const [left, top, right, bottom] = [2, 2, width - 2, height - 2];
  const [x, y] = [scaleLinear(axes.x.domain(), [left, right]), scaleLinear(axes.y.domain(), [bottom, top])];
  return /** @type {Scales} */ ({ ...axes, x, y, width, height, left, top, right, bottom });
}

/** @param {Scales} axes @param {string} label @param {unknown} pieces */
function sheet({ width, height }, label, pieces) {
  return svg`<svg class="plot plane rate-map" viewBox="0 0 ${width} ${height}" role="img"
    aria-label=${label}>${pieces}</svg>`;
}

/** @param {Api.Map} map @param {[[number, number], [number, number]]} axes @param {number} resolution */
function heatOf({ low, high, codes }, axes, resolution) {
  return /** @type {Heat} */ ({ axes, resolution, levels: bytesOf(codes), bottom: low, top: high });
}

/** @param {Scales} axes */
function frame({ left, top, right, bottom }) {
  const [width, height] = [right - left, bottom - top];
  return svg`<rect class="rate-frame" x=${left} y=${top} width=${width} height=${height}></rect>`;
}

/** @param {Scales} axes @param {number[][]} line */
function boundary({ x, y }, line) {
  const path = line.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L");
  return svg`<path class="boundary" d="M${path}"></path>`;
}

/** What a network of one input answers. @param {Scales} axes @param {Heat} heat @param {number} index */
function fitOf(axes, heat, index) {
  const [[low, high]] = /** @type {[[number, number]]} */ (/** @type {unknown} */ (heat.axes));
  const values = Array.from(heat.levels, (level) => numberAt(heat, level));
  const xs = values.map((_, place) => low + (place * (high - low)) / (values.length - 1));
  return curve(axes, xs, values, kindOf(index));
}

/** @param {Scales} axes @param {Api.RateExamples} data */
function examples({ x, y, width }, { inputs, targets, task }) {
  const size = Math.min(LARGEST, Math.max(SMALL, width / 40));
  return inputs.map(([a = 0, b = 0], row) => {
    const target = targets[row] ?? 0;
    const isCurve = task === "regression";
    const at = { x: x(a), y: y(isCurve ? target : b), size };
    return mark({ ...at, kind: isCurve ? 1 : Math.round(target), isHeldOut: false, isMistake: false });
  });
}
