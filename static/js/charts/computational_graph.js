/**
 * The computation that one parameter takes part in, as a graph: every operation a node with its result and,
 * behind an arrow that points back, the loss's slope with respect to it. What lies after the parameter's own
 * unit is drawn unit by unit. A pure function of the numbers and of what is known by now.
 */
import { svg } from "../../vendor/vendor.js";
import { isBack } from "../lib/backprop_steps.js";
import { fixed, unitName } from "../lib/format.js";

const COLUMNS = { leaf: 54, times: 172, plus: 270, function: 378, unit: 152 };
const BOX = { width: 100, height: 66, row: 84 };
const RADIUS = 23;
const LOSS_GAP = 96;
const MOST_LABELS = 4;
/** Half of what a letter of a sign takes, with the space around the sign. */
const LETTER_WIDTH = 5.6;
/** Letters are this high in the drawing: where there is space to scroll, that is one rem. */
const LETTER = 15;

/**
 * @typedef {import("./signal_network.js").SignalOptions} SignalOptions
 * @typedef {SignalOptions & {sizes: number[], positions: ReturnType<typeof layout>,
 *   numbers: Record<string, Numbers>}} Context  with where everything stands, and what stands there
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{there: number | null, back: number | null}} Numbers  forward and back; null while not known
 */

/** @param {SignalOptions} options */
export function computationalGraph(options) {
  const sizes = options.result.network.layers;
  const context = { ...options, sizes, positions: layout(sizes, options.at), numbers: numbersOf(options) };
  const { width, height } = context.positions;
  return svg`<svg class="graph" width="${width / LETTER}rem" height="${height / LETTER}rem"
    viewBox="0 0 ${width} ${height}" role="img" aria-label=${label(context)}>
    ${later(context)}${own(context)}${lossNode(context)}
  </svg>`;
}

/** Where everything stands. @param {number[]} sizes @param {number[]} at */
function layout(sizes, at) {
  const after = sizes.slice(at[0] + 1);
  const height = Math.max(360, Math.max(1, ...after) * BOX.row + 20);
  const middle = height / 2;
  const x = (/** @type {number} */ layer) => COLUMNS.function + (layer - at[0]) * COLUMNS.unit;
  const lossX = x(sizes.length - 1) + LOSS_GAP;
  return {
    width: lossX + 42,
    height,
    middle,
    lossX,
    x,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      middle + (unit - (sizes[layer] - 1) / 2) * BOX.row,
  };
}

/**
 * Every number of the parameter's own unit.
 * @param {SignalOptions} options @returns {Record<string, Numbers>}
 */
function numbersOf({ result, at, known, hidden }) {
  const [layer, unit, input] = at;
  const { z, a, dL_da, delta } = result.layers[layer - 1];
  const bias = result.network.biases[layer - 1][unit];
  const weight = input === undefined ? 0 : result.network.weights[layer - 1][unit][input];
  const source = input === undefined ? 0 : (layer === 1 ? result.x : result.layers[layer - 2].a)[input];
  const forward = (/** @type {number} */ value, isKnown = known.forward >= layer) => (isKnown ? value : null);
  const back = (/** @type {string} */ name, /** @type {number} */ value) =>
    isBack(known, layer, unit) && !hidden(name) ? value : null;
  const gradient = input === undefined ? delta[unit] : result.gradients.weights[layer - 1][unit][input];
  return {
    weight: { there: weight, back: back("gradient", gradient) },
    source: {
      there: forward(source, known.forward >= layer - 1),
      back: back("delta", delta[unit] * weight),
    },
    product: { there: forward(weight * source), back: back("delta", delta[unit]) },
    bias: { there: bias, back: back(input === undefined ? "gradient" : "delta", delta[unit]) },
    rest: { there: forward(z[unit] - weight * source - bias), back: back("delta", delta[unit]) },
    z: { there: forward(z[unit]), back: back("delta", delta[unit]) },
    a: { there: forward(a[unit]), back: back("dL_da", dL_da[unit]) },
  };
}

/** The parameter's own unit, operation by operation. @param {Context} context */
function own({ at, sizes, positions, numbers, result, constants }) {
  const [layer, unit, input] = at;
  const { middle } = positions;
  const isWeight = input !== undefined;
  const isAlone = sizes[layer - 1] === (isWeight ? 1 : 0);
  const spots = spotsOf(middle);
  const { weight, source, times, rest, bias, plus } = spots;
  const end = { x: positions.lossX - RADIUS, y: middle };
  const { symbol } = constants.activations[result.network.activations[layer - 1]];
  const product = isWeight && [
    box(weight, "w", numbers.weight, "open"),
    box(source, unitName(sizes, layer - 1, input), numbers.source),
    operation(times, "×", numbers.product),
  ];
  return svg`
    ${isWeight ? [line(weight, times), line(source, times), line(times, plus)] : ""}
    ${isAlone ? "" : line(rest, plus)}${line(bias, plus)}${line(plus, spots.function)}
    ${layer === sizes.length - 1 ? line(spots.function, end) : ""}
    ${product || ""}
    ${isAlone ? "" : box(rest, isWeight ? "the others" : "W a", numbers.rest)}
    ${box(bias, "b", numbers.bias, isWeight ? "" : "open")}
    ${operation(plus, "+", numbers.z)}
    ${operation(spots.function, symbol, numbers.a)}
    <text class="graph-name" x=${(plus.x + spots.function.x) / 2} y=${middle + 56}
      text-anchor="middle">in ${unitName(sizes, layer, unit)}</text>`;
}

/** Where the operations of the parameter's own unit stand. @param {number} middle */
function spotsOf(middle) {
  return {
    weight: { x: COLUMNS.leaf, y: middle - 130 },
    source: { x: COLUMNS.leaf, y: middle - 52 },
    times: { x: COLUMNS.times, y: middle - 78 },
    rest: { x: COLUMNS.leaf, y: middle + 32 },
    bias: { x: COLUMNS.leaf, y: middle + 114 },
    plus: { x: COLUMNS.plus, y: middle },
    function: { x: COLUMNS.function, y: middle },
  };
}

/** The units that come after, layer by layer. @param {Context} context */
function later({ at, sizes, positions, result, known }) {
  const last = sizes.length - 1;
  return range(last - at[0]).map((index) => {
    const layer = at[0] + 1 + index;
    const sources = index ? range(sizes[layer - 1]) : [at[1]];
    const from = (/** @type {number} */ unit) =>
      index
        ? { x: positions.x(layer - 1) + BOX.width / 2, y: positions.y(layer - 1, unit) }
        : { x: COLUMNS.function + RADIUS, y: positions.middle };
    const isLabeled = sources.length * sizes[layer] <= MOST_LABELS;
    const { a, delta } = result.layers[layer - 1];
    return range(sizes[layer]).map((unit) => {
      const spot = { x: positions.x(layer), y: positions.y(layer, unit) };
      const weights = result.network.weights[layer - 1][unit];
      const numbers = {
        there: known.forward >= layer ? a[unit] : null,
        back: isBack(known, layer, unit) ? delta[unit] : null,
      };
      return svg`
        ${sources.map((source) =>
          way(
            from(source),
            { x: spot.x - BOX.width / 2, y: spot.y },
            weights[source],
            isLabeled ? (index ? 0.45 : 0.64) : 0,
          ),
        )}
        ${layer === last ? line(spot, { x: positions.lossX, y: positions.middle }) : ""}
        ${box(spot, unitName(sizes, layer, unit), numbers, "", "δ")}`;
    });
  });
}

/**
 * A line that carries a weight.
 * @param {Spot} from @param {Spot} to @param {number} weight
 * @param {number} share  of the way at which it is written; 0 for nowhere
 */
function way(from, to, weight, share) {
  const kind = weight < 0 ? "negative" : "positive";
  const at = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  return svg`<path class="edge ${kind} part" d=${straight(from, to)} stroke-width="2.5"></path>
    ${
      share
        ? svg`<text class="graph-number" x=${at.x} y=${at.y} dy="0.34em"
      text-anchor="middle">${fixed(weight)}</text>`
        : ""
    }`;
}

/** @param {Context} context */
function lossNode({ positions, result, known }) {
  const spot = { x: positions.lossX, y: positions.middle };
  return svg`${operation(spot, "L", { there: null, back: null }, known.loss ? fixed(result.loss, 4) : "·")}`;
}

/**
 * A number or a unit as a box: its name, its value, its slope.
 * @param {Spot} spot @param {string} name @param {Numbers} numbers @param {string} [kind]
 * @param {string} [symbol]
 */
function box({ x, y }, name, { there, back }, kind = "", symbol = "←") {
  const [width, height] = [BOX.width, BOX.height];
  return svg`<rect class="graph-box ${kind}" x=${x - width / 2} y=${y - height / 2} width=${width}
    height=${height} rx="8"></rect>
    <text class="graph-name" x=${x} y=${y - 14} text-anchor="middle">${name}</text>
    <text class="graph-number in-box" x=${x} y=${y + 6}
      text-anchor="middle">${there === null ? "·" : fixed(there, 3)}</text>
    <text class="graph-number back in-box" x=${x} y=${y + 25}
      text-anchor="middle">${back === null ? "" : `${symbol} ${fixed(back, 4)}`}</text>`;
}

/**
 * An operation: its sign, above it what comes out, and the slope with respect to that.
 * @param {Spot} spot @param {string} sign @param {Numbers} numbers @param {string} [text]  of what comes out
 */
function operation({ x, y }, sign, { there, back }, text = there === null ? "·" : fixed(there, 3)) {
  const half = Math.max(RADIUS, sign.length * LETTER_WIDTH);
  return svg`<rect class="graph-box" x=${x - half} y=${y - RADIUS} width=${2 * half} height=${2 * RADIUS}
    rx=${RADIUS}></rect>
    <text class="graph-name" x=${x} y=${y} dy="0.34em" text-anchor="middle">${sign}</text>
    <text class="graph-number" x=${x} y=${y - 48} text-anchor="middle">${text}</text>
    <text class="graph-number back" x=${x} y=${y - 30}
      text-anchor="middle">${back === null ? "" : `← ${fixed(back, 4)}`}</text>`;
}

/** @param {Spot} from @param {Spot} to */
function line(from, to) {
  return svg`<path class="edge plain part" d=${straight(from, to)}></path>`;
}

/** @param {Spot} from @param {Spot} to */
function straight(from, to) {
  return `M${from.x},${from.y}L${to.x},${to.y}`;
}

/** What the graph shows, in words. @param {Context} context */
function label({ at, sizes, numbers }) {
  const [layer, unit, input] = at;
  const name = unitName(sizes, layer, unit);
  const who =
    input === undefined ? `bias of ${name}` : `weight ${unitName(sizes, layer - 1, input)} → ${name}`;
  const { back } = input === undefined ? numbers.bias : numbers.weight;
  const slope = back === null ? "" : `; the slope that comes back to it is ${fixed(back, 4)}`;
  return `The computation from the ${who} to the loss, operation by operation${slope}`;
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
