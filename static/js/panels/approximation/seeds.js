/** All seeds from both kinds of first biases: a row of dots each, with the interval of their mean. */
import { scaleLinear, scaleLog, svg } from "../../../vendor/vendor.js";
import { fitting } from "../../lib/dots.js";
import { fixed } from "../../lib/format.js";
import { lettersOf, ticksThatFit, tickText, titleThatFits } from "../../lib/ticks.js";
import { counted } from "./layers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Axis} Axis
 * @typedef {{mark: number | null, titles: string[], decimals: number, isLog: boolean,
 *   valuesOf: (start: Api.StartErrors) => number[]}} Measured
 */

const EDGE = { left: 104, right: 24, top: 24, bottom: 26 };
const [LETTER, TICKS, GAP, LARGEST] = [9, 5, 10, 7];
const LEAST = 1e-4;
/** Half of what is said at the formula's mark, and a little; and the title where little room is beside it. */
const [HALF, BARE] = [70, "RMSE of each seed"];
const NAMES = /** @type {Record<string, string>} */ ({ zeros: "biases 0", spread: "biases spread" });

/**
 * What is shown of the seeds of a start: errors; of the folds, straight pieces.
 * @param {Shown} model @returns {Measured}
 */
function measured({ result }) {
  const isFolded = result.folds !== null;
  return {
    isLog: !isFolded,
    decimals: isFolded ? 0 : 3,
    titles: isFolded
      ? ["straight pieces of each trained seed"]
      : ["RMSE of each trained seed, 95 % interval of their mean", "RMSE of each seed, 95 % interval", BARE],
    mark: isFolded ? result.linear_pieces : (result.beside?.error ?? null),
    valuesOf: (/** @type {Api.StartErrors} */ start) => (isFolded ? (start.pieces ?? []) : start.errors),
  };
}

/** @param {Shown} model @param {Room} room */
export function seedRows(model, { width, height }) {
  const shown = measured(model);
  const { starts } = model.result;
  const all = [...starts.flatMap((start) => shown.valuesOf(start)), shown.mark ?? 1];
  const ends = /** @type {[number, number]} */ (
    shown.isLog
      ? [Math.max(LEAST, Math.min(...all)) / 1.4, Math.max(...all) * 1.4]
      : [0, Math.max(...all) + 2]
  );
  const scale = shown.isLog ? scaleLog() : scaleLinear();
  const x = /** @type {Axis} */ (scale.domain(ends).range([EDGE.left, width - EDGE.right]));
  const row = (height - EDGE.top - EDGE.bottom) / starts.length;
  const ticks = ticksThatFit(x, TICKS, (text) => (lettersOf(text) + 1) * LETTER);
  const words = starts.map((start) => told(start, shown.valuesOf(start), shown.decimals)).join("; ");
  return svg`<svg class="plot approx-seed-rows" viewBox="0 0 ${width} ${height}" role="img"
      aria-label="${shown.titles[0]}: ${words}">
    <g class="axes" aria-hidden="true">${ticks.map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${EDGE.top} y2=${height - EDGE.bottom}>
        </line>
        <text class="tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${tickText(x, tick)}</text>`,
    )}${titleAt(shown, x, width)}</g>
    ${shown.mark === null ? "" : formulaMark(x, shown.mark, height)}
    ${starts.map((start, index) =>
      rowOf(start, shown.valuesOf(start), { x, top: EDGE.top + index * row, row, isLog: shown.isLog }),
    )}
  </svg>`;
}

/**
 * The title, on the side where the formula's mark is not.
 * @param {Measured} shown @param {Axis} x @param {number} width
 */
function titleAt({ titles, mark }, x, width) {
  const isLeft = mark === null || x(mark) > width / 2;
  // Beside “by formula”
  const room = mark === null ? width : Math.max(x(mark), width - x(mark)) - HALF;
  const title = titleThatFits(room, ...titles);
  return svg`<text class="plot-title" x=${isLeft ? 4 : width - EDGE.right} y="15"
    text-anchor=${isLeft ? "start" : "end"}>${title}</text>`;
}

/** @param {Api.StartErrors} start @param {number[]} values @param {number} decimals */
function told(start, values, decimals) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((end) => fixed(end, decimals));
  return `${NAMES[start.biases]}, ${counted(values.length, "seed")}, ${low} to ${high}`;
}

/** Where the network by formula is. @param {Axis} x @param {number} at @param {number} height */
function formulaMark(x, at, height) {
  return svg`<g class="approx-formula"><line x1=${x(at)} x2=${x(at)} y1=${EDGE.top - 4}
      y2=${height - EDGE.bottom}></line>
    <text x=${x(at)} y="15" text-anchor="middle">by formula</text></g>`;
}

/**
 * @param {Api.StartErrors} start @param {number[]} values
 * @param {{x: Axis, top: number, row: number, isLog: boolean}} at
 */
function rowOf(start, values, { x, top, row, isLog }) {
  const [low = LEAST, high = 1] = x.domain();
  const places = values.map((value) => x(Math.min(high, Math.max(low, value))));
  const { radius, heights: needed } = fitting(places, row - GAP);
  const bottom = top + row - 3;
  // So many in one place that the smallest dots would be too high: they are drawn over each other
  const squeeze = Math.min(1, (row - GAP - radius) / Math.max(...needed));
  const heights = needed.map((height) => radius + squeeze * (height - radius));
  const size = Math.min(LARGEST, radius);
  const within = (/** @type {number} */ value) => x(Math.min(high, Math.max(low, value)));
  return svg`<g><text x="4" y=${top + row / 2} dy="0.34em">${NAMES[start.biases]}</text>
    <line class="grid zero" x1=${x(low)} x2=${x(high)} y1=${bottom} y2=${bottom}></line>
    ${
      isLog
        ? svg`<line class="approx-mean" x1=${within(start.low)} x2=${within(start.high)} y1=${bottom}
          y2=${bottom}></line>`
        : ""
    }
    ${values.map(
      (value, seed) => svg`<circle class="approx-seed" cx=${places[seed]} cy=${bottom - (heights[seed] ?? 0)}
        r=${size - 0.6}><title>${fixed(value, isLog ? 4 : 0)}</title></circle>`,
    )}</g>`;
}
