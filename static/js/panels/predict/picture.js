/** The plane with the rows in it, or the fitted curve; beside it the way of the selected row. */
import { html, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { networkPicture } from "../../charts/network.js";
import { within } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";
import { className } from "../../lib/names.js";
import { frameOf } from "../../run/maps.js";
import { key, mark } from "../../run/marks.js";
import { plane } from "../../run/plane.js";
import { fit } from "../../run/without_plane.js";
import { rowFields } from "./fields.js";
import { controlOf, endsOf, givenAt, rowName, shownAt, spreadAt } from "./places.js";
import { listOfRows } from "./rows.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").PredictPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** A row's mark, and what is taken hold of around it. */
const [RADIUS, GRIP] = [12, 22];
const MOST_MARKS = 300;
const WHEN = "as it was trained";

/** @param {Model} model @param {Panel} panel */
export function picture(model, panel) {
  const { data } = model.result;
  const inputs = data.input_names.length;
  return html`<div class="predict-picture">
    <div class="predict-plane ${inputs > 2 ? "listed" : ""}">${
      inputs > 2
        ? html`<p class="figure-name">the rows and their answers</p>${listOfRows(model)}
            ${rowFields(model, panel)}`
        : html`${fitted((room) => map(model, panel, room))}${legend(model)}`
    }</div>
    <div class="predict-network"><p class="figure-name predict-name">${wayName(model)}</p>
      ${fitted((room) => network(model, panel, room))}</div></div>`;
}

/** Whose way is drawn. @param {Model} model */
function wayName({ result: { rows } }) {
  if (rows.inputs.length === 1) return "its way through the network";
  return `the way of ${rowName(rows)}`;
}

/** @param {Model} model @param {Panel} panel @param {Room} room */
function map(model, panel, room) {
  const { result, constants } = model;
  const snapshot = /** @type {import("../../run/model.js").ShownSnapshot} */ (
    /** @type {unknown} */ ({ run: { result: drawnRun(result) }, index: 0, frame: mapsOf(result) })
  );
  const isPlane = result.data.input_names.length === 2;
  const options = {
    unit: null,
    room,
    activations: constants.activations,
    onPlace: isPlane
      ? (/** @type {number} */ x, /** @type {number} */ y) => place(model, panel, [x, y])
      : null,
    over: (/** @type {Scales} */ axes) => [farArea(model, axes), rowMarks(model, panel, axes)],
    moment: WHEN,
  };
  return isPlane ? plane(snapshot, options) : fit(snapshot, options);
}

/** The examples and the network, as pictures of a run take them. @param {Model["result"]} result */
function drawnRun(result) {
  const { data, network, grid } = result;
  const { layers, activations } = network;
  const axes = data.input_names.map((_, input) => endsOf(result, input));
  const [line] = grid?.outputs ?? [];
  const heights = axes.length === 1 && line ? [line.low, line.high] : [];
  const [low = 0, high = 1] = [data.low[1], data.high[1]];
  return {
    data: {
      ...data,
      low: [...axes.map(([end]) => end), ...(heights.length ? [Math.min(low, ...heights)] : [])],
      high: [...axes.map(([, end]) => end), ...(heights.length ? [Math.max(high, ...heights)] : [])],
    },
    settings: { layers, activations },
  };
}

/** The map, decoded once. @type {WeakMap<object, import("../../run/model.js").Frame>} */
const decoded = new WeakMap();

/** The answers over the picture; of hidden layers there are no maps. @param {Model["result"]} result */
function mapsOf({ grid, network }) {
  if (!grid) return undefined;
  const known = decoded.get(grid) ?? frameOf({ grid, decisions: null, predictions: null });
  decoded.set(grid, known);
  return { ...known, heats: [...network.activations.slice(1).map(() => []), ...known.heats] };
}

/** A click puts the selected row there. @param {Model} model @param {Panel} panel @param {number[]} at */
function place({ result }, panel, at) {
  panel.put(
    at.map((each, input) => roundedTo(result, input, each)),
    true,
  );
}

/** A place of the picture as the data have it, to the slider’s step. */
function roundedTo(
  /** @type {Model["result"]} */ result,
  /** @type {number} */ input,
  /** @type {number} */ at,
) {
  return Number(givenAt(result, input, at).toFixed(controlOf(result, input).decimals));
}

/**
 * Everything farther from all examples than any of them is from its neighbor, hatched.
 * @param {Model} model @param {Scales} axes
 */
function farArea({ result }, axes) {
  const { data, distances } = result;
  const { gap } = distances;
  if (gap === null) return "";
  const reach = data.input_names.map((_, input) => gap * spreadAt(result, input));
  const across = Math.abs(axes.x(reach[0] ?? 0) - axes.x(0));
  const down = Math.abs(axes.y(reach[1] ?? 0) - axes.y(0));
  const [width, height] = [axes.right - axes.left, axes.bottom - axes.top];
  const near = data.inputs
    .filter((_, row) => data.split[row] === "training")
    .map(([x = 0, y = 0]) =>
      data.input_names.length === 1
        ? svg`<rect x=${axes.x(x) - across} y=${axes.top} width=${2 * across} height=${height}></rect>`
        : svg`<ellipse cx=${axes.x(x)} cy=${axes.y(y)} rx=${across} ry=${down}></ellipse>`,
    );
  return svg`<g class="predict-far" aria-hidden="true">
    <defs>
      <pattern id="predict-hatch" width="9" height="9" patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)">
        <line class="predict-hatch" x1="0" x2="0" y1="0" y2="9"></line></pattern>
      <mask id="predict-near"><rect class="predict-unseen" x=${axes.left} y=${axes.top} width=${width}
        height=${height}></rect><g class="predict-seen">${near}</g></mask>
    </defs>
    <rect x=${axes.left} y=${axes.top} width=${width} height=${height} fill="url(#predict-hatch)"
      mask="url(#predict-near)"></rect></g>`;
}

/** @param {Model} model @param {Panel} panel @param {Scales} axes */
function rowMarks(model, panel, axes) {
  const { rows } = model.result;
  const places = rows.inputs.map((_, row) => row).slice(0, MOST_MARKS);
  // The selected one is drawn last, and lies over the others
  return [...places.filter((row) => row !== rows.row), rows.row].map((row) =>
    rowMark(model, panel, axes, row),
  );
}

/**
 * A row: its class inside a ring, broken where it lies far; at the edge where the picture ends before it.
 * @param {Model} model @param {Panel} panel @param {Scales} axes @param {number} row
 */
function rowMark(model, panel, axes, row) {
  const { result } = model;
  const { rows, distances } = result;
  const values = rows.inputs[row] ?? [];
  const [first = 0, second] = values.map((value, input) => shownAt(result, input, value));
  const height = second ?? shownTarget(result, row);
  const x = Math.min(axes.right, Math.max(axes.left, axes.x(first)));
  const y = Math.min(axes.bottom, Math.max(axes.top, axes.y(height)));
  const isSelected = row === rows.row;
  const kind = result.decisions?.[row] ?? 1;
  const move = drag((at, isSettled) => {
    const moved = [axes.x, axes.y].slice(0, values.length).map((axis, input) => {
      const to = within(axis, input ? at.y : at.x, 12);
      return roundedTo(result, input, to);
    });
    panel.put(moved, isSettled);
  });
  const grab = (/** @type {PointerEvent} */ event) => {
    event.stopPropagation();
    if (isSelected) move(event);
    else panel.select(row);
  };
  const name = `predict-row ${isSelected ? "selected" : ""} ${distances.is_far[row] ? "far" : ""}`;
  return svg`<g class=${name} @pointerdown=${grab}>
    <title>${told(model, row)}</title>
    <circle class="grip" cx=${x} cy=${y} r=${GRIP}></circle>
    <circle class="predict-ring" cx=${x} cy=${y} r=${RADIUS}></circle>
    ${mark({ x, y, kind, isHeldOut: false, isMistake: false, size: 5 })}</g>`;
}

/**
 * Where the answer to a row of one input lies in the picture.
 * @param {Model["result"]} result @param {number} row
 */
function shownTarget({ predictions, data: { target_scaling: scaling } }, row) {
  const value = predictions[row]?.[0] ?? 0;
  return scaling ? (value - (scaling.mean[0] ?? 0)) / (scaling.std[0] ?? 1) : value;
}

/** @param {Model} model @param {number} row */
function told({ result }, row) {
  const { rows, decisions, data, distances } = result;
  const kind = decisions?.[row];
  const share = rows.certainty?.[row];
  const said = kind === null || kind === undefined ? "" : className(data.class_names[kind] ?? "");
  const sure = share === null || share === undefined ? "" : `, ${fixed(share, 3)}`;
  return `row ${row + 1}: ${said}${sure}${distances.is_far[row] ? ", far from all training data" : ""}`;
}

/** What the marks mean. @param {Model} model */
function legend({ result: { data, distances } }) {
  const classes = data.task === "regression" ? [] : data.class_names;
  const items = [
    ...classes.map((name, kind) => html`${key(kind)} ${className(name)}`),
    "in a ring: asked",
    ...(distances.gap === null ? [] : ["hatched: far from all training data"]),
  ];
  return html`<ul class="predict-legend">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** @param {Model} model @param {Panel} panel @param {Room} room */
function network({ result, constants, selected, edge }, panel, room) {
  const { network: shape, layers, x } = result;
  const sum = layers.map(({ a }) => a.map((each) => each ?? 0));
  return networkPicture(
    {
      sizes: shape.layers,
      values: [x.map((each) => each ?? 0), ...sum],
      weights: shape.weights,
      functions: shape.activations,
      activations: constants.activations,
      source: (layer, unit) => (layer ? `layers.${layer - 1}.a.${unit}` : `x.${unit}`),
    },
    {
      selected: edge === null ? selected : [...selected, edge],
      isKnown: () => true,
      isTraveling: () => false,
      title: `Network ${shape.layers.join(" → ")}. Arrow keys walk from unit to unit along the edges.`,
      describedBy: "predict-sentence",
      room,
      onSelect: (layer, unit, input) => panel.choose(layer, unit, input),
    },
  );
}
