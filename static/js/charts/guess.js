/** What somebody expected, drawn over what the engine found: broken lines in the color of one's own acts. */
import { svg } from "../../vendor/vendor.js";
import { curve } from "./plot.js";

/** @typedef {import("./plot.js").Scales} Scales */

/**
 * A straight line through two points, from edge to edge.
 * @param {Scales} axes @param {number[][]} ends @param {string} kind
 */
export function lineThrough(axes, [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []], kind = "guess") {
  const [ax, ay, bx, by] = [axes.x(x1), axes.y(y1), axes.x(x2), axes.y(y2)];
  const { left, top, right, bottom } = axes;
  const [width, height] = [right - left, bottom - top];
  const reach = (2 * Math.hypot(width, height)) / Math.max(1e-6, Math.hypot(bx - ax, by - ay));
  const [dx, dy] = [reach * (bx - ax), reach * (by - ay)];
  return svg`<svg x=${left} y=${top} width=${width} height=${height}
    viewBox="${left} ${top} ${width} ${height}"><line class="drawn-line ${kind}"
    x1=${ax - dx} y1=${ay - dy} x2=${bx + dx} y2=${by + dy}></line></svg>`;
}

/**
 * Heights at some places, straight in between.
 * @param {Scales} axes @param {number[]} places @param {number[]} heights
 */
export function curveThrough(axes, places, heights) {
  return curve(axes, places, heights, "guess");
}
