/** One neuron, left to right: inputs, weights on their wires, the sum with its bias, the bend, the answer. */
import { linkHorizontal, svg } from "../../vendor/vendor.js";
import { subscript } from "../lib/format.js";
import { brightness } from "./network.js";
import { drawn } from "./number.js";

/** Measures by the room there is: wide, or close, where letters must be larger. */
const ROOMS = {
  wide: { width: 600, input: 70, sum: 340, answer: 530, radius: 33, gap: 84 },
  close: { width: 450, input: 66, sum: 262, answer: 400, radius: 44, gap: 100 },
};
const BIAS = 26;

/** @param {any} result  of the neuron panel @param {{f: string, name: string, label: string, isClose: boolean}} options */
export function neuronPicture(result, { f, name, label, isClose }) {
  const place = layout(result.inputs.length, isClose);
  const { sum, answer, radius, middle } = place;
  const largest = Math.max(1, ...result.weights.map(Math.abs));
  return svg`
    <svg class="neuron ${isClose ? "close" : ""}" viewBox="0 0 ${place.width} ${place.height}" role="img" aria-label=${label}>
      ${result.weights.map((/** @type {number} */ w, /** @type {number} */ i) => wire(result, w, i, place, largest))}
      <line class="edge part ${result.bias < 0 ? "negative" : "positive"}" x1=${sum} x2=${sum} y1=${2 * BIAS + 2} y2=${middle - radius} stroke-width="2.5"></line>
      <line class="edge part bare" x1=${sum + radius} x2=${answer - radius} y1=${middle} y2=${middle} stroke-width="2.5"></line>
      <text class="wire-label" x=${(sum + answer) / 2} y=${middle - (isClose ? radius + 8 : 12)} text-anchor="middle">${name}</text>
      ${place.rows.map((y, i) => square({ x: place.input, y, half: radius - 3, color: fill(result.inputs[i], "input"), value: drawn(result, `inputs.${i}`), name: `x${subscript(i + 1)}`, kind: "" }))}
      ${square({ x: sum, y: BIAS + 1, half: BIAS, stretch: isClose ? 18 : 8, color: "var(--panel)", value: drawn(result, "bias"), name: "b", kind: "on-panel" })}
      <circle class="lamp plain" cx=${sum} cy=${middle} r=${radius}></circle>
      <text class="unit-name" x=${sum} y=${middle + radius + 24} text-anchor="middle">z</text>
      <text class="unit-value on-panel" x=${sum} y=${middle} dy="0.36em" text-anchor="middle">${drawn(result, "z")}</text>
      <circle class="glow" cx=${answer} cy=${middle} r=${radius + 7} opacity=${brightness(result.a, f).toFixed(3)}></circle>
      <circle class="lamp" cx=${answer} cy=${middle} r=${radius} fill=${fill(result.a, f)}></circle>
      <text class="unit-name" x=${answer} y=${middle + radius + 24} text-anchor="middle">a</text>
      <text class="unit-value" x=${answer} y=${middle} dy="0.36em" text-anchor="middle">${drawn(result, "a")}</text>
    </svg>`;
}

/** Where everything stands. @param {number} count @param {boolean} isClose */
function layout(count, isClose) {
  const room = ROOMS[isClose ? "close" : "wide"];
  const tall = (count - 1) * room.gap;
  const middle = Math.max(2 * BIAS + 26 + room.radius, tall / 2 + room.radius + 2);
  return {
    ...room,
    middle,
    height: middle + Math.max(room.radius + 34, tall / 2 + room.radius + 2),
    rows: Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * room.gap),
  };
}

/** @param {any} result @param {number} w @param {number} i @param {ReturnType<typeof layout>} place @param {number} largest */
function wire(result, w, i, { input, sum, middle, radius, rows }, largest) {
  const y = /** @type {number} */ (rows[i]);
  const path = linkHorizontal()({ source: [input + radius - 3, y], target: [sum - radius - 1, middle] });
  const isBelow = y > middle;
  return svg`
    <path class="edge part ${w < 0 ? "negative" : "positive"}" d=${path} stroke-width=${(1.5 + (6.5 * Math.abs(w)) / largest).toFixed(2)}></path>
    <text class="wire-label" x=${input + radius + 6} y=${y + (isBelow ? 30 : -14)}>× ${drawn(result, `weights.${i}`)}</text>`;
}

/** @param {{x: number, y: number, half: number, stretch?: number, color: string, value: any, name: string, kind: string}} square */
function square({ x, y, half, stretch = 0, color, value, name, kind }) {
  return svg`
    <rect class="lamp" x=${x - half - stretch} y=${y - half} width=${2 * (half + stretch)} height=${2 * half} rx="10" fill=${color}></rect>
    <text class="unit-name" x=${x - half - stretch - 6} y=${y - half + 14} text-anchor="end">${name}</text>
    <text class="unit-value ${kind}" x=${x} y=${y} dy="0.36em" text-anchor="middle">${value}</text>`;
}

/** @param {number} value @param {string} kind */
function fill(value, kind) {
  return `color-mix(in oklab, var(--lamp-lit) ${(brightness(value, kind) * 100).toFixed(1)}%, var(--lamp-unlit))`;
}
