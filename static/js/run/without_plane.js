/** Runs whose data have no plane: one input has a fitted curve, many inputs have answers against targets. */
import { html, svg } from "../../vendor/vendor.js";
import { numberAt } from "../charts/heatmap.js";
import { curve, plot, scales } from "../charts/plot.js";
import { unitName } from "../lib/format.js";
import { shortName } from "../lib/names.js";
import { answerAxis, inputAxis, targetAxis } from "./axis_names.js";
import { classesOf, mark } from "./marks.js";
import { momentOf } from "./words.js";

/** @typedef {import("./model.js").ShownSnapshot} ShownSnapshot */

/**
 * One input: the fitted curve through the examples.
 * @param {ShownSnapshot} snapshot @param {import("./pictures.js").PictureOptions} options
 */
export function fit(snapshot, { room, unit, over, moment = momentOf(snapshot) }) {
  const { data, settings } = snapshot.run.result;
  const [layer, place] = unit && unit[0] > 0 ? unit : [settings.layers.length - 1, 0];
  const heat = snapshot.frame?.heats[layer - 1]?.[place];
  const isHidden = layer < settings.layers.length - 1;
  const [low, high] = /** @type {[number, number]} */ ([data.low[0], data.high[0]]);
  const y = /** @type {[number, number]} */ (
    isHidden && heat ? [heat.bottom - 0.1, heat.top + 0.1] : endsOfTarget(data, place)
  );
  const axes = scales({ x: [low, high], y, ...room });
  const count = data.inputs.length;
  const xs = heat ? Array.from(heat.levels, (_, i) => low + ((high - low) * i) / (heat.resolution - 1)) : [];
  const ys = heat ? Array.from(heat.levels, (level) => numberAt(heat, level)) : [];
  const [xName, yName] = [
    inputAxis(data, 0),
    isHidden ? unitName(settings.layers, layer, place) : targetAxis(data, place),
  ];
  return plot(
    axes,
    {
      label: `The fitted curve ${moment}, ${yName} over ${xName}, and ${count} examples`,
      xName,
      yName,
      kind: "training-fit",
    },
    [
      isHidden
        ? ""
        : data.inputs.map((/** @type {number[]} */ [x], /** @type {number} */ row) =>
            mark({
              x: axes.x(x),
              y: axes.y(data.targets[row][place]),
              kind: 1,
              isHeldOut: data.split[row] === "validation",
              isMistake: false,
              size: 4.5,
            }),
          ),
      heat ? curve(axes, xs, ys, "fitted") : "",
      over?.(axes),
    ],
  );
}

/**
 * How far the axis of a target goes: the first has its ends from the server.
 * @param {import("./model.js").Data} data @param {number} place
 */
function endsOfTarget({ low, high, targets }, place) {
  if (place === 0) return [low[1], high[1]];
  const values = targets.map((each) => each[place] ?? 0);
  const ends = [Math.min(...values), Math.max(...values)];
  const margin = 0.1 * (ends[1] - ends[0]) || 0.5;
  return [ends[0] - margin, ends[1] + margin];
}

/** Where the examples of a class lie, side by side, on both sides of its name. */
const STREWN = 0.6;
/** So high goes the axis of probabilities: above 1 stands its name. */
const ABOVE_ONE = 1.15;

/**
 * More than two inputs have no plane: each example's answer against its target, or of a class how sure it is.
 * @param {ShownSnapshot} snapshot @param {{room: import("../charts/fit.js").Room}} options
 */
export function answers(snapshot, { room }) {
  const { run, frame } = snapshot;
  const { data } = run.result;
  if (!frame?.predictions)
    return html`<p class="inside-kind">These data have ${data.inputs[0].length} inputs: too many for a plane.
      The curves and the table of decisions show the run.</p>`;
  const classes = classesOf(data);
  const isCurve = data.task === "regression";
  // Of several outputs the one of the right class is told: it alone says how good the answer is
  const values = frame.predictions.map((each, row) => each[each.length > 1 ? (classes[row] ?? 0) : 0] ?? 0);
  const targets = data.targets.map((/** @type {number[]} */ each) => each[0]);
  const bounds = extent(isCurve ? [...targets, ...values] : [0, ABOVE_ONE, ...values]);
  const axes = scales({
    x: isCurve ? bounds : [-0.6, data.class_names.length - 0.4],
    y: bounds,
    ...room,
  });
  return plot(
    axes,
    {
      label: `What the network answers for each example ${momentOf(snapshot)}, against what is right`,
      xName: targetAxis(data),
      yName: isCurve ? "answer" : answerAxis(run.result),
      ...(isCurve ? {} : { xTicks: 0 }),
      kind: "training-fit",
    },
    [
      isCurve ? curve(axes, bounds, bounds, "second") : classTicks(axes, data.class_names),
      values.map((value, row) =>
        mark({
          x: axes.x(isCurve ? targets[row] : (classes[row] ?? 0) + STREWN * (((row * 0.618) % 1) - 0.5)),
          y: axes.y(value),
          kind: isCurve ? 1 : (classes[row] ?? 0),
          isHeldOut: data.split[row] === "validation",
          isMistake: !isCurve && frame.decisions ? frame.decisions[row] !== classes[row] : false,
          size: 4,
        }),
      ),
    ],
  );
}

/**
 * The classes by their names, as many letters of each as have room.
 * @param {import("../charts/plot.js").Scales} axes @param {string[]} names
 */
function classTicks({ x, bottom, edge }, names) {
  const room = Math.max(3, Math.floor((x(1) - x(0)) / edge.letter) - 1);
  return names.map(
    (name, kind) => svg`<text class="tick" x=${x(kind)} y=${bottom + edge.below}
      text-anchor="middle" aria-hidden="true">${shortName(name, room)}</text>`,
  );
}

/** @param {number[]} values @returns {[number, number]} */
function extent(values) {
  return [Math.min(...values), Math.max(...values)];
}
