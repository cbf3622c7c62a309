/**
 * The computation that one parameter takes part in, as a graph: every operation a node, numbers on the way
 * forward over each line, the loss's slope on the way back under it. What lies after the parameter's own
 * unit is drawn unit by unit. A pure function of the numbers and of what is known by now.
 */
import { svg } from "../../vendor/vendor.js";
import { fixed, unitName } from "../lib/format.js";

const COLUMNS = { leaf: 62, times: 176, plus: 282, function: 392, unit: 150 };
const BOX = { width: 104, height: 62, row: 84 };
const RADIUS = 22;
const SIGNS = /** @type {Record<string, string>} */ ({
  tanh: "tanh",
  relu: "ReLU",
  sigmoid: "σ",
  linear: "id",
});
const MOST_LABELS = 4;

/** @typedef {{x: number, y: number}} Spot */

/** @param {import("./signal_network.js").SignalOptions} options */
export function computationalGraph(options) {
  const { result, at } = options;
  const sizes = result.network.layers;
  const place = layout(sizes, at);
  const context = { ...options, sizes, place, numbers: numbersOf(options) };
  return svg`<svg class="graph" viewBox="0 0 ${place.width} ${place.height}" role="img" aria-label=${label(context)}>
    ${later(context)}${own(context)}${lossNode(context)}
  </svg>`;
}

/** @param {number[]} sizes @param {number[]} at */
function layout(sizes, at) {
  const after = sizes.slice(at[0] + 1);
  const height = Math.max(330, Math.max(1, ...after) * BOX.row + 40);
  const middle = height / 2;
  const x = (/** @type {number} */ layer) => COLUMNS.function + (layer - at[0]) * COLUMNS.unit;
  return {
    width: x(sizes.length - 1) + COLUMNS.unit + 50,
    height,
    middle,
    lossX: x(sizes.length - 1) + COLUMNS.unit - 10,
    x,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      middle + (unit - (sizes[layer] - 1) / 2) * BOX.row,
  };
}

/** Every number on the graph, forward and back; null where it is not known yet. @param {any} options */
function numbersOf({ result, at, known, hidden }) {
  const [layer, unit, input] = at;
  const { z, a, dL_da, delta } = result.layers[layer - 1];
  const bias = result.network.biases[layer - 1][unit];
  const weight = input === undefined ? 0 : result.network.weights[layer - 1][unit][input];
  const source = input === undefined ? 0 : (layer === 1 ? result.x : result.layers[layer - 2].a)[input];
  const forward = (/** @type {number} */ value, isKnown = known.forward >= layer) => (isKnown ? value : null);
  const back = (/** @type {string} */ name, /** @type {number} */ value) =>
    known.backward <= layer && !hidden(name) ? value : null;
  const gradient = input === undefined ? delta[unit] : result.gradients.weights[layer - 1][unit][input];
  return {
    weight: { there: weight, back: back("gradient", gradient) },
    source: { there: forward(source, known.forward >= layer - 1), back: back("delta", delta[unit] * weight) },
    product: { there: forward(weight * source), back: back("delta", delta[unit]) },
    bias: { there: bias, back: back(input === undefined ? "gradient" : "delta", delta[unit]) },
    rest: { there: forward(z[unit] - weight * source - bias), back: back("delta", delta[unit]) },
    z: { there: forward(z[unit]), back: back("delta", delta[unit]) },
    a: { there: forward(a[unit]), back: back("dL_da", dL_da[unit]) },
  };
}

/** The parameter's own unit, operation by operation. @param {any} context */
function own(context) {
  const { at, sizes, place, numbers, result } = context;
  const [layer, unit, input] = at;
  const { middle } = place;
  const isWeight = input !== undefined;
  const spots = {
    weight: { x: COLUMNS.leaf, y: middle - 104 },
    source: { x: COLUMNS.leaf, y: middle - 16 },
    times: { x: COLUMNS.times, y: middle - 60 },
    rest: { x: COLUMNS.times - 40, y: middle + 42 },
    bias: { x: COLUMNS.times - 40, y: middle + 118 },
    plus: { x: COLUMNS.plus, y: middle },
    function: { x: COLUMNS.function, y: middle },
  };
  const others = sizes[layer - 1] - (isWeight ? 1 : 0);
  const next = layer === sizes.length - 1 ? { x: place.lossX, y: middle } : null;
  return svg`
    ${isWeight ? [link(spots.weight, spots.times, numbers.weight), link(spots.source, spots.times, numbers.source), link(spots.times, spots.plus, numbers.product)] : ""}
    ${others ? link(spots.rest, spots.plus, numbers.rest) : ""}
    ${link(spots.bias, spots.plus, numbers.bias)}
    ${link(spots.plus, spots.function, numbers.z)}
    ${next ? link(spots.function, { x: next.x - 12, y: next.y }, numbers.a) : ""}
    ${isWeight ? [leaf(spots.weight, "w", true), leaf(spots.source, unitName(sizes, layer - 1, input), false), operation(spots.times, "×")] : ""}
    ${others ? leaf(spots.rest, isWeight ? "others" : "W a", false) : ""}
    ${leaf(spots.bias, "b", !isWeight)}
    ${operation(spots.plus, "+")}
    ${operation(spots.function, SIGNS[result.network.activations[layer - 1]])}
    <text class="graph-name" x=${(spots.plus.x + spots.function.x) / 2} y=${middle + 62} text-anchor="middle">${unitName(sizes, layer, unit)}</text>`;
}

/** The units that come after, layer by layer. @param {any} context */
function later(context) {
  const { at, sizes, place, result } = context;
  const layers = sizes
    .map((/** @type {number} */ _, /** @type {number} */ layer) => layer)
    .filter((/** @type {number} */ layer) => layer > at[0]);
  return layers.map((/** @type {number} */ layer) => {
    const before = layer === at[0] + 1 ? [at[1]] : range(sizes[layer - 1]);
    const from = (/** @type {number} */ unit) =>
      layer === at[0] + 1
        ? { x: COLUMNS.function + RADIUS, y: place.middle }
        : { x: place.x(layer - 1) + BOX.width / 2, y: place.y(layer - 1, unit) };
    const labeled = before.length * sizes[layer] <= MOST_LABELS;
    return svg`
      ${range(sizes[layer]).map((to) => before.map((unit) => ways(from(unit), { x: place.x(layer) - BOX.width / 2, y: place.y(layer, to) }, result.network.weights[layer - 1][to][unit], labeled)))}
      ${range(sizes[layer]).map((unit) => box(context, layer, unit))}
      ${layer === sizes.length - 1 ? range(sizes[layer]).map((unit) => line({ x: place.x(layer) + BOX.width / 2, y: place.y(layer, unit) }, { x: place.lossX - RADIUS, y: place.middle })) : ""}`;
  });
}

/** A line that carries a weight. @param {Spot} from @param {Spot} to @param {number} weight @param {boolean} labeled */
function ways(from, to, weight, labeled) {
  const kind = weight < 0 ? "negative" : "positive";
  return svg`<path class="edge ${kind}" d=${straight(from, to)} stroke-width="2.5" opacity="0.8"></path>
    ${labeled ? svg`<text class="graph-number" x=${(from.x + to.x) / 2} y=${(from.y + to.y) / 2 - 5} text-anchor="middle">${fixed(weight)}</text>` : ""}`;
}

/** A unit as a whole: its activation, and the error signal that came back. @param {any} context @param {number} layer @param {number} unit */
function box({ sizes, place, result, known }, layer, unit) {
  const [x, y] = [place.x(layer), place.y(layer, unit)];
  const { a, delta } = result.layers[layer - 1];
  const isThere = known.forward >= layer;
  const isBack = known.backward <= layer;
  return svg`<rect class="loss-node" x=${x - BOX.width / 2} y=${y - BOX.height / 2} width=${BOX.width} height=${BOX.height} rx="8"></rect>
    <text class="graph-name" x=${x} y=${y - 12} text-anchor="middle">${unitName(sizes, layer, unit)}</text>
    <text class="graph-number" x=${x} y=${y + 6} text-anchor="middle">a ${isThere ? fixed(a[unit], 3) : "·"}</text>
    <text class="graph-number" x=${x} y=${y + 24} text-anchor="middle">δ ${isBack ? fixed(delta[unit], 4) : "·"}</text>`;
}

/** @param {any} context */
function lossNode({ place, result, known }) {
  const { lossX: x, middle: y } = place;
  return svg`${operation({ x, y }, "L")}
    <text class="graph-number" x=${x} y=${y + 42} text-anchor="middle">${known.loss ? fixed(result.loss, 4) : "·"}</text>`;
}

/** A line with its number forward above it and its slope back below it. @param {Spot} from @param {Spot} to @param {{there: number | null, back: number | null}} numbers */
function link(from, to, { there, back }) {
  const [x, y] = [(from.x + to.x) / 2 + 2, (from.y + to.y) / 2];
  return svg`${line(from, { x: to.x - RADIUS, y: to.y })}
    <text class="graph-number" x=${x} y=${y - 7} text-anchor="middle">${there === null ? "·" : fixed(there, 3)}</text>
    <text class="graph-number back" x=${x} y=${y + 19} text-anchor="middle">${back === null ? "" : `← ${fixed(back, 4)}`}</text>`;
}

/** @param {Spot} from @param {Spot} to */
function line(from, to) {
  return svg`<path class="edge plain" d=${straight(from, to)}></path>`;
}

/** @param {Spot} from @param {Spot} to */
function straight(from, to) {
  return `M${from.x},${from.y}L${to.x},${to.y}`;
}

/** @param {Spot} spot @param {string} name @param {boolean} isOpen */
function leaf({ x, y }, name, isOpen) {
  const width = Math.max(44, name.length * 10 + 18);
  return svg`<rect class="graph-leaf ${isOpen ? "open" : ""}" x=${x - width / 2} y=${y - 18} width=${width} height="36" rx="8"></rect>
    <text class="graph-name" x=${x} y=${y} dy="0.34em" text-anchor="middle">${name}</text>`;
}

/** @param {Spot} spot @param {string} sign */
function operation({ x, y }, sign) {
  return svg`<circle class="loss-node" cx=${x} cy=${y} r=${RADIUS}></circle>
    <text class="graph-name" x=${x} y=${y} dy="0.34em" text-anchor="middle">${sign}</text>`;
}

/** What the graph shows, in words. @param {any} context */
function label({ at, sizes, numbers, known }) {
  const [layer, unit, input] = at;
  const name = unitName(sizes, layer, unit);
  const who =
    input === undefined ? `bias of ${name}` : `weight ${unitName(sizes, layer - 1, input)} → ${name}`;
  const gradient = (input === undefined ? numbers.bias : numbers.weight).back;
  const slope =
    known.backward <= layer && gradient !== null
      ? `; the slope that comes back to it is ${fixed(gradient, 4)}`
      : "";
  return `The computation from the ${who} to the loss, operation by operation${slope}`;
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
