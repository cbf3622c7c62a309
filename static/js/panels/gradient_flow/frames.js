/** Frames one under the other over the same layers: each has its own height, all have the same places. */
import { scaleLinear, scaleLog, svg } from "../../../vendor/vendor.js";
import { candidates, lettersOf, ticksThatFit, tickText } from "../../lib/ticks.js";

/**
 * @typedef {import("../../charts/plot.js").Axis} Axis
 * @typedef {{title: string, y: [number, number], isLog: boolean, share: number,
 *   draw: (axes: Axes) => unknown}} Row  share: of the height
 * @typedef {{x: Axis, y: Axis, top: number, bottom: number, step: number}} Axes  step: from layer to layer
 */

/** A letter and a line of text, and the room around the frames; a title stands over each of them. */
const [LETTER, LINE] = [10, 20];
const EDGE = { right: 10, top: 4, bottom: 42, title: 22, gap: 8 };
/** What a row needs at least. */
const ROW = 38;

/** For how many rows there is room, one at least. @param {number} height */
export function roomFor(height) {
  return Math.max(1, Math.floor((height - EDGE.bottom) / (ROW + EDGE.title)));
}

/**
 * @param {Row[]} rows  from the top @param {number} count  of layers
 * @param {import("../../charts/fit.js").Room} room
 */
export function frames(rows, count, { width, height }) {
  const scaleOf = (/** @type {Row} */ { isLog, y }) => (isLog ? scaleLog() : scaleLinear()).domain(y);
  const left = Math.max(...rows.map((row) => roomForTicks(scaleOf(row))));
  const x = scaleLinear([0.5, count + 0.5], [left, width - EDGE.right]);
  const all = rows.reduce((sum, { share }) => sum + share, 0);
  const inside = height - EDGE.top - EDGE.bottom - rows.length * EDGE.title - (rows.length - 1) * EDGE.gap;
  let at = EDGE.top;
  const drawn = rows.map((row) => {
    const top = at + EDGE.title;
    const bottom = top + Math.max(10, (inside * row.share) / all);
    at = bottom + EDGE.gap;
    const y = /** @type {Axis} */ (scaleOf(row).range([bottom, top]));
    return { x: /** @type {Axis} */ (x), y, top, bottom, step: x(2) - x(1) };
  });
  const [first, last] = [/** @type {Axes} */ (drawn[0]), /** @type {Axes} */ (drawn.at(-1))];
  const ground = svg`<g class="axes" aria-hidden="true">
    ${drawn.map((axes, index) => frame(axes, /** @type {Row} */ (rows[index]), left, width))}
    ${layersUnder(last, count)}
    <text class="plot-title" x=${width - EDGE.right} y=${height - 2}
      text-anchor="end">hidden layers, last the output</text></g>`;
  return { x: /** @type {Axis} */ (x), rows: drawn, ground, top: first.top, bottom: last.bottom };
}

/** @param {import("../../lib/ticks.js").Scale} scale */
function roomForTicks(scale) {
  const ticks = scale.base ? candidates(scale) : scale.ticks(4);
  return Math.max(...ticks.map((tick) => lettersOf(tickText(scale, tick)))) * LETTER + 14;
}

/** @param {Axes} axes @param {Row} row @param {number} left @param {number} width */
function frame({ y, top }, { title }, left, width) {
  return svg`${ticksThatFit(y, 4, () => LINE).map(
    (tick) => svg`
      <line class="grid ${tick === 0 ? "zero" : ""}" x1=${left} x2=${width - EDGE.right} y1=${y(tick)}
        y2=${y(tick)}></line>
      <text class="tick" x=${left - 8} y=${y(tick)} dy="0.34em"
        text-anchor="end">${tickText(y, tick)}</text>`,
  )}
    <text class="plot-title" x=${left} y=${top - 8}>${title}</text>`;
}

/** The numbers of the layers. @param {Axes} axes @param {number} count */
function layersUnder({ x, bottom }, count) {
  const ticks = ticksThatFit(x, count, (text) => (text.length + 1) * LETTER).filter(Number.isInteger);
  return ticks.map(
    (tick) => svg`<text class="tick" x=${x(tick)} y=${bottom + LINE} text-anchor="middle">${tick}</text>`,
  );
}
