/**
 * A relief: a surface from the side, each patch of it shaded by its height and its slope to the light. Of a
 * wall that is seen from below only the lines are drawn, so that what it stands before can be seen.
 */
import { html } from "../../vendor/vendor.js";
import { HIGH } from "../lib/side_view.js";
import "./canvas.js";

/**
 * @typedef {import("../lib/side_view.js").Surface} Surface
 * @typedef {import("../lib/side_view.js").SideView} SideView
 * @typedef {import("../lib/side_view.js").Direction} Direction
 */

/** Shades of the ground: the lowest, what height adds, and what lies away from the light. */
const SHADE = { low: 0.05, high: 0.28, dark: 0.3 };
/** How strong the lines between patches are: on the ground, and of a wall that is seen through. */
const LINES = { ground: 0.16, wall: 0.14 };
const LIGHT = [-0.5, 0.3, 0.81];

/**
 * The relief with a drawing over it.
 * @param {SideView} view @param {Surface} surface @param {Direction} direction @param {unknown} drawing
 */
export function relief(view, surface, { turn, tilt }, drawing) {
  const { width, height } = view;
  const paint = (
    /** @type {CanvasRenderingContext2D} */ context,
    /** @type {import("./canvas.js").Colors} */ { ink, paper },
  ) => paintRelief(context, view, surface, { ink, paper });
  const basis = [surface, width, height, turn, tilt];
  return html`<div class="layered"><nudge-canvas .box=${[width, height]} .basis=${basis}
    .draw=${paint}></nudge-canvas>${drawing}</div>`;
}

/**
 * Every patch of the ground, those farthest off first, so that what is before covers what is behind.
 * @param {CanvasRenderingContext2D} context @param {SideView} view @param {Surface} surface
 * @param {{ink: string, paper: string}} colors
 */
function paintRelief(context, view, { x, y, z }, { ink, paper }) {
  const corners = z.map((row, j) =>
    row.map((height, i) => {
      const value = height ?? Number.MAX_VALUE;
      const at = view.place(/** @type {number} */ (x[i]), /** @type {number} */ (y[j]), value);
      return { at, lift: view.lift(value) };
    }),
  );
  const [columns, rows] = [order(x.length - 1, view.away[0]), order(y.length - 1, view.away[1])];
  context.lineJoin = "round";
  for (const j of rows)
    for (const i of columns) {
      const patch = [corners[j]?.[i], corners[j]?.[i + 1], corners[j + 1]?.[i + 1], corners[j + 1]?.[i]];
      paintPatch(context, /** @type {Corner[]} */ (patch), 2 / (x.length - 1), { ink, paper });
    }
  context.globalAlpha = 1;
}

/** @typedef {{at: [number, number], lift: number}} Corner */

/** The places from the far end to the near one. @param {number} count @param {number} away */
function order(count, away) {
  const places = Array.from({ length: count }, (_, place) => place);
  return away > 0 ? places.reverse() : places;
}

/**
 * One patch: paper, and so much ink as its height and its slope to the light ask for.
 * @param {CanvasRenderingContext2D} context @param {Corner[]} corners @param {number} width
 * @param {{ink: string, paper: string}} colors
 */
function paintPatch(context, corners, width, { ink, paper }) {
  const [a, b, c, d] = corners.map(({ lift }) => lift * HIGH);
  const outline = new Path2D(`M${corners.map(({ at }) => at.join(",")).join("L")}Z`);
  const [east, north] = [(b + c - a - d) / (2 * width), (c + d - a - b) / (2 * width)];
  const [lx = 0, ly = 0, lz = 0] = LIGHT;
  const light = (lz - lx * east - ly * north) / Math.hypot(1, east, north);
  const height = corners.reduce((sum, { lift }) => sum + lift / 4, 0);
  context.lineWidth = 1;
  context.strokeStyle = ink;
  if (isFromBelow(corners)) {
    context.globalAlpha = LINES.wall;
    context.stroke(outline);
    return;
  }
  context.globalAlpha = 1;
  context.fillStyle = paper;
  context.fill(outline);
  context.globalAlpha = SHADE.low + SHADE.high * height + SHADE.dark * (1 - Math.max(0, light));
  context.fillStyle = ink;
  context.fill(outline);
  context.globalAlpha = LINES.ground;
  context.stroke(outline);
}

/**
 * Whether a patch shows its lower side: then its corners are met the other way around.
 * @param {Corner[]} corners
 */
function isFromBelow([a, b, , d]) {
  if (!a || !b || !d) return false;
  const [east, north] = [
    [b.at[0] - a.at[0], b.at[1] - a.at[1]],
    [d.at[0] - a.at[0], d.at[1] - a.at[1]],
  ];
  return (east[0] ?? 0) * (north[1] ?? 0) - (east[1] ?? 0) * (north[0] ?? 0) > 0;
}
