/** A small graph of an activation function with the live point on it. */
import { line, scaleLinear, svg } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

const WIDTH = 264;
const HEIGHT = 128;
const EDGE = { left: 30, right: 12, top: 14, bottom: 20 };

/**
 * @param {{z: number[], a: number[]}} curve  samples of f, dense around 0
 * @param {{z: number, a: number}} point
 * @param {{title: string, range: import("../lib/activations.js").Range}} options  range: of f
 */
export function functionPlot(curve, point, { title, range: [low, high] }) {
  const reach = Math.max(4, Math.abs(point.z) * 1.15);
  const inside = curve.z.flatMap((z, index) => (Math.abs(z) <= reach * 1.1 ? [index] : []));
  const bottom = low ?? -reach;
  const top = high ?? reach;
  const x = scaleLinear([-reach, reach], [EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear([bottom, top], [HEIGHT - EDGE.bottom, EDGE.top]);
  const path = line(
    (/** @type {number} */ i) => x(curve.z[i]),
    (/** @type {number} */ i) => y(curve.a[i]),
  )(inside);
  const [px, py] = [x(point.z), y(point.a)];
  return svg`
    <svg class="function-plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label=${`${title}: at z = ${fixed(point.z, 3)} it is ${fixed(point.a, 3)}`}>
      <line class="axis" x1=${EDGE.left} x2=${WIDTH - EDGE.right} y1=${y(0)} y2=${y(0)}></line>
      <line class="axis" x1=${x(0)} x2=${x(0)} y1=${EDGE.top - 4} y2=${HEIGHT - EDGE.bottom + 4}></line>
      <line class="drop" x1=${px} x2=${px} y1=${y(0)} y2=${py}></line>
      <line class="drop" x1=${x(0)} x2=${px} y1=${py} y2=${py}></line>
      <path class="curve" d=${path}></path>
      <circle class="point" cx=${px} cy=${py} r="6"></circle>
      <text class="tick" x=${EDGE.left - 6} y=${y(top)} dy="0.35em" text-anchor="end">${short(top)}</text>
      <text class="tick" x=${EDGE.left - 6} y=${y(bottom)} dy="0.35em"
        text-anchor="end">${short(bottom)}</text>
      <text class="tick" x=${EDGE.left} y=${HEIGHT - 4} text-anchor="middle">${short(-reach)}</text>
      <text class="tick" x=${WIDTH - EDGE.right} y=${HEIGHT - 4} text-anchor="end">${short(reach)}</text>
      <text class="tick" x=${x(0)} y=${HEIGHT - 4} text-anchor="middle">z</text>
    </svg>`;
}

/** @param {number} value */
function short(value) {
  return fixed(value, Number.isInteger(value) ? 0 : 1);
}
