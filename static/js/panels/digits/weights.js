/** What each unit looks for: the weights into it, as an image of the pixels they come from. */
import { html, svg } from "../../../vendor/vendor.js";
import "../../charts/canvas.js";
import { fitted } from "../../charts/fit.js";
import { fixed } from "../../lib/format.js";
import { paint } from "./images.js";

/**
 * @typedef {import("../../run/model.js").RunModel} RunModel
 * @typedef {import("../../charts/canvas.js").Colors} Colors
 */

const GAP = 0.16;

/** @param {RunModel} model */
export function weightImages(model) {
  const isHidden = model.snapshot.run.result.settings.layers.length > 2;
  const what = isHidden ? "Weights into each unit" : "Weights into each output";
  return html`<p class="digit-head">${what} <span class="digit-signs"><span class="digit-plus">blue +</span>
      <span class="digit-minus">vermillion −</span></span></p>
    ${fitted((room) => drawn(model, room, what), "digit-weights")}`;
}

/** @param {RunModel} model @param {import("../../charts/fit.js").Room} room @param {string} what */
function drawn({ parameters, snapshot }, room, what) {
  const rows = parameters.weights[0] ?? [];
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
      .basis=${[snapshot.run, snapshot.index, across, size]} .draw=${draw}></nudge-canvas>
    <svg viewBox="0 0 ${room.width} ${room.height}" role="img" aria-label=${words}>
      ${rows.map((_, index) => frame(placeOf(index, across, size)))}</svg></div>`;
}

/** @param {{x: number, y: number, size: number}} place */
function frame({ x, y, size }) {
  return svg`<rect class="digit-frame" x=${x} y=${y} width=${size} height=${size}></rect>`;
}

/** As large as they can be. @param {number} count @param {import("../../charts/fit.js").Room} room */
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
