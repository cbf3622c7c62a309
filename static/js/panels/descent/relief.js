/** The race on the surface as a relief: turned by dragging or by its sliders, the ways lie on the ground. */
import { html, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { triangle } from "../../charts/landscape.js";
import { relief } from "../../charts/side_view.js";
import { amount } from "../../lib/format.js";
import { sideView } from "../../lib/side_view.js";
import { kindOf } from "./racers.js";
import { rowAt } from "./words.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DescentPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../lib/side_view.js").SideView} SideView
 */

/** Degrees for each unit of the drawing that a pointer goes. */
const BY_DRAGGING = 0.6;

/**
 * @param {Shown} model @param {Panel} panel @param {Room} room
 */
export function reliefOf({ result, view, step, selected, request }, panel, room) {
  const { contour, paths, own_run: own } = result;
  const seen = sideView(contour, view, room);
  const now = paths.map((racer) => `${racer.name} at a loss of ${amount(racer.loss[rowAt(racer, step)])}`);
  const seenFrom = `turned by ${view.turn}° and tilted by ${view.tilt}°`;
  const label = `The surface as a relief, ${seenFrom}, at step ${step}: ${now.join(", ")}`;
  const drawing = svg`<svg class="plot surface-relief" viewBox="0 0 ${room.width} ${room.height}" role="img"
      aria-label=${label} @pointerdown=${turning(panel)}>
      ${frame(seen, contour, own ? ["direction 1", "direction 2"] : ["x", "y"])}
      ${own ? wayOn(seen, contour, own.points, own.loss, "own-run") : ""}
      ${paths.map((racer, index) => {
        const rows = rowAt(racer, step) + 1;
        const kind = `${kindOf(result, racer)} ${index === selected ? "lit" : ""}`;
        return wayOn(seen, contour, racer.points.slice(0, rows), racer.loss, kind);
      })}
      ${paths.map((racer) => {
        const kind = kindOf(result, racer);
        return here(seen, contour, { racer, row: rowAt(racer, step), kind });
      })}
      ${startOf(seen, contour, request.start, paths[0]?.loss[0] ?? 0)}
    </svg>`;
  return relief(seen, contour, view, drawing);
}

/** Dragged to a side it turns, up and down it tilts. @param {Panel} panel */
function turning(panel) {
  return (/** @type {PointerEvent} */ event) => {
    /** @type {{x: number, y: number} | null} */
    let from = null;
    const { turn, tilt } = panel.view;
    drag((at) => {
      from ??= at;
      panel.look(turn + (from.x - at.x) * BY_DRAGGING, tilt + (at.y - from.y) * BY_DRAGGING);
    })(event);
  };
}

/**
 * The edges of the ground, with what the axes are called and how far they go.
 * @param {SideView} seen @param {Api.Contour} contour @param {string[]} names
 */
function frame(seen, { x, y }, [xName = "x", yName = "y"]) {
  const [x0, x1, y0, y1] = [x[0], x.at(-1), y[0], y.at(-1)].map((end) => end ?? 0);
  const floor = Number.NEGATIVE_INFINITY;
  const nearX = seen.away[0] > 0 ? x0 : x1;
  const nearY = seen.away[1] > 0 ? y0 : y1;
  const line = (/** @type {number[][]} */ ends) => {
    const corners = ends.map(([a = 0, b = 0]) => seen.place(a, b, floor).join(","));
    return svg`<path class="relief-edge" d="M${corners.join("L")}"></path>`;
  };
  const middle = seen.place((x0 + x1) / 2, (y0 + y1) / 2, floor);
  const word = (/** @type {number} */ a, /** @type {number} */ b, /** @type {string} */ text, away = 18) => {
    const [px, py] = seen.place(a, b, floor);
    return svg`<text class="tick" x=${px + Math.sign(px - middle[0]) * away} y=${py + away} dy="0.2em"
      text-anchor="middle">${text}</text>`;
  };
  const shown = (/** @type {number} */ end) => String(Number(end.toPrecision(2))).replace("-", "−");
  return svg`<g class="axes" aria-hidden="true">
    ${line([
      [x0, nearY],
      [x1, nearY],
    ])}${line([
      [nearX, y0],
      [nearX, y1],
    ])}
    ${[x0, x1].map((end) => word(end, nearY, shown(end)))}${word((x0 + x1) / 2, nearY, xName, 24)}
    ${[y0, y1].map((end) => (end === nearY ? "" : word(nearX, end, shown(end))))}
    ${word(nearX, (y0 + y1) / 2, yName, 24)}</g>`;
}

/**
 * A way on the ground as far as the picture goes; behind a hill it is faint.
 * @param {SideView} seen @param {Api.Contour} contour @param {number[][]} points @param {number[]} losses
 * @param {string} kind
 */
function wayOn(seen, contour, points, losses, kind) {
  const inside = points.map(([x = 0, y = 0]) => isOn(contour, x, y));
  const last = inside.indexOf(false);
  const shown = (last < 0 ? points : points.slice(0, last)).map(([x = 0, y = 0], row) => ({
    at: seen.place(x, y, losses[row] ?? 0),
    isHidden: seen.isHidden(x, y, losses[row] ?? 0),
  }));
  const stretch = (/** @type {boolean} */ isHidden) =>
    shown
      .slice(1)
      .map((to, index) => ({ from: /** @type {typeof to} */ (shown[index]), to }))
      .filter(({ from, to }) => (from.isHidden && to.isHidden) === isHidden)
      .map(({ from, to }) => `M${from.at.join(",")}L${to.at.join(",")}`)
      .join("");
  return svg`<path class="way behind ${kind}" d=${stretch(true)}></path>
    <path class="way ${kind}" d=${stretch(false)}></path>
    ${last > 0 ? exitAt(seen, points.slice(last - 1, last + 1), losses.slice(last - 1), kind) : ""}`;
}

/**
 * A triangle at the last place of a way in the picture, toward the next.
 * @param {SideView} seen @param {number[][]} points @param {number[]} losses @param {string} kind
 */
function exitAt(seen, points, losses, kind) {
  const [from, to] = points.map(([x = 0, y = 0], row) => seen.place(x, y, losses[row] ?? 0));
  if (!from || !to) return "";
  return svg`<path class="exit ${kind}" d=${triangle(from, [to[0] - from[0], to[1] - from[1]])}></path>`;
}

/** @param {Api.Contour} contour @param {number} x @param {number} y */
function isOn({ x: xs, y: ys }, x, y) {
  const within = (/** @type {number[]} */ ends, /** @type {number} */ at) =>
    at >= (ends[0] ?? 0) && at <= (ends.at(-1) ?? 0);
  return within(xs, x) && within(ys, y);
}

/**
 * @param {SideView} seen @param {Api.Contour} contour
 * @param {{racer: Api.Racer, row: number, kind: string}} at
 */
function here(seen, contour, { racer, row, kind }) {
  const [x, y] = racer.points[row];
  if (!isOn(contour, x, y)) return "";
  const [px, py] = seen.place(x, y, racer.loss[row] ?? 0);
  return svg`<circle class="racer ${kind}" cx=${px} cy=${py} r="6.5"></circle>`;
}

/**
 * @param {SideView} seen @param {Api.Contour} contour @param {number[]} start @param {number} loss
 */
function startOf(seen, contour, [x = 0, y = 0], loss) {
  if (!isOn(contour, x, y)) return "";
  const [px, py] = seen.place(x, y, loss);
  return svg`<circle class="point start" cx=${px} cy=${py} r="5"><title>the start</title></circle>`;
}

/** The sliders that turn it, for the keyboard too. @param {Shown} model @param {Panel} panel */
export function reliefControls({ view, constants }, panel) {
  const one = (
    /** @type {"turn" | "tilt"} */ name,
    /** @type {string} */ label,
    /** @type {[number, number]} */ [low, high],
  ) => {
    const move = (/** @type {Event} */ event) => {
      const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
      panel.look(name === "turn" ? value : view.turn, name === "tilt" ? value : view.tilt);
    };
    return html`<label>${label} <input class="slider-range" type="range" min=${low} max=${high} step="5"
      .value=${String(view[name])} aria-valuetext="${view[name]} degrees" @input=${move}></label>`;
  };
  const { turn, tilt } = constants.directions;
  return html`${one("turn", "Turn", turn)}${one("tilt", "Tilt", tilt)}`;
}
