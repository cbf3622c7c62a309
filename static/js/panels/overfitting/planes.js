/** A plane for each run: what its network answers, the examples, and how jitter has moved them. */
import { html, svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { shown } from "../../charts/number.js";
import { answered, bare, heatOf } from "../../charts/small_plane.js";
import { mark } from "../../run/marks.js";
import { isRestored, keptPlace, nameOf, rowAt } from "./runs.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

const [SMALL, LARGEST] = [2.2, 4.5];

/** @param {Shown} model */
export function planes(model) {
  return model.result.runs.map((run, index) => {
    const row = rowAt(run, model.epoch);
    return html`<div class="cure-plane ${index === model.selected ? "opened" : ""} ${index ? "" : "plain"}">
      <button type="button" class="cure-name" data-action="open-run" data-value=${index}
        aria-pressed=${String(index === model.selected)}>${nameOf(run.title)}</button>
      ${fitted((room) => planeOf(model, run, room))}
      <p class="cure-loss"><span class="visually-hidden">held-out loss</span>
        ${shown(model.result, `runs.${index}.validation_loss.${row}`, 2)}</p></div>`;
  });
}

/** @param {Shown} model @param {Api.CureRun} run @param {Room} room */
function planeOf(model, run, room) {
  const { data, kept } = model.result;
  const place = keptPlace(model);
  const epoch = isRestored(run, model.epoch) ? run.final.epoch : (kept[place] ?? 0);
  const [low, high] = [data.low, data.high];
  const ends = /** @type {[[number, number], [number, number]]} */ (
    [0, 1].map((axis) => [low[axis], high[axis]])
  );
  const axes = bare(ends, room);
  const map = /** @type {Api.Map} */ (run.maps[place]);
  const copies = run.copies?.[place];
  const words = copies ? ", and the examples as jitter has moved them" : "";
  const label = `What ${run.title} answers in epoch ${epoch}${words}`;
  const pieces = [
    copies ? moved(axes, data.inputs, copies) : "",
    examplesOf(axes, data, run.cure === "more_data"),
    run.masks ? ring(axes, data.inputs[0] ?? []) : "",
  ];
  return answered(axes, heatOf(map, ends, data.resolution), map, label, pieces);
}

/**
 * Those to learn from filled, those to watch hollow.
 * @param {Scales} axes @param {Api.OverfittingData} data @param {boolean} hasMore
 */
function examplesOf(axes, data, hasMore) {
  const added = hasMore ? drawn(axes, data.more_inputs ?? [], data.more_targets ?? [], false, 0.7) : "";
  return [
    added,
    drawn(axes, data.validation_inputs, data.validation_targets, true, 0.8),
    drawn(axes, data.inputs, data.targets, false, 1),
  ];
}

/**
 * @param {Scales} axes @param {number[][]} inputs @param {number[]} targets @param {boolean} isHeldOut
 * @param {number} scale
 */
function drawn({ x, y, width }, inputs, targets, isHeldOut, scale) {
  const size = scale * Math.min(LARGEST, Math.max(SMALL, width / 50));
  return inputs.map(([a = 0, b = 0], row) =>
    mark({ x: x(a), y: y(b), size, kind: Math.round(targets[row] ?? 0), isHeldOut, isMistake: false }),
  );
}

/**
 * From each example to where jitter has moved it.
 * @param {Scales} axes @param {number[][]} inputs @param {number[][]} copies
 */
function moved({ x, y, left, right, top, bottom }, inputs, copies) {
  const isIn = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) =>
    at >= low && at <= high;
  return copies.map(([a = 0, b = 0], row) => {
    if (!isIn(x(a), left, right) || !isIn(y(b), top, bottom)) return "";
    const [from = 0, to = 0] = inputs[row] ?? [];
    return svg`<g class="moved-copy"><line x1=${x(from)} y1=${y(to)} x2=${x(a)} y2=${y(b)}></line>
      <circle cx=${x(a)} cy=${y(b)} r="2.6"></circle></g>`;
  });
}

/** The example whose masks are shown. @param {Scales} axes @param {number[]} at */
function ring({ x, y }, [a = 0, b = 0]) {
  return svg`<circle class="example-lit" cx=${x(a)} cy=${y(b)} r="8"></circle>`;
}
