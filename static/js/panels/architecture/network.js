/**
 * The network as columns of units: a wide layer by its first and its last units, its true number under it.
 * A column is a slider: dragged up it has more units; the keys do the same, and Delete takes it away.
 */
import { linkHorizontal, svg } from "../../../vendor/vendor.js";
import { drag, pointerPosition } from "../../charts/drag.js";
import { grouped, layerName } from "../../lib/format.js";
import { dragged, layerTitle, mostUnits } from "./sizes.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").ArchitecturePanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{x: (layer: number) => number, y: (layer: number, index: number) => number, radius: number,
 *   column: number, foot: number, top: number, height: number, isWide: boolean}} Places
 */

/** Room over the units for the numbers of the wires, under them for the names, and at the sides. */
const EDGE = { top: 40, foot: 62, side: 58 };
const LARGEST = 24;
const [THIN, THICK] = [0.6, 4.4];
/** What each key does to the size of a layer. @type {Record<string, (size: number) => number>} */
const KEYS = {
  ArrowUp: (size) => size + 1,
  ArrowDown: (size) => size - 1,
  PageUp: (size) => 2 * size,
  PageDown: (size) => Math.ceil(size / 2),
  Home: () => 1,
  End: () => Number.POSITIVE_INFINITY,
};

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function network(model, panel, room) {
  const { drawn } = model.result;
  const { layers } = model.request;
  const places = placesOf(drawn.units, room);
  return svg`<svg class="built-network" viewBox="0 0 ${room.width} ${room.height}" role="group"
      aria-label=${model.result.counted}>
    ${layers.map((_, layer) => ground(model, panel, places, layer))}
    <g aria-hidden="true">${wires(drawn, places)}
      ${model.result.layers.map((layer, index) => cost(layer, places, index, model.selected))}</g>
    ${layers.map((_, layer) => column(model, panel, places, layer))}
  </svg>`;
}

/**
 * Where all stands; a layer that is not drawn whole has a gap between its first and its last units.
 * @param {number[][]} units @param {Room} room @returns {Places}
 */
function placesOf(units, { width, height }) {
  const column = Math.min(280, (width - 2 * EDGE.side) / Math.max(1, units.length - 1));
  const start = (width - column * (units.length - 1)) / 2;
  const rows = units.map((each) => each.length + gapsIn(each));
  const whole = Math.max(20, height - EDGE.top - EDGE.foot);
  const row = Math.min(2 * LARGEST + 18, whole / Math.max(2, ...rows));
  const middle = EDGE.top + whole / 2;
  return {
    x: (layer) => start + layer * column,
    y: (layer, index) => {
      const own = units[layer] ?? [];
      const isAfterGap = gapsIn(own) && (own[index] ?? 0) > index;
      return middle + (index + (isAfterGap ? 1 : 0) - ((rows[layer] ?? 1) - 1) / 2) * row;
    },
    radius: Math.min(LARGEST, Math.max(3, 0.36 * row), 0.26 * column),
    column,
    top: EDGE.top,
    foot: EDGE.top + whole,
    height,
    isWide: column >= 84,
  };
}

/** Whether units are left out, as a row of the drawing. @param {number[]} units */
function gapsIn(units) {
  return (units.at(-1) ?? 0) > units.length - 1 ? 1 : 0;
}

/** What is behind a column: where it can be grabbed. @param {Shown} model @param {Panel} panel
 * @param {Places} places @param {number} layer */
function ground({ selected }, panel, places, layer) {
  const width = Math.min(places.column - 6, 84);
  return svg`<rect class="built-ground ${layer === selected ? "lit" : ""}" x=${places.x(layer) - width / 2}
    y="30" width=${width} height=${Math.max(1, places.height - 32)} rx="12"
    @pointerdown=${grab(panel, layer)}></rect>`;
}

/** @param {Panel} panel @param {number} layer */
function grab(panel, layer) {
  return (/** @type {PointerEvent} */ event) => {
    const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
    const start = pointerPosition(picture, event).y;
    const size = panel.request.layers[layer] ?? 1;
    panel.select(layer);
    drag(({ y }, isSettled) => panel.set(`layers.${layer}`, dragged(size, start - y), isSettled))(event);
  };
}

/** Every weight between two drawn units. @param {Api.DrawnNetwork} drawn @param {Places} places */
function wires({ weights }, places) {
  const largest = Math.max(1e-9, ...weights.flat(2).map(Math.abs));
  return weights.map((matrix, layer) =>
    matrix.map((row, to) =>
      row.map((weight, from) => {
        const path = linkHorizontal()({
          source: [places.x(layer) + places.radius, places.y(layer, from)],
          target: [places.x(layer + 1) - places.radius, places.y(layer + 1, to)],
        });
        const width = THIN + ((THICK - THIN) * Math.abs(weight)) / largest;
        return svg`<path class="edge ${weight < 0 ? "negative" : "positive"}" d=${path}
          stroke-width=${width.toFixed(2)} data-weight=${weight}></path>`;
      }),
    ),
  );
}

/**
 * Over the wires: how many parameters they and the biases behind them are.
 * @param {Api.ArchitectureLayer} layer @param {Places} places @param {number} index @param {number} selected
 */
function cost(layer, places, index, selected) {
  const middle = (places.x(index) + places.x(index + 1)) / 2;
  const isWritten = places.column > 10.2 * layer.arithmetic.length;
  const said = isWritten ? layer.arithmetic : grouped(layer.parameters);
  if (!isWritten && places.column < 10.2 * (said.length + 1)) return "";
  return svg`<text class="built-cost ${index + 1 === selected ? "lit" : ""}" x=${middle} y="20"
    text-anchor="middle">${said}</text>`;
}

/**
 * The units of a layer with their number, as a slider.
 * @param {Shown} model @param {Panel} panel @param {Places} places @param {number} layer
 */
function column({ request, result, selected, constants }, panel, places, layer) {
  const { layers } = request;
  const size = layers[layer] ?? 1;
  const units = result.drawn.units[layer] ?? [];
  const most = mostUnits(layers.length, panel.limits.of("layers").high, constants.outputs)(layer);
  const name = layerTitle(layers, layer);
  return svg`<g class="built-column ${layer === selected ? "lit" : ""}" role="slider" tabindex="0"
      data-layer=${layer} aria-label="${name}, as a column" aria-valuemin="1" aria-valuemax=${most}
      aria-valuenow=${size} aria-valuetext="${name}, ${grouped(size)} units" aria-orientation="vertical"
      @pointerdown=${grab(panel, layer)} @focus=${() => panel.select(layer)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, panel, layer)}>
    ${units.map((_, index) => unit(places, layer, index, layer === 0))}
    ${gapsIn(units) ? gap(places, layer, units, size) : ""}
    <text class="built-size" x=${places.x(layer)} y=${places.foot + 26}
      text-anchor="middle">${grouped(size)}</text>
    ${
      places.isWide
        ? svg`<text class="built-name" x=${places.x(layer)} y=${places.foot + 47}
      text-anchor="middle">${layerName(layers, layer)}</text>`
        : ""
    }</g>`;
}

/** @param {Places} places @param {number} layer @param {number} index @param {boolean} isInput */
function unit({ x, y, radius: r }, layer, index, isInput) {
  const [cx, cy] = [x(layer), y(layer, index)];
  if (!isInput) return svg`<circle class="built-unit" cx=${cx} cy=${cy} r=${r}></circle>`;
  return svg`<rect class="built-unit" x=${cx - r} y=${cy - r} width=${2 * r} height=${2 * r}
    rx=${0.35 * r}></rect>`;
}

/**
 * How many units are not drawn, where they would stand.
 * @param {Places} places @param {number} layer @param {number[]} units @param {number} size
 */
function gap({ x, y }, layer, units, size) {
  const after = units.findIndex((number, index) => number > index);
  const middle = (y(layer, after - 1) + y(layer, after)) / 2;
  return svg`<text class="built-gap" x=${x(layer)} y=${middle} dy="0.34em"
    text-anchor="middle">+ ${grouped(size - units.length)}</text>`;
}

/** @param {KeyboardEvent} event @param {Panel} panel @param {number} layer */
function onKey(event, panel, layer) {
  const size = panel.request.layers[layer] ?? 1;
  const next = KEYS[event.key];
  const change = {
    Insert: () => panel.addLayer(layer),
    "+": () => panel.addLayer(layer),
    Delete: () => panel.removeLayer(layer),
    Backspace: () => panel.removeLayer(layer),
  }[event.key];
  if (!next && !change) return;
  event.preventDefault();
  event.stopPropagation();
  if (change) change();
  else if (next) panel.set(`layers.${layer}`, Math.min(next(size), panel.limits.of("layers").high));
}
