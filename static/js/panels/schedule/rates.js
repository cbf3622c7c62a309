/** The rate of every epoch or step, with handles on the curve that are its own parameters. */
import { svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { curve, plot, scales, upright } from "../../charts/plot.js";
import { enough, fixed } from "../../lib/format.js";
import { handlesOf } from "./handles.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").SchedulePanel} Panel
 * @typedef {import("./handles.js").Handle} Handle
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** Over the highest rate there is room to drag it up; an axis of powers of ten ends so far below. */
const [ROOM, DEEPEST] = [1.25, 1e-5];
const [GRIP, KNOB] = [20, 7];
/** Where along the curve the name of the dashed line may stand, and how far from its ends. */
const [ENDS, GAP] = [[0.2, 0.8], 10];
/** The name stands under the line where there is so much room. */
const BELOW = 22;
/** What an arrow key changes a rate by, and from 0 it goes to this share of the largest. */
const [STEP, FIRST] = [1.05, 0.02];

/** @param {Shown} model @param {Panel} panel @param {import("../../charts/fit.js").Room} room */
export function rates(model, panel, room) {
  const { result, request, view, epoch, stride } = model;
  const values = result.learning_rate;
  const high = Math.max(...values, request.learning_rate) * ROOM;
  const there = values.filter((each) => each > 0);
  const low = view.log ? Math.max(Math.min(...there, high) / 2, high * DEEPEST) : 0;
  const y = /** @type {[number, number]} */ ([low, high]);
  const axes = scales({ x: [0, request.epochs], y, ...room, ...(view.log && { log: "y" }) });
  const places = values.flatMap((_, move) => [move / stride, (move + 1) / stride]);
  const heights = values.flatMap((value) => [Math.max(value, low), Math.max(value, low)]);
  const constant = result.constant?.learning_rate;
  const beside = constant && constant > low && constant < high ? [constant, constant] : [];
  return plot(axes, { label: words(model), kind: "curve-plot", role: "group", yTicks: 4 }, [
    upright(axes, epoch, "now"),
    curve(axes, beside.length ? [0, request.epochs] : [], beside, "other"),
    nameOf(axes, beside[0], heights),
    curve(axes, places, heights),
    handlesOf(request.name, {
      options: result.options,
      eta: request.learning_rate,
      moves: values.length,
      rates: values,
      falls: result.falls,
    }).map((handle) => grip(axes, handle, model, panel, [low, high])),
  ]);
}

/**
 * What the dashed line is, at the end where the curve is farther from it.
 * @param {Scales} axes @param {number | undefined} constant @param {number[]} heights  of the curve
 */
function nameOf(axes, constant, heights) {
  if (constant === undefined) return "";
  const distances = ENDS.map((share) =>
    Math.abs(axes.y(heights[Math.floor(share * heights.length)] ?? 0) - axes.y(constant)),
  );
  const [left = 0, right = 0] = distances;
  const [x, anchor] = left >= right ? [axes.left + GAP, "start"] : [axes.right - GAP, "end"];
  const hasRoomBelow = axes.bottom - axes.y(constant) > BELOW;
  const y = axes.y(constant) + (hasRoomBelow ? BELOW - GAP / 2 : -GAP / 2);
  return svg`<text class="schedule-constant" aria-hidden="true" x=${x} y=${y}
    text-anchor=${anchor}>best constant</text>`;
}

/**
 * @param {Scales} axes @param {Handle} handle @param {Shown} model @param {Panel} panel
 * @param {[number, number]} ends
 */
function grip(axes, handle, { stride, request, result }, panel, [low, high]) {
  const x = axes.x(Math.min(handle.move / stride, request.epochs));
  const y = axes.y(Math.min(Math.max(handle.rate, low), high));
  const move = (/** @type {number} */ to, /** @type {number} */ rate, isSettled = true) =>
    panel.shape(handle.set(Math.round(Math.max(0, to)), Math.max(0, rate)), isSettled);
  const follow = drag((at, isSettled) => {
    const rate = at.y >= axes.bottom && low === 0 ? 0 : axes.y.invert(at.y);
    move(axes.x.invert(Math.min(at.x, axes.right)) * stride, rate, isSettled);
  });
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const up = handle.rate === 0 ? FIRST * high : handle.rate * STEP;
    const to = /** @type {Record<string, [number, number]>} */ ({
      ArrowUp: [handle.move, up],
      ArrowDown: [handle.move, handle.rate / STEP],
      ArrowRight: [handle.move + 1, handle.rate],
      ArrowLeft: [handle.move - 1, handle.rate],
    })[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    move(...to);
  };
  const unit = result.unit === "batch" ? "batch" : "epoch";
  const at = `rate ${said(handle.rate)} at ${unit} ${Math.round(handle.move)}`;
  return svg`<g class="handle schedule-handle" role="slider" tabindex="0" data-handle=${handle.key}
      aria-label=${handle.name} aria-valuenow=${handle.rate} aria-valuetext=${at}
      @pointerdown=${follow} @keydown=${onKey}>
    <title>${handle.name}</title>
    <circle class="grip" cx=${x} cy=${y} r=${GRIP}></circle>
    <circle class="point" cx=${x} cy=${y} r=${KNOB}></circle></g>`;
}

/** What the curve shows, in words. @param {Shown} model */
function words({ result }) {
  const { learning_rate: values, unit } = result;
  const ends = `${said(values[0] ?? 0)} at first, ${said(values.at(-1) ?? 0)} at the end`;
  return `Learning rate of each ${unit}: ${ends}, at most ${said(Math.max(...values))}`;
}

/** A rate with as many decimals as tell it from its neighbors. @param {number} rate */
function said(rate) {
  return fixed(rate, enough(rate));
}
