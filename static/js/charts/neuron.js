/** One neuron, left to right: inputs, weights on their wires, the sum with its bias, the bend, the answer. */
import { linkHorizontal, svg } from "../../vendor/vendor.js";
import { subscript } from "../lib/format.js";
import { brightness, lampFill, lampKind } from "./lamp.js";
import { drawn } from "./number.js";

/** Measures by the room there is: wide, or close, where letters must be larger. */
const SPACINGS = {
  wide: {
    width: 600,
    input: 70,
    sum: 340,
    answer: 530,
    radius: 33,
    gap: 84,
    bias: 26,
    stretch: 8,
    letter: 17,
    times: "× ",
  },
  close: {
    width: 518,
    input: 90,
    sum: 332,
    answer: 462,
    radius: 50,
    gap: 114,
    bias: 30,
    stretch: 20,
    letter: 31,
    times: "×",
  },
};

/** @typedef {ReturnType<typeof layout>} Positions */
/** @typedef {import("../lib/activations.js").Range} Range */

/**
 * @param {Api.NeuronResult} result
 * @param {{range: Range, name: string, label: string, isClose: boolean}} options  range: of the activation
 */
export function neuronPicture(result, { range, name, label, isClose }) {
  const positions = layout(result.inputs.length, isClose);
  const { sum, answer, radius, middle, bias, stretch, letter } = positions;
  const named = isClose
    ? { x: answer + radius, y: middle - radius - 12, anchor: "end" }
    : { x: (sum + answer) / 2, y: middle - 12, anchor: "middle" };
  const largest = Math.max(1, ...result.weights.map(Math.abs));
  return svg`
    <svg class="neuron ${isClose ? "close" : ""}" viewBox="0 0 ${positions.width} ${positions.height}"
      role="img"
      aria-label=${label}>
      ${result.weights.map((w, i) => wire(result, w, i, positions, largest))}
      <line class="edge part ${result.bias < 0 ? "negative" : "positive"}" x1=${sum} x2=${sum}
        y1=${2 * bias + 8} y2=${middle - radius} stroke-width="2.5"></line>
      <line class="edge part bare" x1=${sum + radius} x2=${answer - radius} y1=${middle} y2=${middle}
        stroke-width="2.5"></line>
      <text class="wire-label" x=${named.x} y=${named.y} text-anchor=${named.anchor}>${name}</text>
      ${positions.rows.map((y, i) => inputSquare(result, positions, y, i))}
      ${square({
        x: sum,
        y: bias + 8,
        half: bias,
        stretch,
        letter,
        color: "var(--panel)",
        value: drawn(result, "bias"),
        name: "b",
        kind: "on-panel",
        isNamedAfter: isClose,
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
    value: drawn(result, `inputs.${i}`),
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
      <text class="unit-value on-panel" x=${sum} y=${middle} dy="0.36em"
        text-anchor="middle">${drawn(result, "z")}</text>
      <circle class="glow" cx=${answer} cy=${middle} r=${radius + 7}
        opacity=${brightness(result.a, range).toFixed(3)}></circle>
      <circle class=${lampKind(result.a, range)} cx=${answer} cy=${middle} r=${radius}
        fill=${fill(result.a, range)}></circle>
      <text class="unit-name" x=${answer} y=${middle + radius + letter} text-anchor="middle">a</text>
      <text class="unit-value" x=${answer} y=${middle} dy="0.36em"
        text-anchor="middle">${drawn(result, "a")}</text>`;
}

/** Where everything stands. @param {number} count @param {boolean} isClose */
function layout(count, isClose) {
  const spacing = SPACINGS[isClose ? "close" : "wide"];
  const tall = (count - 1) * spacing.gap;
  const middle = Math.max(2 * spacing.bias + 32 + spacing.radius, tall / 2 + spacing.radius + 2);
  return {
    ...spacing,
    middle,
    height: middle + Math.max(spacing.radius + spacing.letter + 12, tall / 2 + spacing.radius + 2),
    rows: Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * spacing.gap),
  };
}

/**
 * @param {Api.NeuronResult} result @param {number} w @param {number} i
 * @param {Positions} positions
 * @param {number} largest
 */
function wire(result, w, i, { input, sum, middle, radius, rows, letter, times }, largest) {
  const y = /** @type {number} */ (rows[i]);
  const path = linkHorizontal()({ source: [input + radius - 3, y], target: [sum - radius - 1, middle] });
  const isBelow = y > middle;
  return svg`
    <path class="edge part ${w < 0 ? "negative" : "positive"}" d=${path}
      stroke-width=${(1.5 + (6.5 * Math.abs(w)) / largest).toFixed(2)}></path>
    <text class="wire-label" x=${input + radius + 6}
      y=${y + (isBelow ? 1.2 * letter + 8 : -14)}>${times}${drawn(result, `weights.${i}`)}</text>`;
}

/**
 * @param {{x: number, y: number, half: number, stretch?: number, letter: number, color: string,
 *   value: unknown,
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
    <text class="unit-name" x=${x + (half + stretch + 6) * (isNamedAfter ? 1 : -1)}
      y=${y - half + 0.8 * letter} text-anchor=${isNamedAfter ? "start" : "end"}>${name}</text>
    <text class="unit-value ${kind}" x=${x} y=${y} dy="0.36em" text-anchor="middle">${value}</text>`;
}

/** @param {number} value @param {Range} range */
function fill(value, range) {
  return lampFill(brightness(value, range));
}
