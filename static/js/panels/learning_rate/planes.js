/** A small plane for each rate: what its network answers, where the decision changes, and the examples. */
import { html } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { numberAt } from "../../charts/heatmap.js";
import { curve } from "../../charts/plot.js";
import { answered, bare, heatOf, sheet } from "../../charts/small_plane.js";
import { mark } from "../../run/marks.js";
import { keptPlace, kindOf, letterOf, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/heatmap.js").Heat} Heat
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

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
  const axes = bare(ends, room, isCurve);
  const gone = map ? "" : ": it has diverged";
  const label = `What ${letterOf(index)} answers in epoch ${kept[place] ?? 0}${gone}`;
  if (!map) return sheet(axes, label, examples(axes, data));
  const heat = heatOf(map, ends, data.resolution);
  if (isCurve) return sheet(axes, label, [examples(axes, data), fitOf(axes, heat, index)]);
  return answered(axes, heat, map, label, examples(axes, data));
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
