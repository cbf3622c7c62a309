/** The pictures of the race: the surface from above with every way on it, and the losses step by step. */
import { html, svg } from "../../../vendor/vendor.js";
import { pointerPosition } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { landscape, triangle, way } from "../../charts/landscape.js";
import { isInside, plane, planeScales } from "../../charts/plane.js";
import { curve, plot, point, scales, upright, within } from "../../charts/plot.js";
import { amount, fixed, powerOfTen } from "../../lib/format.js";
import { arrows } from "./arrows.js";
import { kindOf } from "./racers.js";
import { reliefControls, reliefOf } from "./relief.js";
import { rowAt } from "./words.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DescentPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 * @typedef {(x: number, y: number, isSettled: boolean) => void} Move
 */

/** On a chart of powers of ten: the lowest that is drawn, as a share of the highest. */
const LOWEST = 1e-7;
/** A line that leaves the chart goes on so far beyond it, as a share of its end. */
const BEYOND = 1e-2;
/** So many letters take the words that tell how low the chart goes. */
const LETTERS = 13;

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const { relief, losses: areLarge } = model.view;
  const chart = () => fitted((room) => losses(model, panel, room));
  if (areLarge)
    return html`<div class="pictures race">
      <div class="race-map of-losses">${head(model, panel)}${chart()}</div></div>`;
  return html`<div class="pictures race">
      <div class="race-map">${head(model, panel)}
        ${fitted((room) => (relief ? reliefOf : map)(model, panel, room))}</div>
      <div class="race-losses"><p class="figure-name">loss by step</p>${chart()}</div>
    </div>`;
}

/**
 * From above or from the side, or the losses in their place; and what share of a network is seen.
 * @param {Shown} model @param {Panel} panel
 */
function head(model, panel) {
  const { result, view } = model;
  const { own_run: own, explained_share: share } = result;
  const seen = view.losses ? "losses" : view.relief ? "relief" : "map";
  const chip = (/** @type {string} */ name, /** @type {string} */ what) => html`<button type="button"
    class="chip" data-action="see" data-value=${what} aria-pressed=${String(seen === what)}>${name}</button>`;
  return html`<div class="race-head">
    ${chip("Map", "map")}${chip("Relief", "relief")}${chip("Losses", "losses")}
    ${seen === "relief" ? reliefControls(model, panel) : ""}
    ${own ? shareShown(own.dimensions, share ?? 0) : ""}</div>`;
}

/** @param {number} dimensions @param {number} share */
function shareShown(dimensions, share) {
  const percent = fixed(100 * share, 1);
  return html`<p class="race-share">2 of ${dimensions} dimensions, ${percent} % of its own run</p>`;
}

/**
 * The surface with the ways up to the present step.
 * @param {Shown} model @param {Panel} panel @param {Room} room
 */
function map({ result, request, step, selected }, panel, room) {
  const { contour, paths, minima, own_run: own } = result;
  const [xName, yName] = own ? ["direction 1", "direction 2"] : ["x", "y"];
  const opened = paths[selected];
  const ends = (/** @type {number[]} */ [first = 0, ...rest]) =>
    /** @type {[number, number]} */ ([first, rest.at(-1) ?? first]);
  const axes = planeScales(ends(contour.x), ends(contour.y), room);
  /** @type {Move} */
  const move = (x, y, isSettled) => panel.set("start", [x, y], isSettled);
  const now = paths.map((racer) => {
    const [x, y] = racer.points[rowAt(racer, step)];
    return `${racer.name} at (${fixed(x)}, ${fixed(y)})`;
  });
  const ways = paths.map((racer, index) => {
    const kind = `${kindOf(result, racer)} ${index === selected ? "lit" : ""}`;
    return way(axes, racer.points.slice(0, rowAt(racer, step) + 1), kind);
  });
  const [x, y] = /** @type {[number, number]} */ (request.start);
  const drawing = plane(
    axes,
    {
      label: `The surface from above at step ${step}: ${now.join(", ")}`,
      xName,
      yName,
      listeners: { pointerdown: placing(axes, move) },
    },
    [
      minima.map(([x, y]) => minimum(axes, x, y)),
      own ? way(axes, own.points, "own-run") : "",
      ways,
      opened ? arrows(axes, opened, step) : "",
      paths.map((racer) => here(axes, racer.points[rowAt(racer, step)], kindOf(result, racer))),
      point(axes, { x, y, hint: "Drag: moves the start", kind: "start", onMove: move }),
    ],
  );
  return landscape(axes, contour, drawing);
}

/**
 * A press anywhere in the picture moves the start there.
 * @param {Scales} axes @param {Move} move
 */
function placing(axes, move) {
  return (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const { x, y } = pointerPosition(/** @type {SVGSVGElement} */ (event.currentTarget), event);
    if (isInside(axes, x, y)) move(within(axes.x, x, 2), within(axes.y, y, 2), true);
  };
}

/**
 * Where an optimizer is, if that is in the picture.
 * @param {Scales} axes @param {number[] | undefined} place @param {string} kind
 */
function here(axes, [x = 0, y = 0] = [], kind) {
  const [px, py] = [axes.x(x), axes.y(y)];
  if (!isInside(axes, px, py)) return "";
  return svg`<circle class="racer ${kind}" cx=${px} cy=${py} r="6.5"></circle>`;
}

/** @param {Scales} axes @param {number} x @param {number} y */
function minimum(axes, x, y) {
  const [px, py] = [axes.x(x), axes.y(y)];
  return svg`<path class="minimum" d="M${px - 7},${py}H${px + 7}M${px},${py - 7}V${py + 7}">
    <title>a minimum, at (${fixed(x)}, ${fixed(y)})</title></path>`;
}

/** @param {Shown} model @param {Panel} panel @param {Room} room */
function losses({ result, request, step, selected }, panel, room) {
  const [floor, ceiling] = rangeOf(result);
  const isLog = floor > 0;
  const shape = { x: /** @type {[number, number]} */ ([0, request.steps]), ...room };
  const axes = scales({ ...shape, y: [floor, ceiling], ...(isLog ? { log: "y" } : {}) });
  const seek = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const { x } = pointerPosition(/** @type {SVGSVGElement} */ (event.currentTarget), event);
    panel.setView({ step: within(axes.x, x, 0) });
  };
  const words = result.paths.map((racer) => `${racer.name} ${amount(racer.loss[rowAt(racer, step)])}`);
  const { left, top, right, bottom } = axes;
  return plot(
    axes,
    {
      label: `The losses up to step ${step}: ${words.join(", ")}`,
      xName: "step",
      yTicks: 4,
      listeners: { pointerdown: seek },
    },
    [
      upright(axes, step, "now"),
      svg`<svg x=${left} y=${top} width=${right - left} height=${bottom - top}
        viewBox="${left} ${top} ${right - left} ${bottom - top}">${result.paths.map((racer, index) => {
          const ys = racer.loss
            .slice(0, rowAt(racer, step) + 1)
            .map((loss) => (isLog ? Math.max(loss, floor * BEYOND) : loss));
          const kind = `way ${kindOf(result, racer)} ${index === selected ? "lit" : ""}`;
          return curve(axes, [...ys.keys()], ys, kind);
        })}</svg>`,
      leaving(axes, result, step, [floor, ceiling]),
    ],
  );
}

/**
 * The losses that are drawn: up to the highest of those that stay, down to the lowest, or to a power of ten
 * where that is too far to be seen. Above 0 the axis has powers of ten.
 * @param {Api.DescentResult} result @returns {[number, number]}
 */
function rangeOf({ paths }) {
  const staying = paths.filter(({ left_at: left, diverged_at: gone }) => left === null && gone === null);
  const all = (staying.length ? staying : paths).flatMap(({ loss }) => loss);
  const low = all.reduce((least, loss) => Math.min(least, loss));
  const high = all.reduce((most, loss) => Math.max(most, loss));
  if (low < 0 || high <= 0) {
    const room = 0.05 * (high - low) || 1;
    return [low - room, high + room];
  }
  const least = LOWEST * high;
  return [low < least ? 10 ** Math.ceil(Math.log10(least)) : Math.min(low, high / 10), high];
}

/**
 * Marks where lines leave the chart, and how low it goes.
 * @param {Scales} axes @param {Api.DescentResult} result @param {number} step
 * @param {[number, number]} range
 */
function leaving(axes, result, step, [floor, ceiling]) {
  const marks = result.paths.flatMap((racer) => {
    const row = rowAt(racer, step);
    const loss = /** @type {number} */ (racer.loss[row]);
    const isBelow = loss < floor;
    if (!isBelow && loss <= ceiling) return [];
    const tip = /** @type {[number, number]} */ ([axes.x(row), isBelow ? axes.bottom : axes.top]);
    const shape = triangle(tip, [0, isBelow ? 1 : -1]);
    return [{ isBelow, mark: svg`<path class="exit ${kindOf(result, racer)}" d=${shape}></path>` }];
  });
  const isRoomy = axes.right - axes.left > LETTERS * axes.edge.letter;
  const below = marks.some(({ isBelow }) => isBelow)
    ? svg`<text class="tick" x=${axes.left + 6} y=${axes.bottom - 6}>▼ ${isRoomy ? "below" : "<"}
      ${powerOfTen(Math.round(Math.log10(floor)))}</text>`
    : "";
  return [marks.map(({ mark }) => mark), below];
}
