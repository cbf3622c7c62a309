/**
 * The network as lamps and wires. A lamp is as bright as its unit is active; a wire's width is the
 * weight's size, its color and dash the weight's sign. A pure function of the numbers and of what is
 * selected; clicking or focusing a lamp selects it.
 */
import { nothing, svg } from "../../vendor/vendor.js";
import { rangeOf } from "../lib/activations.js";
import { fixed, layerName, unitName } from "../lib/format.js";
import { walked } from "../lib/network_walk.js";
import { edges } from "./edges.js";
import { brightness, lampFill, lampKind } from "./lamp.js";

/** So many edges can be told apart, and chosen. */
const MOST_EDGES = 400;
/** The largest lamp, and the smallest that can hold its number. */
const LARGEST = 30;
const LEGIBLE = 20;
/** Room for the names of the columns, at the sides, above, and for a name over a lamp. */
const EDGE = { foot: 64, side: 46, top: 8, name: 26 };
/** How wide a digit in a lamp is. */
const DIGIT = 10.2;
/** In place of a number that is not known yet; no word. */
export const UNKNOWN = "·";

/**
 * @typedef {import("../lib/activations.js").Activations} Activations
 * @typedef {{sizes: number[], values: number[][], weights: number[][][], functions: string[],
 *   activations: Activations, source?: (layer: number, unit: number) => string}} NetworkData
 *   functions: the name of each layer's activation; source: where a value stands in the result
 * @typedef {{selected: import("../lib/network_walk.js").UnitOrEdge,
 *   isKnown: (layer: number, unit: number) => boolean,
 *   isArriving?: (layer: number, unit: number) => boolean,
 *   isTraveling: (layer: number, to: number, from: number) => boolean, title: string,
 *   describedBy: string, room: import("./fit.js").Room,
 *   onSelect: (layer: number, unit: number, input?: number) => void}} NetworkOptions
 *   selected: a unit, or an edge with where it comes from
 */

/** @param {NetworkData} data @param {NetworkOptions} options */
export function networkPicture(data, options) {
  const positions = layout(data.sizes, options.room);
  const hasEdges = data.weights.flat(2).length <= MOST_EDGES;
  const choose = hasEdges ? options : null;
  return svg`
    <svg class="network"
      viewBox="0 0 ${positions.width} ${positions.height}"
      role="group"
      aria-label=${options.title} aria-describedby=${options.describedBy}
      @keydown=${(/** @type {KeyboardEvent} */ event) =>
        onKey(event, data.sizes, {
          ...options,
          hasEdges,
        })}>
      <g class="edges" aria-hidden=${hasEdges ? nothing : "true"}>
        ${edges(data, options, positions, choose)}
      </g>
      <g class="columns" aria-hidden="true">${columnNames(data, positions)}</g>
      ${data.sizes.map((units, layer) =>
        range(units).map((unit) => lamp(data, options, positions, layer, unit)),
      )}
    </svg>`;
}

/**
 * Where everything stands: the columns from side to side, the units from top to bottom, as large as they can
 * be. Where rows are close, names stand beside the lamps; where they are closer, lamps say no numbers.
 * @param {number[]} sizes @param {import("./fit.js").Room} room
 */
export function layout(sizes, { width, height }) {
  const tallest = Math.max(2, ...sizes);
  const gaps = Math.max(1, sizes.length - 1);
  const column = Math.min(210, (width - 2 * EDGE.side) / Math.max(2, gaps));
  const foot = column < 84 ? 26 : EDGE.foot;
  const share = (height - EDGE.top - foot) / tallest;
  const above = Math.min(LARGEST, 0.3 * column, (share - EDGE.name - 8) / 2);
  const isBeside = above < LEGIBLE;
  const radius = Math.max(5, isBeside ? Math.min(LARGEST, 0.27 * column, (share - 6) / 2) : above);
  const row = Math.min(share, 2 * radius + (isBeside ? 60 : 84));
  const middle = EDGE.top + (height - EDGE.top - foot + (isBeside ? 0 : EDGE.name)) / 2;
  const start = (width - gaps * column) / 2;
  return {
    width,
    height,
    radius,
    isLegible: radius >= LEGIBLE - 2,
    isNamed: radius >= 9,
    foot: Math.min(height, middle + ((tallest - 1) / 2) * row + radius + foot),
    isWide: column >= 84,
    name: isBeside
      ? { dx: -0.75 * radius - 5, dy: -0.6 * radius, anchor: "end" }
      : { dx: 0, dy: -radius - 10, anchor: "middle" },
    x: (/** @type {number} */ layer) => start + layer * column,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      middle + (unit - (sizes[layer] - 1) / 2) * row,
  };
}

/** @param {NetworkData} data @param {ReturnType<typeof layout>} positions */
function columnNames({ sizes, functions, activations }, positions) {
  if (!positions.isWide) return "";
  return sizes.map((_, layer) => {
    const f = layer > 0 ? activations[functions[layer - 1] ?? ""]?.label : "";
    return svg`
      <text class="column-name" x=${positions.x(layer)} y=${positions.foot - 26}
        text-anchor="middle">${layerName(sizes, layer)}</text>
      <text class="column-function" x=${positions.x(layer)} y=${positions.foot - 7}
        text-anchor="middle">${f}</text>`;
  });
}

/**
 * @param {NetworkData} data @param {NetworkOptions} options @param {ReturnType<typeof layout>} positions
 * @param {number} layer @param {number} unit
 */
function lamp(data, options, positions, layer, unit) {
  const value = data.values[layer][unit];
  const isKnown = options.isKnown(layer, unit);
  const [at, of, input] = options.selected;
  const isSelected = at === layer && of === unit && input === undefined;
  const name = unitName(data.sizes, layer, unit);
  const source = isKnown ? data.source?.(layer, unit) : "";
  const number = { text: fixed(value), source: source ? `${source}:2` : "" };
  const label = `${layerName(data.sizes, layer)} ${name}, ${isKnown ? fixed(value) : "not computed yet"}`;
  const span = rangeOf(data.activations, data.functions[layer - 1]);
  const share = isKnown ? brightness(value, span) : 0;
  const kind = isKnown ? lampKind(value, span) : "lamp";
  const [x, y, r] = [positions.x(layer), positions.y(layer, unit), positions.radius];
  const select = () => options.onSelect(layer, unit);
  return svg`
    <g class="unit ${isSelected ? "selected" : ""} ${isKnown ? "" : "unknown"} ${
      options.isArriving?.(layer, unit) ? "arriving" : ""
    }" role="button"
      data-unit="${layer}.${unit}"
      tabindex=${isSelected ? 0 : -1} aria-label=${label} aria-pressed=${isSelected} @click=${select}
      @focus=${select}>
      ${
        layer === 0
          ? svg`<rect class="ring" x=${x - r - 5} y=${y - r - 5} width=${2 * r + 10} height=${2 * r + 10}
            rx="15"></rect>
            <rect class=${kind} x=${x - r} y=${y - r} width=${2 * r} height=${2 * r} rx="11"
              fill=${lampFill(share)}></rect>`
          : svg`<circle class="ring" cx=${x} cy=${y} r=${r + 5}></circle>
            <circle class="glow" cx=${x} cy=${y} r=${r + 7} opacity=${share.toFixed(3)}></circle>
            <circle class=${kind} cx=${x} cy=${y} r=${r} fill=${lampFill(share)}></circle>`
      }
      ${
        positions.isNamed
          ? svg`<text class="unit-name" x=${x + positions.name.dx} y=${y + positions.name.dy}
        text-anchor=${positions.name.anchor}>${name}</text>`
          : svg`<title>${label}</title>`
      }
      ${isKnown ? "" : placeholder(x, y)}
      ${positions.isLegible && isKnown ? valueIn(x, y, r, number) : ""}
    </g>`;
}

/**
 * What stands in a lamp before its number does: no word, so that none is missing from its name.
 * @param {number} x @param {number} y
 */
export function placeholder(x, y) {
  return svg`<circle class="unit-unknown" cx=${x} cy=${y} r="2.5"></circle>`;
}

/**
 * The number in a lamp, drawn closer where it is longer than that.
 * @param {number} x @param {number} y @param {number} r
 * @param {{text: string, source: string}} number  with where it stands in the result, if anywhere
 * @param {string} [kind]
 */
export function valueIn(x, y, r, { text, source }, kind = "") {
  return svg`<text class="unit-value ${kind}" x=${x} y=${y} dy="0.36em" text-anchor="middle"
    textLength=${lengthOf(text, r)} lengthAdjust="spacingAndGlyphs"
    data-number=${source || nothing}>${text}</text>`;
}

/**
 * How long a text may be that stands in a lamp; nothing where it is no longer by itself.
 * @param {string} text @param {number} radius
 */
function lengthOf(text, radius) {
  const room = 2 * radius - 4;
  return text.length * DIGIT > room ? room : nothing;
}

/**
 * Arrow keys walk from lamp to lamp, by way of the edges where these can be chosen.
 * @param {KeyboardEvent} event @param {number[]} sizes
 * @param {Pick<NetworkOptions, "selected" | "onSelect"> & {hasEdges?: boolean}} options
 */
export function onKey(event, sizes, { selected, onSelect, hasEdges = false }) {
  const next = walked(sizes, selected, event.key, hasEdges);
  if (!next) return;
  event.preventDefault();
  const picture = /** @type {Element} */ (event.currentTarget);
  const [layer, unit, input] = next;
  onSelect(layer, unit, input);
  const place = `[data-${next.length === 3 ? "edge" : "unit"}="${next.join(".")}"]`;
  queueMicrotask(() => /** @type {SVGElement | null} */ (picture.querySelector(place))?.focus());
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
