/**
 * The plane of a run with two inputs: what is answered over it as colors, the boundary where a decision
 * changes, and the examples.
 */
import { html, svg } from "../../vendor/vendor.js";
import "../charts/canvas.js";
import { crossings, levelLines, paintHeat, ramp } from "../charts/heatmap.js";
import { plot, scales } from "../charts/plot.js";
import { middleAndReach, rangeOf } from "../lib/activations.js";
import { unitName } from "../lib/format.js";
import { fieldText } from "../lib/number_text.js";
import { inputAxis } from "./axis_names.js";
import { paintClasses } from "./class_map.js";
import { axesOf } from "./maps.js";
import { classesOf, mark } from "./marks.js";
import { heightsOf, reliefOf, valueMark } from "./relief.js";
import { shape } from "./unit_maps.js";
import { momentOf } from "./words.js";

/**
 * @typedef {import("./model.js").ShownSnapshot} ShownSnapshot
 * @typedef {import("./model.js").Heat} Heat
 * @typedef {import("../charts/heatmap.js").Ends} Ends
 * @typedef {import("./pictures.js").PictureOptions} PictureOptions
 * @typedef {import("../charts/plot.js").Scales} Scales
 *
 * @typedef {object} Shown  what the plane is the map of
 * @property {Heat[]} heats  one, or one for each class @property {boolean} isClasses
 * @property {boolean} isRelief  of a regression @property {boolean} isUnit  of a hidden unit
 * @property {import("../lib/activations.js").Range} range  of the activation
 */

/** @param {ShownSnapshot} snapshot @param {PictureOptions} options */
export function plane(snapshot, { unit, room, onPlace, activations: known, over, moment }) {
  const { result } = snapshot.run;
  const [x, y] = /** @type {[Ends, Ends]} */ (axesOf(result.data));
  const axes = scales({ x, y, ...room, isSquare: true });
  const { layers, activations } = result.settings;
  const at = unit && unit[0] > 0 ? unit : null;
  const activation = activations[(at ? at[0] : layers.length - 1) - 1];
  const heats = at ? [snapshot.frame?.heats[at[0] - 1]?.[at[1]]] : (snapshot.frame?.heats.at(-1) ?? []);
  const shown = {
    heats: /** @type {Heat[]} */ (heats.filter(Boolean)),
    isClasses: !at && (layers.at(-1) ?? 1) > 1 && activation === "softmax",
    isRelief: !at && result.data.task === "regression",
    isUnit: at !== null,
    range: rangeOf(known, activation),
  };
  const name = at ? unitName(layers, at[0], at[1]) : "the network";
  const [xName, yName] = [inputAxis(result.data, 0), inputAxis(result.data, 1)];
  const extent = `${xName} from ${ends(x)} and ${yName} from ${ends(y)}`;
  const when = moment ?? momentOf(snapshot);
  return html`<div class="layered">
    <nudge-canvas .box=${[axes.width, axes.height]} .basis=${[heats[0], activation, room]}
      .draw=${painting(snapshot, shown, axes)}></nudge-canvas>
    ${plot(
      axes,
      {
        label: `What ${name} answers over the plane, ${extent}, ${when}; ${countOf(snapshot)}`,
        xName,
        yName,
        kind: `plane training-plane ${onPlace ? "placing" : ""}`,
        ...(onPlace && { listeners: { pointerdown: (event) => placed(event, axes, onPlace) } }),
      },
      [linesOf(snapshot, shown).map((line) => boundary(axes, line)), examples(axes, snapshot), over?.(axes)],
    )}</div>`;
}

/** The ends of an axis in words. @param {Ends} ends */
function ends([low, high]) {
  const short = (/** @type {number} */ end) => fieldText(Number(end.toPrecision(3)), 0);
  return `${short(low)} to ${short(high)}`;
}

/**
 * What paints the colors. @param {ShownSnapshot} snapshot @param {Shown} shown @param {Scales} axes
 * @returns {import("../charts/canvas.js").Draw}
 */
function painting(snapshot, { heats, isClasses, isRelief, range }, axes) {
  const box = { x: axes.left, y: axes.top, width: axes.right - axes.left, height: axes.bottom - axes.top };
  return (context, colors) => {
    const [heat] = heats;
    if (!heat) return;
    if (isClasses) {
      paintClasses(context, heats, box, colors);
      return;
    }
    const { middle, reach } = isRelief ? reliefOf(snapshot.run.result.data) : shape(range, heat);
    paintHeat(context, heat, box, ramp(heat, middle, reach, colors));
  };
}

/**
 * Where a decision changes; of a regression lines of equal answers, of a hidden unit the middle of its range.
 * @param {ShownSnapshot} snapshot @param {Shown} shown
 */
function linesOf(snapshot, { heats, isRelief, isUnit, range }) {
  const [heat] = heats;
  if (!heat) return [];
  if (isRelief)
    return heightsOf(reliefOf(snapshot.run.result.data)).flatMap((height) => crossings(heat, height));
  if (!isUnit) return (snapshot.frame?.margins ?? []).flatMap((margin) => levelLines(margin, 0));
  const { middle, reach } = middleAndReach(range, Number.POSITIVE_INFINITY);
  return crossings(heat, middle, reach);
}

/** How many examples are drawn, and how many of them have a ring. @param {ShownSnapshot} snapshot */
function countOf({ run, frame }) {
  const classes = classesOf(run.result.data);
  if (run.result.data.task === "regression") return `${classes.length} examples`;
  const wrong = frame?.decisions?.filter((decided, row) => decided !== classes[row]).length;
  const examples = `${classes.length} examples`;
  return wrong === undefined ? examples : `${examples}, ${wrong} of them decided wrong`;
}

/** @param {PointerEvent} event @param {Scales} axes @param {import("./pictures.js").TakePoint} onPlace */
function placed(event, axes, onPlace) {
  const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
  const matrix = /** @type {DOMMatrix} */ (picture.getScreenCTM()).inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  onPlace(axes.x.invert(at.x), axes.y.invert(at.y));
}

/** @param {Scales} axes @param {number[][]} line */
function boundary({ x, y }, line) {
  const path = line.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L");
  return svg`<path class="boundary" d="M${path}"></path>`;
}

/**
 * The examples as points: shape and color by class, held-out ones hollow, mistakes ringed.
 * @param {Scales} axes
 * @param {ShownSnapshot} snapshot
 */
function examples({ x, y }, { run, frame }) {
  const { inputs, split, targets, task } = run.result.data;
  const classes = classesOf(run.result.data);
  const size = inputs.length > 250 ? 3.6 : 5;
  if (task === "regression") {
    const relief = reliefOf(run.result.data);
    return inputs.map(([a, b], row) => {
      const [value = 0] = targets[row] ?? [];
      return valueMark({ x: x(a), y: y(b), value, isHeldOut: split[row] === "validation", size }, relief);
    });
  }
  return inputs.map(([a = 0, b = 0], row) =>
    mark({
      x: x(a),
      y: y(b),
      kind: classes[row] ?? 0,
      isHeldOut: split[row] === "validation",
      isMistake: frame?.decisions ? frame.decisions[row] !== classes[row] : false,
      size,
    }),
  );
}
