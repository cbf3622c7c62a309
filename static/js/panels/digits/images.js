/** Small images of digits, in ink. */
import { html } from "../../../vendor/vendor.js";
import "../../charts/canvas.js";
import { paint } from "../../charts/pixel_image.js";
import { bytesOf } from "../../lib/bytes.js";

/**
 * @typedef {import("../../charts/canvas.js").Colors} Colors
 * @typedef {{pixels: string, labels: number[], split: string[], class_names: string[]}} Data
 */

export const INK = 16;
/** @type {WeakMap<Data, Uint8Array>} The bytes of the data's text, read once. */
const known = new WeakMap();

/** The pixels of a digit of the data. @param {Data} data @param {number} row @returns {number[]} */
export function pixelsOf(data, row) {
  const bytes = known.get(data) ?? bytesOf(data.pixels);
  known.set(data, bytes);
  const area = bytes.length / data.labels.length;
  return Array.from(bytes.subarray(row * area, (row + 1) * area));
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
