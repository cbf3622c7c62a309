/**
 * A surface seen from above: lines of equal height, the ground the darker the higher it is. The levels part
 * the picture into areas of one size, so that steep walls and flat valleys both have lines. The ground is
 * painted once, on a canvas; the ways over it are a drawing that lies on top.
 */
import { contours, html, svg } from "../../vendor/vendor.js";
import "./canvas.js";
import { isInside } from "./plane.js";

/** @typedef {import("./plot.js").Scales} Scales */
/** @typedef {import("../lib/side_view.js").Surface} Surface */

const LEVELS = 14;
/** A way of more steps is drawn without their places. */
const MOST_STOPS = 90;
const [SHADE, LINE] = [0.026, 0.3];

/**
 * The ground with a drawing over it.
 * @param {Scales} scales @param {Surface} surface  painted again only where it is another object
 * @param {unknown} drawing
 */
export function landscape(scales, surface, drawing) {
  const { width, height } = scales;
  const paint = (
    /** @type {CanvasRenderingContext2D} */ context,
    /** @type {import("./canvas.js").Colors} */ { ink },
  ) => paintGround(context, scales, surface, ink);
  return html`<div class="layered"><nudge-canvas .box=${[width, height]} .basis=${[surface, width, height]}
    .draw=${paint}></nudge-canvas>${drawing}</div>`;
}

/**
 * @param {CanvasRenderingContext2D} context @param {Scales} scales @param {Surface} surface
 * @param {string} ink
 */
function paintGround(context, scales, surface, ink) {
  const { left, top, right, bottom } = scales;
  const heights = filled(surface.z);
  const areas = contours().size([surface.x.length, surface.y.length]).thresholds(levelsOf(heights))(heights);
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.lineWidth = 0.8;
  for (const { coordinates } of areas) {
    const area = new Path2D(outlineOf(scales, surface, coordinates));
    context.globalAlpha = SHADE;
    context.fill(area);
    context.globalAlpha = LINE;
    context.stroke(area);
  }
  context.restore();
}

/** Where the surface has no value it counts as high. @param {(number | null)[][]} rows */
function filled(rows) {
  const known = rows.flat().filter((each) => each !== null);
  const highest = known.reduce((most, each) => Math.max(most, each), 0);
  return rows.flat().map((each) => each ?? highest);
}

/** Heights that part the picture into areas of one size. @param {number[]} heights */
function levelsOf(heights) {
  const sorted = Float64Array.from(heights).sort();
  return Array.from(
    { length: LEVELS - 1 },
    (_, index) => /** @type {number} */ (sorted[Math.floor(((index + 1) / LEVELS) * (sorted.length - 1))]),
  ).filter((level, index, all) => index === 0 || level > /** @type {number} */ (all[index - 1]));
}

/**
 * @param {Scales} scales @param {Surface} surface
 * @param {number[][][][]} areas  of D3: places in cells, whose middles are the points of the grid
 */
function outlineOf(scales, { x, y }, areas) {
  const place = (/** @type {number[]} */ ends, /** @type {number} */ cell) => {
    const [first, last] = [/** @type {number} */ (ends[0]), /** @type {number} */ (ends.at(-1))];
    return first + ((cell - 0.5) / (ends.length - 1)) * (last - first);
  };
  return areas
    .flat()
    .map((ring) => {
      const corners = ring.map(([u = 0, v = 0]) => `${scales.x(place(x, u))},${scales.y(place(y, v))}`);
      return `M${corners.join("L")}Z`;
    })
    .join("");
}

/**
 * A way over it, as far as it is in the picture; where it goes out there is a mark.
 * @param {Scales} scales @param {number[][]} points @param {string} kind
 */
export function way(scales, points, kind) {
  const { left, top, right, bottom } = scales;
  const places = placesApart(scales, points);
  const exit = exitOf(scales, points);
  const stops = points.length < MOST_STOPS ? `M${places.join("h0M")}h0` : "";
  return svg`<svg x=${left} y=${top} width=${right - left} height=${bottom - top}
      viewBox="${left} ${top} ${right - left} ${bottom - top}">
      <path class="way ${kind}" d="M${places.join("L")}"></path>
      ${stops ? svg`<path class="stop ${kind}" d=${stops}></path>` : ""}
    </svg>
    ${exit ? svg`<path class="exit ${kind}" d=${exit}></path>` : ""}`;
}

/**
 * The places of a way as a path has them, to a tenth of a unit; of steps that lie on one another, one.
 * @param {Scales} scales @param {number[][]} points
 */
function placesApart({ x, y }, points) {
  const places = [];
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (const [first = 0, second = 0] of points) {
    const [placeX, placeY] = [tenth(near(x(first))), tenth(near(y(second)))];
    if (placeX !== lastX || placeY !== lastY) places.push(`${placeX},${placeY}`);
    [lastX, lastY] = [placeX, placeY];
  }
  return places;
}

/** @param {number} at */
function tenth(at) {
  return Math.round(10 * at) / 10;
}

/** A place in the drawing, or far outside it. @param {number} at */
function near(at) {
  return Math.min(1e4, Math.max(-1e4, at));
}

/**
 * A triangle where a way that ends outside leaves the picture.
 * @param {Scales} scales @param {number[][]} points
 */
function exitOf(scales, points) {
  const placed = (/** @type {number[]} */ [x = 0, y = 0]) => [near(scales.x(x)), near(scales.y(y))];
  const isOut = (/** @type {number[]} */ [x = 0, y = 0]) => !isInside(scales, x, y);
  if (!points.length || !isOut(placed(/** @type {number[]} */ (points.at(-1))))) return "";
  const places = points.map(placed);
  const last = places.map((place) => !isOut(place)).lastIndexOf(true);
  if (last < 0) return "";
  const [from, to] = /** @type {[[number, number], [number, number]]} */ (places.slice(last, last + 2));
  const across = shareTo(from[0], to[0], scales.left, scales.right);
  const share = Math.min(across, shareTo(from[1], to[1], scales.top, scales.bottom));
  const tip = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return triangle(/** @type {[number, number]} */ (tip), [to[0] - from[0], to[1] - from[1]]);
}

/**
 * The share of the way from one number to another that lies between two bounds.
 * @param {number} from @param {number} to @param {number} low @param {number} high
 */
function shareTo(from, to, low, high) {
  if (to > high) return (high - from) / (to - from);
  return to < low ? (low - from) / (to - from) : 1;
}

/**
 * The mark of a way that goes out.
 * @param {[number, number]} tip @param {[number, number]} way  in which it points
 */
export function triangle([x, y], [dx, dy]) {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const corner = (/** @type {number} */ along, /** @type {number} */ aside) =>
    `${x + along * ux - aside * uy},${y + along * uy + aside * ux}`;
  return `M${corner(0, 0)}L${corner(-13, 7)}L${corner(-13, -7)}Z`;
}
