/** One neuron, left to right: inputs, weights on their wires, the sum with its bias, the bend, the answer. */
import { linkHorizontal, svg } from "../../vendor/vendor.js";
import { subscript } from "../lib/format.js";
import { brightness, lampFill, lampKind } from "./lamp.js";
import { valueIn } from "./network.js";
import { drawn, sourced } from "./number.js";

/** The radius of a lamp, half the height of the bias' square, what it is wider by, and a letter's height. */
const MEASURES = { radius: 33, bias: 24, stretch: 8, letter: 17 };
const ROW = 84;
/** Half of what a number with its sign is wide, and what a weight needs above or below its wire. */
const NUMBER = 27;
const LABEL = 34;
/** Between a number and the rim around it. */
const GAP = 2;

/** @typedef {ReturnType<typeof layout>} Positions */
/** @typedef {import("../lib/activations.js").Range} Range */

/**
 * @param {Api.NeuronResult} result
 * @param {{range: Range, name: string, label: string,
 *   room: import("./fit.js").Room}} options  range: of the activation
 */
export function neuronPicture(result, { range, name, label, room }) {
  const positions = layout(result.inputs.length, room);
  const { sum, answer, radius, middle, bias, stretch, letter } = positions;
  const largest = Math.max(1, ...result.weights.map(Math.abs));
  return svg`
    <svg class="neuron" viewBox="0 0 ${positions.width} ${positions.height}"
      role="img"
      aria-label=${label}>
      ${result.weights.map((w, i) => wire(result, w, i, positions, largest))}
      <line class="edge part ${result.bias < 0 ? "negative" : "positive"}" x1=${sum} x2=${sum}
        y1=${2 * bias + 8} y2=${middle - radius} stroke-width="2.5"></line>
      <line class="edge part bare" x1=${sum + radius} x2=${answer - radius} y1=${middle} y2=${middle}
        stroke-width="2.5"></line>
      ${
        answer - sum - 2 * radius > 9 * name.length
          ? svg`<text class="wire-label" x=${(sum + answer) / 2} y=${middle - 10}
        text-anchor="middle">${name}</text>`
          : ""
      }
      ${positions.rows.map((y, i) => inputSquare(result, positions, y, i))}
      ${square({
        x: sum,
        y: bias + 8,
        half: bias,
        stretch,
        letter,
        color: "var(--panel)",
        value: sourced(result, "bias"),
        name: "b",
        kind: "on-panel",
        isNamedAfter: true,
      })}
      ${sumAndAnswer(result, positions, range)}
    </svg>`;
}

/** @param {Api.NeuronResult} result @param {Positions} positions @param {number} y @param {number} i */
function inputSquare(result, { input, radius, letter }, y, i) {
  return square({
    x: input,
    y,
    half: radius - 3,
    letter,
    color: fill(result.inputs[i], [null, null]),
    value: sourced(result, `inputs.${i}`),
    name: `x${subscript(i + 1)}`,
    kind: "",
    rim: lampKind(result.inputs[i] ?? 0, [null, null]),
  });
}

/**
 * z, and what the activation function makes of it.
 * @param {Api.NeuronResult} result @param {Positions} positions @param {Range} range
 */
function sumAndAnswer(result, { sum, answer, radius, middle, letter }, range) {
  return svg`
      <circle class="lamp plain" cx=${sum} cy=${middle} r=${radius}></circle>
      <text class="unit-name" x=${sum} y=${middle + radius + letter} text-anchor="middle">z</text>
      ${valueIn(sum, middle, radius - GAP, sourced(result, "z"), "on-panel")}
      <circle class="glow" cx=${answer} cy=${middle} r=${radius + 7}
        opacity=${brightness(result.a, range).toFixed(3)}></circle>
      <circle class=${lampKind(result.a, range)} cx=${answer} cy=${middle} r=${radius}
        fill=${fill(result.a, range)}></circle>
      <text class="unit-name" x=${answer} y=${middle + radius + letter} text-anchor="middle">a</text>
      ${valueIn(answer, middle, radius - GAP, sourced(result, "a"))}`;
}

/**
 * Where everything stands: from side to side, and the inputs evenly from top to bottom.
 * @param {number} count @param {import("./fit.js").Room} room
 */
function layout(count, { width: across, height }) {
  const width = Math.min(660, Math.max(300, across));
  const gap = Math.min(ROW, Math.max(40, (height - 72) / Math.max(count - 1, 1.6)));
  const radius = Math.min(MEASURES.radius, 0.42 * gap + (count === 1 ? 4 : 0), 0.05 * width + 12);
  const bias = Math.min(MEASURES.bias, 0.75 * radius);
  const tall = (count - 1) * gap;
  const middle = Math.max(2 * bias + 26 + radius, tall / 2 + Math.max(radius, LABEL) + 2);
  const below = Math.max(radius + MEASURES.letter + 10, tall / 2 + Math.max(radius, LABEL) + 2);
  return {
    ...MEASURES,
    width,
    height: middle + below,
    radius,
    bias,
    middle,
    input: Math.max(radius, NUMBER) + 30,
    sum: 0.6 * width,
    answer: width - radius - 12,
    rows: Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * gap),
  };
}

/**
 * @param {Api.NeuronResult} result @param {number} w @param {number} i
 * @param {Positions} positions
 * @param {number} largest
 */
function wire(result, w, i, { input, sum, middle, radius, rows, letter }, largest) {
  const y = /** @type {number} */ (rows[i]);
  const path = linkHorizontal()({ source: [input + radius - 3, y], target: [sum - radius - 1, middle] });
  const isBelow = y > middle;
  return svg`
    <path class="edge part ${w < 0 ? "negative" : "positive"}" d=${path}
      stroke-width=${(1.5 + (6.5 * Math.abs(w)) / largest).toFixed(2)}></path>
    <text class="wire-label" x=${input + radius + 2}
      y=${y + (isBelow ? 1.2 * letter + 8 : -14)}>× ${drawn(result, `weights.${i}`)}</text>`;
}

/**
 * @param {{x: number, y: number, half: number, stretch?: number, letter: number, color: string,
 *   value: import("./number.js").Sourced,
 *   name: string, kind: string, rim?: string, isNamedAfter?: boolean}} square
 *   isNamedAfter: its name stands on its right
 */
function square({
  x,
  y,
  half,
  stretch = 0,
  letter,
  color,
  value,
  name,
  kind,
  rim = "lamp plain",
  isNamedAfter = false,
}) {
  return svg`
    <rect class=${rim} x=${x - half - stretch} y=${y - half}
      width=${2 * (half + stretch)} height=${2 * half} rx="10" fill=${color}></rect>
    <text class="unit-name" x=${x + (Math.max(half + stretch, NUMBER) + 4) * (isNamedAfter ? 1 : -1)}
      y=${y - half + 0.8 * letter} text-anchor=${isNamedAfter ? "start" : "end"}>${name}</text>
    ${valueIn(x, y, half + stretch - GAP, value, kind)}`;
}

/** @param {number} value @param {Range} range */
function fill(value, range) {
  return lampFill(brightness(value, range));
}
