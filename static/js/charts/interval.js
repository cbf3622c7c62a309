/** A share and how far it can be trusted: a point and its interval on the way from 0 to 100 %. */
import { scaleLinear, svg } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

const WIDTH = 260;
const HEIGHT = 46;
const EDGE = 34;
const LINE = 14;

/**
 * @param {{share: number, low: number, high: number}} interval  from 0 to 1
 * @param {string} label  what it is the share of, for screen readers
 */
export function intervalBar({ share, low, high }, label) {
  const x = scaleLinear([0, 1], [EDGE, WIDTH - EDGE]);
  const percent = (/** @type {number} */ value) => `${fixed(100 * value, 0)} %`;
  return svg`<svg class="interval-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label="${label}: ${percent(share)}, 95 % interval ${percent(low)} to ${percent(high)}">
    <line class="interval-axis" x1=${x(0)} x2=${x(1)} y1=${LINE} y2=${LINE}></line>
    <line class="interval-range" x1=${x(low)} x2=${x(high)} y1=${LINE} y2=${LINE}></line>
    ${[low, high].map(
      (end) => svg`<line class="interval-end" x1=${x(end)} x2=${x(end)} y1=${LINE - 7}
      y2=${LINE + 7}></line>`,
    )}
    <circle class="interval-share" cx=${x(share)} cy=${LINE} r="6"></circle>
    ${[0, 0.5, 1].map(
      (tick) =>
        svg`<text class="interval-tick" x=${x(tick)} y=${HEIGHT - 4}
          text-anchor="middle">${percent(tick)}</text>`,
    )}
  </svg>`;
}
