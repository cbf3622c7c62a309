/**
 * A graph: axes with ticks, and what is drawn into them. `plot` makes the frame; curves, points, tangents
 * and lines are pieces that take the same scales, so a picture is a list of pieces.
 */
import { curveLinear, curveStep, line, scaleLinear, scaleLog, svg } from "../../vendor/vendor.js";
import { candidates, lettersOf, ticksThatFit, tickText } from "../lib/ticks.js";
import { drag } from "./drag.js";

/** The room around a graph, how wide and high a tick's letters are, and where it and the axis' name stand. */
const EDGES = {
  wide: { left: 52, right: 16, top: 16, bottom: 44, letter: 10, line: 20, below: 22, name: 4 },
  close: { left: 66, right: 24, top: 26, bottom: 60, letter: 14, line: 27, below: 29, name: 10 },
};
/** Where the room is close, a drawing has this share of its units: letters and lines are larger in it. */
const CLOSE_SHARE = 0.72;
/** No graph is smaller, however little room there is. */
const LEAST = 40;

/**
 * @typedef {import("../lib/ticks.js").Scale} Scale
 * @typedef {Scale & {domain: () => number[], invert: (position: number) => number}} Axis
 *   a scale of D3's, whose ends are its domain
 * @typedef {(event: PointerEvent) => void} Listener
 * @typedef {{pointerdown?: Listener, pointermove?: Listener}} Listeners
 * @typedef {{x: Axis, y: Axis, width: number, height: number, left: number, right: number, top: number,
 *   bottom: number, edge: typeof EDGES.wide}} Scales
 * @typedef {{x: [number, number], y: [number, number], width?: number, height?: number, log?: "x" | "y",
 *   isSquare?: boolean, after?: number}} AxesOptions
 *   after: room at the right for what stands at the ends of lines
 */

/**
 * Scales for a graph; a square one is as large as the room allows. The room is close on a phone and on a
 * projector, where a drawing is not made for its room.
 * @param {AxesOptions} options @param {boolean} [isClose]
 */
export function scales(
  { x, y, width = 560, height = 360, log, isSquare = false, after = 0 },
  isClose = false,
) {
  const usual = isClose ? EDGES.close : EDGES.wide;
  const edge = { ...usual, left: Math.max(usual.left, roomForTicks(y, log === "y", usual.letter)) };
  const share = isClose ? CLOSE_SHARE : 1;
  const [across, down] = [edge.left + edge.right, edge.top + edge.bottom];
  const side = Math.max(LEAST, Math.min(height * share - down, width * share - across));
  const [w, h] = isSquare
    ? [side + across, side + down]
    : [Math.max(width * share, across + LEAST), Math.max(height * share, down + LEAST)];
  const [left, right, top, bottom] = [edge.left, w - edge.right - after, edge.top, h - edge.bottom];
  const make = (/** @type {"x" | "y"} */ axis) => (log === axis ? scaleLog() : scaleLinear());
  return /** @type {Scales} */ ({
    x: make("x").domain(x).range([left, right]),
    y: make("y").domain(y).range([bottom, top]),
    width: w,
    height: h,
    left,
    right,
    top,
    bottom,
    edge,
  });
}

/**
 * How much room the numbers at the left take.
 * @param {[number, number]} ends @param {boolean} isLog @param {number} letter
 */
function roomForTicks(ends, isLog, letter) {
  const scale = /** @type {Scale} */ ((isLog ? scaleLog() : scaleLinear()).domain(ends));
  const ticks = isLog ? candidates(scale) : scale.ticks(5);
  return Math.max(...ticks.map((tick) => lettersOf(tickText(scale, tick)))) * letter + 11;
}

/**
 * The frame of a graph with its pieces.
 * @param {Scales} scales
 * @param {{label: string, xName?: string, yName?: string, title?: string, xTicks?: number, yTicks?: number,
 *   kind?: string, role?: "img" | "group", listeners?: Listeners}} options  label: what it shows, for screen
 *   readers; role: a group where its pieces can be reached
 * @param {unknown} pieces @param {unknown} [ground]  areas that lie under the grid
 */
export function plot(
  scales,
  { label, xName = "", yName = "", title = "", xTicks = 5, yTicks = 5, kind = "", role = "img", listeners },
  pieces,
  ground = "",
) {
  const { x, y, width, height, left, right, top, bottom, edge } = scales;
  return svg`
    <svg class="plot ${kind}" viewBox="0 0 ${width} ${height}" role=${role} aria-label=${label}
      @pointerdown=${listeners?.pointerdown} @pointermove=${listeners?.pointermove}>
      ${ground}
      <g class="axes" aria-hidden="true">
        ${(xTicks ? ticksThatFit(x, xTicks, (text) => (lettersOf(text) + 1) * edge.letter) : []).map(
          (tick) => svg`
          <line class="grid ${tick === 0 ? "zero" : ""}" x1=${x(tick)} x2=${x(tick)} y1=${top}
            y2=${bottom}></line>
          <text class="tick" x=${x(tick)} y=${bottom + edge.below}
            text-anchor="middle">${tickText(x, tick)}</text>`,
        )}
        ${(yTicks ? ticksThatFit(y, yTicks, () => edge.line) : []).map(
          (tick) => svg`
          <line class="grid ${tick === 0 ? "zero" : ""}" x1=${left} x2=${right} y1=${y(tick)}
            y2=${y(tick)}></line>
          <text class="tick" x=${left - 8} y=${y(tick)} dy="0.34em"
            text-anchor="end">${tickText(y, tick)}</text>`,
        )}
        <text class="axis-name" x=${right} y=${height - edge.name} text-anchor="end">${xName}</text>
        <text class="axis-name" x=${left + 6} y=${top + 4} dy="0.5em">${yName}</text>
        ${
          title
            ? svg`<text class="plot-title" x=${(left + right) / 2} y=${top + 2} dy="0.5em"
          text-anchor="middle">${title}</text>`
            : ""
        }
      </g>
      ${pieces}
    </svg>`;
}

/**
 * A curve through points, as stairs or straight from one to the next; it breaks where a value is null.
 * @param {Scales} scales @param {number[]} xs @param {(number | null)[]} ys @param {string} [kind]
 */
export function curve({ x, y }, xs, ys, kind = "") {
  const path = line(
    (/** @type {number} */ i) => x(xs[i]),
    (/** @type {number} */ i) => near(y(/** @type {number} */ (ys[i]))),
  )
    .defined((/** @type {number} */ i) => ys[i] !== null && Number.isFinite(ys[i]))
    .curve(kind === "stairs" ? curveStep : curveLinear);
  return svg`<path class="curve ${kind}" d=${path(xs.map((_, index) => index))}></path>`;
}

/**
 * A height in the drawing, or just far outside it: browsers draw no numbers beyond their own.
 * @param {number} height
 */
function near(height) {
  return Math.min(1e5, Math.max(-1e5, height));
}

/**
 * The straight line through a point with a slope, as far as the graph has room.
 * @param {Scales} scales @param {{x: number, y: number, slope: number}} at
 */
export function tangent(scales, { x, y, slope }) {
  const [low, high] = scales.x.domain();
  const [bottom, top] = scales.y.domain();
  const half = (high - low) * 0.22;
  const reach = (/** @type {number} */ end) => (slope === 0 ? half : Math.abs((end - y) / slope));
  const [up, down] = slope > 0 ? [reach(top), reach(bottom)] : [reach(bottom), reach(top)];
  const [from, to] = [x - Math.min(half, down), x + Math.min(half, up)];
  return svg`<line class="tangent" x1=${scales.x(from)} y1=${scales.y(y + slope * (from - x))}
    x2=${scales.x(to)} y2=${scales.y(y + slope * (to - x))}></line>`;
}

/** Broken lines from a point to both axes. @param {Scales} scales @param {{x: number, y: number}} at */
export function drops(scales, { x, y }) {
  const [px, py] = [scales.x(x), scales.y(y)];
  const floor = Math.min(scales.bottom, Math.max(scales.top, scales.y(0)));
  return svg`<line class="drop" x1=${px} x2=${px} y1=${floor} y2=${py}></line>`;
}

/** A line from top to bottom. @param {Scales} scales @param {number} at @param {string} [kind] */
export function upright(scales, at, kind = "") {
  return svg`<line class="upright ${kind}" x1=${scales.x(at)} x2=${scales.x(at)} y1=${scales.top}
    y2=${scales.bottom}></line>`;
}

/**
 * A lamp on the graph. With `onMove` it can be dragged: the slider beside the picture is the keyboard's way.
 * @param {Scales} scales
 * @param {{x: number, y: number, kind?: string, radius?: number, decimals?: number, hint?: string,
 *   onMove?: (x: number, y: number, isSettled: boolean) => void}} point
 */
export function point(scales, { x, y, kind = "", radius = 8, decimals = 2, hint = "", onMove }) {
  const [px, py] = [scales.x(x), scales.y(y)];
  if (!onMove) return svg`<circle class="point ${kind}" cx=${px} cy=${py} r=${radius}></circle>`;
  const grab = drag((at, isSettled) =>
    onMove(within(scales.x, at.x, decimals), within(scales.y, at.y, decimals), isSettled),
  );
  return svg`<g class="handle" @pointerdown=${grab}>
      <title>${hint}</title>
      <circle class="grip" cx=${px} cy=${py} r=${radius + 14}></circle>
      <circle class="point ${kind}" cx=${px} cy=${py} r=${radius}></circle>
    </g>`;
}

/**
 * The value under a position of the drawing, inside the scale, rounded.
 * @param {Pick<Axis, "domain" | "invert">} scale @param {number} position @param {number} decimals
 */
export function within(scale, position, decimals) {
  const [low, high] = scale.domain();
  const value = Math.min(high, Math.max(low, scale.invert(position)));
  return Number(value.toFixed(decimals));
}
