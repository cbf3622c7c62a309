/** What each unit looks for: the weights into it, as an image of the pixels they come from. */
import { html, svg } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";
import "./canvas.js";
import { fitted } from "./fit.js";
import { paint } from "./pixel_image.js";

/** @typedef {import("./canvas.js").Colors} Colors */
/** @typedef {import("./fit.js").Room} Room */

const GAP = 0.16;

/**
 * The images, as large as there is room for, under their name.
 * @param {number[][]} rows  the weights into each unit @param {string} what  their name
 * @param {unknown[]} basis  what the weights depend on
 */
export function weightImages(rows, what, basis) {
  return html`<p class="weights-head">${what} <span class="weights-signs"><span
      class="weights-plus">blue +</span> <span class="weights-minus">vermillion −</span></span></p>
    ${fitted((room) => drawn(rows, room, what, basis), "weights-images")}`;
}

/** @param {number[][]} rows @param {Room} room @param {string} what @param {unknown[]} basis */
function drawn(rows, room, what, basis) {
  const { across, size } = tiling(rows.length, room);
  const largest = Math.max(1e-9, ...rows.map((row) => Math.max(...row.map(Math.abs))));
  const draw = (/** @type {CanvasRenderingContext2D} */ context, /** @type {Colors} */ colors) => {
    for (const [index, row] of rows.entries()) {
      const values = row.map((w) => w / largest);
      paint(context, values, placeOf(index, across, size), (w) =>
        w < 0 ? colors.negative : colors.positive,
      );
    }
  };
  const words = `${what}: ${rows.length} images of weights, the largest ${fixed(largest, 2)} in size`;
  return html`<div class="layered"><nudge-canvas .box=${[room.width, room.height]}
      .basis=${[...basis, across, size]} .draw=${draw}></nudge-canvas>
    <svg viewBox="0 0 ${room.width} ${room.height}" role="img" aria-label=${words}>
      ${rows.map((_, index) => frame(placeOf(index, across, size)))}</svg></div>`;
}

/** @param {{x: number, y: number, size: number}} place */
function frame({ x, y, size }) {
  return svg`<rect class="weights-frame" x=${x} y=${y} width=${size} height=${size}></rect>`;
}

/** As large as they can be. @param {number} count @param {Room} room */
function tiling(count, { width, height }) {
  let best = { across: 1, size: 1 };
  for (let across = 1; across <= count; across++) {
    const size = Math.min(width / across, height / Math.ceil(count / across));
    if (size > best.size) best = { across, size };
  }
  return best;
}

/** @param {number} index @param {number} across @param {number} size */
function placeOf(index, across, size) {
  const gap = GAP * size;
  return {
    x: (index % across) * size + gap / 2,
    y: Math.floor(index / across) * size + gap / 2,
    size: size - gap,
  };
}
