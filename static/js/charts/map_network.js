/**
 * A network whose units show what they do: each holds a small map of its activation over the plane. Wires as
 * in every network. Clicking or focusing a unit selects it. It fits any size of network into the same room.
 */
import { html, svg } from "../../vendor/vendor.js";
import { layerName, unitName } from "../lib/format.js";
import "./canvas.js";
import { shortName } from "../lib/names.js";
import { edges } from "./edges.js";
import { onKey } from "./network.js";

const ROW = 110;
const EDGE = 30;
const LARGEST = 32;
const NAME = 21;
const LETTERS = 7; // of a name below its unit
const HALF_LETTER = 5; // its width at most

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{sizes: number[], weights: number[][][], functions: string[]}} MappedNetwork
 * @typedef {{selected: [number, number] | null, title: string, describedBy: string,
 *   paint: (context: CanvasRenderingContext2D, colors: import("./canvas.js").Colors, layer: number, unit:
 *   number, box: Box) => void,
 *   basis: unknown[], inputNames?: string[] | null,
 *   room: import("./fit.js").Room,
 *   onSelect: (layer: number, unit: number) => void}} MapOptions
 *   paint: draws the map of one unit, layer 0 the inputs, into its box
 *   basis: what the maps are made from
 *   inputNames: what inputs are called that are not x₁, x₂, …
 */

/** @param {MappedNetwork} network @param {MapOptions} options */
export function mapNetwork(network, options) {
  const { sizes } = network;
  const positions = mapLayout(sizes, options.room);
  const selected = options.selected ?? /** @type {[number, number]} */ ([sizes.length - 1, 0]);
  const wires = { ...network, values: sizes.map((size) => new Array(size).fill(0)) };
  const keys = { selected, onSelect: options.onSelect };
  const maps = (
    /** @type {CanvasRenderingContext2D} */ context,
    /** @type {import("./canvas.js").Colors} */ colors,
  ) => {
    for (const [layer, unit] of everyUnit(sizes)) {
      context.save();
      context.beginPath();
      const [x, y, r] = [positions.x(layer), positions.y(layer, unit), positions.radius];
      if (layer === 0) context.roundRect(x - r, y - r, 2 * r, 2 * r, 0.4 * r);
      else context.arc(x, y, r, 0, 2 * Math.PI);
      context.clip();
      options.paint(context, colors, layer, unit, { x: x - r, y: y - r, width: 2 * r, height: 2 * r });
      context.restore();
    }
  };
  return html`<div class="layered map-network">
    <nudge-canvas .box=${[positions.width, positions.height]} .basis=${options.basis}
      .draw=${maps}></nudge-canvas>
    <svg class="network mapped" viewBox="0 0 ${positions.width} ${positions.height}" role="group"
      aria-label=${options.title}
      aria-describedby=${options.describedBy}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, sizes, keys)}>
      <g class="edges" aria-hidden="true">${edges(
        wires,
        { selected: options.selected ?? [-1, -1], isTraveling: () => false },
        positions,
      )}</g>
      ${everyUnit(sizes).map(([layer, unit]) => mapped(sizes, options, selected, positions, layer, unit))}
    </svg></div>`;
}

/**
 * Where everything stands: columns and rows share the room evenly.
 * @param {number[]} sizes @param {import("./fit.js").Room} room
 */
function mapLayout(sizes, { width, height }) {
  const column = Math.min(150, (width - 2 * EDGE) / Math.max(1, sizes.length - 1));
  const tallest = Math.max(2, ...sizes);
  const row = Math.min(ROW, (height - 4) / tallest);
  const named = Math.min(LARGEST, (row - NAME - 4) / 2, 0.36 * column);
  const isNamed = named >= 11;
  const radius = Math.max(3, isNamed ? named : Math.min(LARGEST, 0.42 * row, 0.36 * column));
  const start = (width - column * (sizes.length - 1)) / 2;
  return {
    width,
    height,
    radius,
    isNamed, // a name stands below its unit, clear of the next
    x: (/** @type {number} */ layer) => start + layer * column,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      height / 2 - (isNamed ? 10 : 0) + (unit - ((sizes[layer] ?? 1) - 1) / 2) * row,
  };
}

/**
 * The outline of a unit, and what people do with it.
 * @param {number[]} sizes @param {MapOptions} options @param {[number, number]} focus
 * @param {ReturnType<typeof mapLayout>} positions @param {number} layer @param {number} unit
 */
function mapped(sizes, options, focus, positions, layer, unit) {
  const [x, y, r] = [positions.x(layer), positions.y(layer, unit), positions.radius];
  const isSelected = options.selected?.[0] === layer && options.selected?.[1] === unit;
  const isNext = focus[0] === layer && focus[1] === unit;
  const name = (layer === 0 && options.inputNames?.[unit]) || unitName(sizes, layer, unit);
  const short = shortName(name, LETTERS);
  const select = () => options.onSelect(layer, unit);
  return svg`<g class="unit ${isSelected ? "selected" : ""}" role="button" data-unit="${layer}.${unit}"
    tabindex=${isNext ? 0 : -1}
      aria-label="${layerName(sizes, layer)} ${name}: show its map" aria-pressed=${isSelected}
      @click=${select} @focus=${select}>
      ${
        layer === 0
          ? svg`<rect class="ring" x=${x - r - 4} y=${y - r - 4} width=${2 * r + 8} height=${2 * r + 8}
            rx=${0.4 * r + 4}></rect>
            <rect class="map-edge" x=${x - r} y=${y - r} width=${2 * r} height=${2 * r} rx=${0.4 * r}></rect>`
          : svg`<circle class="ring" cx=${x} cy=${y} r=${r + 4}></circle>
            <circle class="map-edge" cx=${x} cy=${y} r=${r}></circle>`
      }
      ${
        positions.isNamed
          ? svg`<text class="unit-name" x=${Math.max(x, HALF_LETTER * short.length)} y=${y + r + 17}
        text-anchor="middle">${short}</text>`
          : ""
      }
      ${positions.isNamed && name.length <= LETTERS ? "" : svg`<title>${name}</title>`}
    </g>`;
}

/** @param {number[]} sizes @returns {[number, number][]} */
function everyUnit(sizes) {
  return sizes.flatMap((size, layer) =>
    Array.from({ length: size }, (_, unit) => /** @type {[number, number]} */ ([layer, unit])),
  );
}
