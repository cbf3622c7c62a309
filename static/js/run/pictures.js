/**
 * The pictures of one place in a run: the plane with its boundary and examples (a line's fit for one input),
 * and the network whose units hold their maps. Pure functions of a scene.
 */
import { html, svg } from "../../vendor/vendor.js";
import "../charts/canvas.js";
import { fitted } from "../charts/fit.js";
import { crossings, paintHeat, ramp } from "../charts/heatmap.js";
import { plot, scales } from "../charts/plot.js";
import { middleAndReach, rangeOf } from "../lib/activations.js";
import { unitName } from "../lib/format.js";
import { inputAxis } from "./axis_names.js";
import { classLines, paintClasses } from "./class_map.js";
import { gridOf } from "./maps.js";
import { classesOf, key, mark } from "./marks.js";
import { heightsOf, reliefLegend, reliefOf, valueMark } from "./relief.js";
import { networkOfMaps, shape } from "./unit_maps.js";
import { answers, fit } from "./without_plane.js";
import { momentOf } from "./words.js";

/** @typedef {import("./model.js").Scene} Scene */
/** @typedef {import("./model.js").Heat} Heat */
/** @typedef {import("../charts/plot.js").Scales} Scales */

/**
 * The plane (or what stands for it) beside the network whose units hold their maps.
 * @param {import("./model.js").RunModel} model
 * @param {((x: number, y: number) => void) | null} [onPlace]  what a click in the plane does
 */
export function planeAndNetwork(model, onPlace = null) {
  const { scene, unit, constants } = model;
  const { activations } = constants;
  const { data } = scene.run.result;
  const shown = unit && unit[0] > 0 ? unit : null;
  return html`<div class="training-pictures">
          <div>${fitted((room) => mainPicture(scene, { unit, room, activations, onPlace }))}
          ${data.inputs[0].length === 2 ? wordsOf(scene, shown, activations) : ""}</div>
          <div>${networkOfMaps(model)}</div>
        </div>`;
}

/**
 * What fills the left half: the plane, a fitted curve, or answers against targets.
 * @param {Scene} scene
 * @param {{unit: [number, number] | null, room: import("../charts/fit.js").Room,
 *   activations: import("../lib/activations.js").Activations,
 *   onPlace: ((x: number, y: number) => void) | null}} options
 */
function mainPicture(scene, options) {
  const { data } = scene.run.result;
  const inputs = data.inputs[0].length;
  if (inputs === 1) return fit(scene, options);
  return inputs === 2 ? plane(scene, options) : answers(scene, options);
}

/** @param {Scene} scene @param {any} options */
function plane(scene, { unit, room: place, onPlace, activations: known }) {
  const { result } = scene.run;
  const { low, high } = gridOf(result.data);
  const room = scales({ x: [low, high], y: [low, high], ...place, isSquare: true });
  const { layers, activations } = result.settings;
  const outputs = layers.at(-1) ?? 1;
  const shown = unit && unit[0] > 0 ? unit : null;
  const heats = shown ? [scene.frame?.heats[shown[0] - 1]?.[shown[1]]] : (scene.frame?.heats.at(-1) ?? []);
  const isClasses = !shown && outputs > 1 && activations.at(-1) === "softmax";
  const heat = /** @type {Heat | undefined} */ (heats[0]);
  const activation = activations[(shown ? shown[0] : layers.length - 1) - 1];
  const range = rangeOf(known, activation);
  const isRelief = result.data.task === "regression" && !shown;
  const relief = reliefOf(result.data);
  const { middle } = isRelief ? relief : middleAndReach(range, 0);
  const box = { x: room.left, y: room.top, width: room.right - room.left, height: room.bottom - room.top };
  const paint = (/** @type {CanvasRenderingContext2D} */ context, /** @type {any} */ colors) => {
    if (!heat) return;
    if (isClasses) paintClasses(context, /** @type {Heat[]} */ (heats), box, colors);
    else {
      const { reach } = isRelief ? relief : shape(range, heat);
      paintHeat(context, heat, box, ramp(heat, middle, reach, colors));
    }
  };
  const heights = isRelief ? heightsOf(relief) : [middle];
  const lines = !heat
    ? []
    : isClasses
      ? classLines(/** @type {Heat[]} */ (heats))
      : heights.flatMap((height) => crossings(heat, height));
  const name = shown ? unitName(layers, shown[0], shown[1]) : "the network";
  const put = onPlace && ((/** @type {PointerEvent} */ event) => placed(event, room, onPlace));
  return html`<div class="layered">
    <nudge-canvas .box=${[room.width, room.height]} .basis=${[heat, activation, place]} .draw=${paint}></nudge-canvas>
    ${plot(
      room,
      {
        label: `What ${name} answers over the plane ${momentOf(scene)}, and ${countOf(scene)}`,
        xName: inputAxis(result.data, 0),
        yName: inputAxis(result.data, 1),
        kind: `plane training-plane ${onPlace ? "placing" : ""}`,
        listeners: { pointerdown: put },
      },
      [lines.map((line) => boundary(room, line)), examples(room, scene)],
    )}</div>`;
}

/**
 * What the marks mean, or of which unit the plane is the map.
 * @param {Scene} scene @param {[number, number] | null} shown @param {import("../lib/activations.js").Activations} known
 */
function wordsOf(scene, shown, known) {
  const { settings, data } = scene.run.result;
  if (!shown) return data.task === "regression" ? reliefLegend(data) : legend(data);
  const { middle } = middleAndReach(rangeOf(known, settings.activations[shown[0] - 1]), 0);
  const name = unitName(settings.layers, shown[0], shown[1]);
  return html`<p class="plane-legend">the map of ${name}; the line is where it is ${middle}</p>`;
}

/** What the shapes mean. @param {any} data */
function legend({ class_names: names, split }) {
  return html`<p class="plane-legend">${names.map((/** @type {string} */ name, /** @type {number} */ kind) => html`<span>${key(kind)} ${name}</span>`)}
    ${split.includes("validation") ? html`<span>hollow: held out</span>` : ""}<span>ring: decided wrong</span></p>`;
}

/** How many examples are drawn, and how many of them have a ring. @param {Scene} scene */
function countOf({ run, frame }) {
  const classes = classesOf(run.result.data);
  if (run.result.data.task === "regression") return `${classes.length} examples`;
  const wrong = frame?.decisions?.filter((decided, row) => decided !== classes[row]).length;
  const examples = `${classes.length} examples`;
  return wrong === undefined ? examples : `${examples}, ${wrong} of them decided wrong`;
}

/** @param {PointerEvent} event @param {Scales} room @param {(x: number, y: number) => void} onPlace */
function placed(event, room, onPlace) {
  const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
  const matrix = /** @type {DOMMatrix} */ (picture.getScreenCTM()).inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  onPlace(room.x.invert(at.x), room.y.invert(at.y));
}

/** @param {Scales} room @param {number[][]} line */
function boundary({ x, y }, line) {
  const path = line.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L");
  return svg`<path class="boundary" d="M${path}"></path>`;
}

/**
 * The examples as points: shape and color by class, held-out ones hollow, mistakes ringed.
 * @param {Scales} room
 * @param {Scene} scene
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
  return inputs.map((/** @type {number[]} */ place, /** @type {number} */ row) =>
    mark({
      x: x(place[0]),
      y: y(place[1]),
      kind: classes[row] ?? 0,
      isHeldOut: split[row] === "validation",
      isMistake: frame?.decisions ? frame.decisions[row] !== classes[row] : false,
      size,
    }),
  );
}
