/** What each seed's network is worth on new examples, run by run: dots, the mean, and its interval. */
import { scaleLinear, svg } from "../../../vendor/vendor.js";
import { fixed } from "../../lib/format.js";
import { titleThatFits } from "../../lib/ticks.js";
import { nameOf } from "./runs.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Axis} Axis
 */

const EDGE = { left: 112, right: 14, top: 24, bottom: 26 };
const DOT = 3.2;
/** Where there is less room, fewer numbers stand along the axis. */
const NARROW = 290;

/** @param {Shown} model @param {Room} room */
export function seedRows({ result }, { width, height }) {
  const { compared } = result;
  const known = compared.flatMap((each) => [...each.new_loss.map((loss) => loss ?? 0), each.high ?? 0]);
  const x = /** @type {Axis} */ (
    scaleLinear()
      .domain([0, 1.05 * Math.max(...known, 0.1)])
      .range([EDGE.left, width - EDGE.right])
  );
  const row = (height - EDGE.top - EDGE.bottom) / compared.length;
  const count = compared[0]?.new_loss.length ?? 0;
  const seeds = `new examples, ${count} seeds`;
  const title = titleThatFits(
    width,
    `${seeds}: each, their mean, its 95 % interval`,
    `${seeds}, 95 % intervals`,
    seeds,
  );
  return svg`<svg class="plot cure-seeds" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${`Loss on new examples of ${count} seeds: ${compared.map(told).join("; ")}`}>
    <g class="axes" aria-hidden="true">${x.ticks(width < NARROW ? 2 : 4).map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${EDGE.top} y2=${height - EDGE.bottom}>
        </line><text class="tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${tick}</text>`,
    )}<text class="plot-title" x="0" y="15">${title}</text></g>
    ${compared.map((each, index) => rowOf(each, x, EDGE.top + (index + 0.5) * row, row))}</svg>`;
}

/** @param {Api.CureOverSeeds} each */
function told({ title, mean, low, high, verdict }) {
  if (mean === null) return `${title}: no mean`;
  const ends = low === null || high === null ? "" : ` (${fixed(low, 2)} to ${fixed(high, 2)})`;
  return `${title} ${fixed(mean, 2)}${ends}${verdict ? `, ${verdict}` : ""}`;
}

/** @param {Api.CureOverSeeds} each @param {Axis} x @param {number} y @param {number} row */
function rowOf({ title, new_loss: losses, mean, low, high }, x, y, row) {
  const below = y + Math.min(9, row / 4);
  return svg`<g><text x="0" y=${y} dy="0.34em">${nameOf(title)}</text>
    ${losses.map((loss) =>
      loss === null ? "" : svg`<circle class="cure-dot" cx=${x(loss)} cy=${y - 3} r=${DOT}></circle>`,
    )}
    ${
      low === null || high === null || mean === null
        ? ""
        : svg`<line class="interval-range" x1=${x(low)} x2=${x(high)} y1=${below} y2=${below}></line>
      <circle class="interval-share" cx=${x(mean)} cy=${below} r="4"></circle>`
    }</g>`;
}
