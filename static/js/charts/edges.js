/** The connections of a network as lines: width is the weight's size, color and dash its sign. */
import { linkHorizontal, scaleLinear, svg } from "../../vendor/vendor.js";
import { fixed, unitName } from "../lib/format.js";

const WIDEST = 8;

/**
 * @typedef {import("./network.js").NetworkData} NetworkData
 * @typedef {import("./network.js").NetworkOptions} NetworkOptions
 * @typedef {Pick<ReturnType<typeof import("./network.js").layout>, "x" | "y" | "radius">} Positions
 * @typedef {Pick<NetworkOptions, "onSelect"> | null} Choose
 * @typedef {{layer: number, to: number, from: number, weight: number}} Edge  into a unit of this layer
 */

/**
 * @param {Pick<NetworkData, "weights" | "values" | "sizes">} data
 * @param {Pick<NetworkOptions, "selected" | "isTraveling">} options
 * @param {Positions} positions
 * @param {Choose} [choose]  where edges can be chosen
 */
export function edges({ weights, values, sizes }, options, positions, choose = null) {
  const largest = Math.max(1, ...weights.flat(2).map(Math.abs));
  const width = scaleLinear([0, largest], [1, WIDEST]);
  return weights.map((matrix, index) =>
    matrix.map((row, to) =>
      row.map((weight, from) => {
        const edge = { layer: index + 1, to, from, weight };
        const path = pathOf(edge, options, positions);
        const moved = options.isTraveling(edge.layer, to, from) ? values[index][from] * weight : null;
        const line = drawn(edge, path, width(Math.abs(weight)), moved, options);
        return choose ? chosen(edge, path, line, { sizes, options, choose }) : line;
      }),
    ),
  );
}

/** @param {Edge} edge @param {Pick<NetworkOptions, "selected">} options */
function isPart({ layer, to }, { selected }) {
  return layer === selected[0] && to === selected[1];
}

/** @param {Edge} edge @param {Pick<NetworkOptions, "selected">} options @param {Positions} positions */
function pathOf(edge, options, { x, y, radius }) {
  const { layer, to, from } = edge;
  return linkHorizontal()({
    source: [x(layer - 1) + radius, y(layer - 1, from)],
    target: [x(layer) - radius - (isPart(edge, options) ? 7 : 1), y(layer, to)],
  });
}

/**
 * The line, and what travels along it.
 * @param {Edge} edge @param {string | null} path @param {number} width
 * @param {number | null} moved  the number that does, if any
 * @param {Pick<NetworkOptions, "selected">} options
 */
function drawn(edge, path, width, moved, options) {
  const [layer, unit, input] = options.selected;
  const isFed = edge.layer - 1 === layer && edge.from === unit && input === undefined;
  const state = isPart(edge, options) ? "part" : isFed ? "fed" : "";
  const kind = `edge ${edge.weight < 0 ? "negative" : "positive"} ${state}`;
  return svg`<path class=${kind} d=${path} stroke-width=${width.toFixed(2)}></path>
    ${
      moved === null
        ? ""
        : svg`<path class="signal ${moved < 0 ? "negative" : "positive"}" d=${path} pathLength="100"></path>`
    }`;
}

/**
 * The same, to be clicked and to be reached by keyboard.
 * @param {Edge} edge @param {string | null} path @param {unknown} line
 * @param {{sizes: number[], options: Pick<NetworkOptions, "selected">, choose: NonNullable<Choose>}} rest
 */
function chosen(edge, path, line, { sizes, options, choose }) {
  const { layer, to, from, weight } = edge;
  const isChosen = isPart(edge, options) && from === options.selected[2];
  const ends = `${unitName(sizes, layer - 1, from)} → ${unitName(sizes, layer, to)}`;
  const select = () => choose.onSelect(layer, to, from);
  return svg`<g class="wire" role="button" data-edge="${layer}.${to}.${from}" tabindex=${isChosen ? 0 : -1}
    aria-label="weight ${ends}, ${fixed(weight)}" aria-pressed=${isChosen}
    @click=${select} @focus=${select}><path class="wire-target" d=${path}></path>${line}</g>`;
}
