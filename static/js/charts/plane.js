/**
 * The plane of two inputs: examples as points, the line or the boundary that parts them. Class 1 is blue and
 * round, class 0 vermillion and square; a mistake has a ring.
 */
import { contours, svg } from "../../vendor/vendor.js";
import { drag } from "./drag.js";
import { plot, scales, within } from "./plot.js";

/**
 * @typedef {import("./plot.js").Scales} Scales
 * @typedef {import("./plot.js").Listeners} Listeners
 */

/**
 * A square graph, as large as the room allows.
 * @param {[number, number]} x @param {[number, number]} y @param {import("./fit.js").Room} room
 * @param {boolean} [isClose]
 */
export function planeScales(x, y, room, isClose = false) {
  return scales({ x, y, ...room, isSquare: true }, isClose);
}

/**
 * @param {Scales} scales
 * @param {{label: string, xName?: string, yName?: string, listeners?: Listeners}} options
 * @param {unknown} pieces @param {unknown} [ground]  halves, bands: under the grid
 */
export function plane(scales, options, pieces, ground) {
  return plot(scales, { xName: "x₁", yName: "x₂", kind: "plane", ...options }, pieces, ground);
}

/**
 * Whether a place of the drawing lies within its axes.
 * @param {Scales} scales @param {number} x @param {number} y
 */
export function isInside({ left, right, top, bottom }, x, y) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** A place is no finer than this share of an axis. */
const FINENESS = 0.001;

/**
 * The numbers under a position of the drawing, with as many decimals as the axes have room for.
 * @param {Scales} scales @param {{x: number, y: number}} at @returns {[number, number]}
 */
export function placeAt({ x, y }, at) {
  const rounded = (/** @type {Scales["x"]} */ axis, /** @type {number} */ position) => {
    const [low, high] = axis.domain();
    const decimals = Math.floor(-Math.log10(FINENESS * (high - low)));
    return within(axis, position, Math.min(20, Math.max(0, decimals)));
  };
  return [rounded(x, at.x), rounded(y, at.y)];
}

/**
 * One example.
 * @param {Scales} scales
 * @param {{x: number[], y: number, isMistake?: boolean, isLit?: boolean, isSmall?: boolean, name?: string,
 * onMove?: (x: number, y: number, isSettled: boolean) => void}} example
 */
export function example(
  scales,
  { x: [first = 0, second = 0], y, isMistake = false, isLit = false, isSmall = false, name = "", onMove },
) {
  const [px, py] = [scales.x(first), scales.y(second)];
  const grab = onMove ? drag((at, isSettled) => onMove(...placeAt(scales, at), isSettled)) : null;
  const r = isSmall ? 5 : 9;
  const shape = y
    ? svg`<circle class="example one" cx=${px} cy=${py} r=${r}></circle>`
    : svg`<rect class="example zero" x=${px - r + 0.6} y=${py - r + 0.6} width=${2 * r - 1.2}
      height=${2 * r - 1.2}></rect>`;
  return svg`<g class="examples ${onMove ? "handle" : ""} ${isLit ? "lit" : ""}" @pointerdown=${grab}>
      ${name ? svg`<title>${name}</title>` : ""}
      ${isLit ? svg`<circle class="example-lit" cx=${px} cy=${py} r="21"></circle>` : ""}
      ${isMistake ? svg`<circle class="example-mistake" cx=${px} cy=${py} r=${r + 5}></circle>` : ""}
      ${onMove ? svg`<circle class="grip" cx=${px} cy=${py} r="20"></circle>` : ""}
      ${shape}
    </g>`;
}

/**
 * The two half planes of w·x + b = 0 and the line between them; `w` points to the side that answers 1.
 * @param {Scales} scales @param {number[]} w @param {number} b
 */
export function halves(scales, w, b) {
  const corners = square(scales);
  const side = (/** @type {number[]} */ [x = 0, y = 0]) => (w[0] ?? 0) * x + (w[1] ?? 0) * y + b;
  const one = clipped(corners, side);
  const zero = clipped(corners, (corner) => -side(corner));
  const ends = one.filter((corner) => Math.abs(side(corner)) < 1e-9 * (1 + Math.abs(b)));
  return svg`
    <path class="half one" d=${outline(scales, one)}></path>
    <path class="half zero" d=${outline(scales, zero)}></path>
    ${
      ends.length > 1
        ? svg`<path class="boundary"
      d=${outline(scales, [
        /** @type {number[]} */ (ends[0]),
        /** @type {number[]} */ (ends.at(-1)),
      ])}></path>`
        : ""
    }`;
}

/**
 * The part of the plane where several w·x + b are all at least 0, and the lines that bound it.
 * @param {Scales} scales @param {{w: number[], b: number}[]} sides
 */
export function wedge(scales, sides) {
  const height =
    (/** @type {{w: number[], b: number}} */ { w, b }) =>
    (/** @type {number[]} */ [x = 0, y = 0]) =>
      (w[0] ?? 0) * x + (w[1] ?? 0) * y + b;
  const inside = sides.reduce((corners, side) => clipped(corners, height(side)), square(scales));
  return svg`
    <path class="half zero" d=${outline(scales, square(scales))}></path>
    <path class="half one over" d=${outline(scales, inside)}></path>
    <path class="boundary" d=${inner(scales, [...inside, ...inside.slice(0, 1)], scales.x.domain())}></path>`;
}

/**
 * An arrow from one place to another.
 * @param {Scales} scales @param {number[]} from @param {number[]} to @param {string} [kind]
 */
export function arrow(scales, [x0 = 0, y0 = 0], [x1 = 0, y1 = 0], kind = "") {
  const [px, py, qx, qy] = [scales.x(x0), scales.y(y0), scales.x(x1), scales.y(y1)];
  const length = Math.hypot(qx - px, qy - py);
  if (length < 4) return svg`<circle class="arrow-head ${kind}" cx=${px} cy=${py} r="3"></circle>`;
  const [ux, uy] = [(qx - px) / length, (qy - py) / length];
  const [bx, by] = [qx - 12 * ux, qy - 12 * uy];
  return svg`
    <line class="arrow ${kind}" x1=${px} y1=${py} x2=${bx} y2=${by}></line>
    <path class="arrow-head ${kind}"
      d="M${qx},${qy}L${bx - 6 * uy},${by + 6 * ux}L${bx + 6 * uy},${by - 6 * ux}Z"></path>`;
}

/**
 * A function over the plane as bands on both sides of a level, and the line at the level.
 * @param {Scales} scales @param {{low: number, high: number, resolution: number, values: number[]}} grid
 *   values row by row, from low x₂ to high @param {number} level
 */
export function bands(scales, { low, high, resolution, values }, level) {
  const step = (high - low) / (resolution - 1);
  const spread = Math.max(...values.map((value) => Math.abs(value - level)), 1e-12);
  const shares = [-0.75, -0.5, -0.25, 0.25, 0.5, 0.75];
  const rings = (/** @type {number} */ threshold) =>
    contours()
      .size([resolution, resolution])
      .contour(values, threshold)
      .coordinates.flat()
      .map((ring) =>
        ring.map((corner) =>
          corner.map((at) => low + Math.min(resolution - 1, Math.max(0, at - 0.5)) * step),
        ),
      );
  const areas = (/** @type {number} */ threshold) =>
    rings(threshold)
      .map((/** @type {number[][]} */ ring) => outline(scales, ring))
      .join("");
  const lines = (/** @type {number} */ threshold) =>
    rings(threshold)
      .map((/** @type {number[][]} */ ring) => inner(scales, ring, [low, high]))
      .join("");
  return svg`
    <rect class="half zero" x=${scales.left} y=${scales.top} width=${scales.right - scales.left}
      height=${scales.bottom - scales.top}></rect>
    <path class="half one over" d=${areas(level)}></path>
    ${shares.map((share) => svg`<path class="level" d=${lines(level + share * spread)}></path>`)}
    <path class="boundary" d=${lines(level)}></path>`;
}

/**
 * The line along a ring, without the parts that only follow the edge of the plane.
 * @param {Scales} scales @param {number[][]} ring @param {number[]} ends
 */
function inner({ x, y }, ring, [low, high]) {
  const isEdge = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    [0, 1].some((axis) => [low, high].some((end) => one[axis] === end && other[axis] === end));
  return ring
    .slice(1)
    .map((to, index) => {
      const from = /** @type {number[]} */ (ring[index]);
      if (isEdge(from, to)) return "";
      const point = (/** @type {number[]} */ [a = 0, b = 0]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`;
      return `M${point(from)}L${point(to)}`;
    })
    .join("");
}

/** @param {Scales} scales @returns {number[][]} */
function square({ x, y }) {
  const [[x0, x1], [y0, y1]] = [x.domain(), y.domain()];
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

/**
 * The part of a polygon where `side` is not negative.
 * @param {number[][]} corners @param {(corner: number[]) => number} side
 */
export function clipped(corners, side) {
  return corners.flatMap((corner, index) => {
    const next = /** @type {number[]} */ (corners[(index + 1) % corners.length]);
    const [here, there] = [side(corner), side(next)];
    const share = here / (here - there);
    const crossing = corner.map((value, axis) => value + share * /** @type {number} */ (next[axis] - value));
    const isCrossed = here * there < 0;
    return [...(here >= 0 ? [corner] : []), ...(isCrossed ? [crossing] : [])];
  });
}

/** @param {Scales} scales @param {number[][]} corners */
function outline({ x, y }, corners) {
  if (!corners.length) return "";
  return `M${corners.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L")}Z`;
}
