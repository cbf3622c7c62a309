/** A small plane without numbers along its axes: what a network answers, where it decides, the examples. */
import { html, scaleLinear, svg } from "../../vendor/vendor.js";
import { bytesOf } from "../lib/bytes.js";
import "./canvas.js";
import { crossings, paintHeat, ramp } from "./heatmap.js";
import { scales } from "./plot.js";

/**
 * @typedef {import("./fit.js").Room} Room
 * @typedef {import("./heatmap.js").Heat} Heat
 * @typedef {import("./plot.js").Scales} Scales
 * @typedef {[[number, number], [number, number]]} Ends  the low and the high end of both axes
 */

/** A decision changes at ½, and is sure half of the range away from it. */
const HALF = 0.5;

/**
 * The scales: without numbers it takes the whole room.
 * @param {Ends} ends @param {Room} room @param {boolean} [isWide]  whether it need not be a square
 */
export function bare([x, y], room, isWide = false) {
  const axes = scales({ x, y, ...room, isSquare: !isWide });
  const side = Math.max(20, Math.min(room.width, room.height) - 4);
  const [width, height] = isWide ? [room.width, room.height] : [side + 4, side + 4];
  const [left, top, right, bottom] = [2, 2, width - 2, height - 2];
  const [alongX, alongY] = [
    scaleLinear(axes.x.domain(), [left, right]),
    scaleLinear(axes.y.domain(), [bottom, top]),
  ];
  return /** @type {Scales} */ ({ ...axes, x: alongX, y: alongY, width, height, left, top, right, bottom });
}

/** @param {Api.Map} map @param {Ends} axes @param {number} resolution */
export function heatOf({ low, high, codes }, axes, resolution) {
  return /** @type {Heat} */ ({ axes, resolution, levels: bytesOf(codes), bottom: low, top: high });
}

/** The sheet with its frame. @param {Scales} axes @param {string} label @param {unknown} pieces */
export function sheet({ width, height, left, top, right, bottom }, label, pieces) {
  return svg`<svg class="plot plane small-plane" viewBox="0 0 ${width} ${height}" role="img"
    aria-label=${label}><rect class="small-frame" x=${left} y=${top} width=${right - left}
    height=${bottom - top}></rect>${pieces}</svg>`;
}

/**
 * The answers as colors, and the line where the decision changes.
 * @param {Scales} axes @param {Heat} heat @param {unknown} basis  what it is painted anew for
 * @param {string} label @param {unknown} pieces  over it
 */
export function answered(axes, heat, basis, label, pieces) {
  const box = { x: axes.left, y: axes.top, width: axes.right - axes.left, height: axes.bottom - axes.top };
  const lines = crossings(heat, HALF).map((line) => boundary(axes, line));
  return html`<div class="layered"><nudge-canvas .box=${[axes.width, axes.height]}
      .basis=${[basis, axes.width, axes.height]} .draw=${(
        /** @type {CanvasRenderingContext2D} */ context,
        /** @type {import("./canvas.js").Colors} */ colors,
      ) => paintHeat(context, heat, box, ramp(heat, HALF, HALF, colors))}></nudge-canvas>
    ${sheet(axes, label, [lines, pieces])}</div>`;
}

/** @param {Scales} axes @param {number[][]} line */
function boundary({ x, y }, line) {
  const path = line.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L");
  return svg`<path class="boundary" d="M${path}"></path>`;
}
