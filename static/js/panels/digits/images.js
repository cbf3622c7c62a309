/** Small images: digits in ink, and weights in blue and vermillion. */
import { html } from "../../../vendor/vendor.js";
import "../../charts/canvas.js";
import { bytesOf } from "../../lib/bytes.js";

/**
 * @typedef {import("../../charts/canvas.js").Colors} Colors
 * @typedef {{pixels: string, labels: number[], split: string[], class_names: string[]}} Data
 */

export const INK = 16;
/** No gaps between cells, whatever pixels of the screen they end on. */
const OVERLAP = 1.02;
/** @type {WeakMap<Data, Uint8Array>} The bytes of the data's text, read once. */
const known = new WeakMap();

/** The pixels of a digit of the data. @param {Data} data @param {number} row @returns {number[]} */
export function pixelsOf(data, row) {
  const bytes = known.get(data) ?? bytesOf(data.pixels);
  known.set(data, bytes);
  const area = bytes.length / data.labels.length;
  return Array.from(bytes.subarray(row * area, (row + 1) * area));
}

/**
 * Paints a square of numbers: from 0 to 1 in ink, below 0 vermillion with a bar in every cell.
 * @param {CanvasRenderingContext2D} context @param {ArrayLike<number>} values
 * @param {{x: number, y: number, size: number}} place
 * @param {(value: number) => string} color
 */
export function paint(context, values, { x, y, size }, color) {
  const side = Math.sqrt(values.length);
  const cell = size / side;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const [left, top] = [x + cell * (index % side), y + cell * Math.floor(index / side)];
    context.globalAlpha = Math.min(1, Math.abs(value));
    context.fillStyle = color(value);
    context.fillRect(left, top, cell * OVERLAP, cell * OVERLAP);
  }
  context.globalAlpha = 1;
}

/** A square of numbers from 0 to `most`, row by row. @param {number[]} values @param {number} most */
export function ink(values, most) {
  const side = Math.sqrt(values.length);
  const draw = (/** @type {CanvasRenderingContext2D} */ context, /** @type {Colors} */ colors) => {
    const shares = values.map((value) => value / most);
    paint(context, shares, { x: 0, y: 0, size: side }, () => colors.ink);
  };
  return html`<nudge-canvas class="digit-ink" .box=${[side, side]} .basis=${[values.join()]}
    .draw=${draw}></nudge-canvas>`;
}
