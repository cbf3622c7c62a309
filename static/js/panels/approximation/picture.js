/** The pictures: the curve and what follows it, what each unit adds, and the folds. */
import { html, svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { curveThrough } from "../../charts/guess.js";
import { curve, plot, scales } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";
import { foldRow } from "./folds.js";
import { hand } from "./hand.js";
import { addedUp, corners, counted, endsOf } from "./layers.js";
import { seedRows } from "./seeds.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./sides.js").Side} Side
 * @typedef {import("./panel.js").ApproximationPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** Room over and under the curve, as a share of its height. */
const ROOM = 0.22;
const KINK = 9;
/** Below this height a plot has no room for numbers along its axis. */
const LOW = 130;
/** How high a title is, and what stands above and below a graph together. */
const [TITLE, AROUND] = [24, 60];

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const { result, sides } = model;
  return html`<div class="approx-pictures">
    <div class="approx-row">${sides.map((side) => sideOf(model, side, panel))}</div>
    ${result.folds ? html`<div class="approx-folds">${foldRow(model)}</div>` : ""}
    ${
      result.starts.length
        ? html`<div class="approx-seeds">${fitted((room) => seedRows(model, room))}</div>`
        : ""
    }
  </div>`;
}

/**
 * A network beside the curve, and its layers.
 * @param {Shown} model @param {Side} side @param {Panel} panel
 */
function sideOf(model, side, panel) {
  const isByHand = model.request.points !== null && side === model.sides[0];
  return html`<div class="approx-side">
    <p class="figure-name">${side.name}</p>
    <div class="approx-fit">${fitted(
      (room) => fitPlot(model, side, room, panel),
      isByHand ? "by-hand" : "",
    )}</div>
    ${
      model.result.folds
        ? ""
        : html`<div class="approx-layers">${fitted((room) => layerPlot(model, side, room))}</div>`
    }
  </div>`;
}

/** @param {Shown} model @param {Side} side @param {Room} room @param {Panel} panel */
function fitPlot(model, side, room, panel) {
  const { result, request } = model;
  const isByHand = request.points !== null && side === model.sides[0];
  const y = isByHand ? panel.handEnds : endsOf([result.target], ROOM);
  const axes = scales({ x: [-1, 1], y, ...room });
  const fit = shownFit(model, side);
  const guess = heightsOf(panel.answers.guess);
  const words = side.error === null ? "" : `, RMSE ${fixed(side.error, 3)}`;
  const pieces = [
    clipped(axes, [
      fit.length ? between(axes, result.x, result.target, fit) : "",
      curve(axes, result.x, result.target, "approx-target"),
      fit.length ? curve(axes, result.x, fit, "approx-answer") : "",
      side.path || !guess ? "" : curveThrough(axes, guess.places, guess.heights),
    ]),
    side.kinks.map((kink) => kinkMark(axes, kink)),
    isByHand ? hand(axes, panel) : "",
  ];
  const label = `${result.title} and ${side.name}${words}`;
  const kind = isByHand ? "approx-plot approx-by-hand" : "approx-plot";
  const options = {
    label,
    yTicks: 4,
    xName: "x",
    kind,
    role: /** @type {"group"} */ (isByHand ? "group" : "img"),
  };
  return plot(axes, options, pieces);
}

/** What somebody drew as the network's answer. @param {Api.Drawn | null} drawn */
function heightsOf(drawn) {
  return drawn?.heights.length ? drawn : null;
}

/** What is shown of a fit: as many units as are added. @param {Shown} model @param {Side} side */
function shownFit({ result }, side) {
  if (side.added === null || !side.units.length) return side.fit;
  return addedUp(side.units, side.bias, side.order.slice(0, side.added), result.x.length);
}

/**
 * How far off it is, as an area.
 * @param {Scales} axes @param {number[]} x @param {number[]} one @param {number[]} other
 */
function between(axes, x, one, other) {
  const point = (/** @type {number} */ at, /** @type {number} */ value) =>
    `${axes.x(at).toFixed(1)},${axes.y(Math.min(50, Math.max(-50, value))).toFixed(1)}`;
  const there = x.map((at, place) => point(at, one[place] ?? 0));
  const back = x.map((at, place) => point(at, other[place] ?? 0)).reverse();
  return svg`<path class="approx-miss" d="M${[...there, ...back].join("L")}Z"></path>`;
}

/** @param {Scales} axes @param {number | null} kink */
function kinkMark(axes, kink) {
  if (kink === null || kink < -1 || kink > 1) return "";
  return svg`<line class="approx-kink" x1=${axes.x(kink)} x2=${axes.x(kink)} y1=${axes.bottom}
    y2=${axes.bottom - KINK}></line>`;
}

/** @param {Shown} model @param {Side} side @param {Room} room */
function layerPlot({ result, isStep }, side, room) {
  const { units, order, weights } = side;
  const [low, high] = endsOf(units, 0.08);
  // No line crosses the title
  const above = ((high - low) * TITLE) / Math.max(TITLE, room.height - AROUND);
  const axes = scales({ x: [-1, 1], y: [low, high + above], ...room });
  const added = order.slice(0, side.added ?? order.length);
  const latest = isStep && side.added !== null ? added.at(-1) : undefined;
  const kinds = ["positive", "negative"].map((sign) => {
    const own = added.filter((unit) => (weights[unit] ?? 0) < 0 === (sign === "negative"));
    return unitLines(axes, result.x, units, own, sign);
  });
  const last = latest === undefined ? [] : [latest];
  const lastSign = (weights[last[0] ?? 0] ?? 0) < 0 ? "negative" : "positive";
  const label = `What each of ${counted(units.length, "unit")} adds`;
  const isLow = room.height < LOW;
  const options = {
    label,
    yTicks: isLow ? 2 : 3,
    xTicks: isLow ? 0 : 5,
    kind: "approx-plot",
    title: layerTitle(side),
  };
  const lines = [...kinds, unitLines(axes, result.x, units, last, `${lastSign} latest`)];
  return plot(axes, options, clipped(axes, lines));
}

/**
 * What some units add, as one path: one for each would be sixty for a browser to keep.
 * @param {Scales} axes @param {number[]} x @param {number[][]} units @param {number[]} shown
 * @param {string} kind
 */
function unitLines(axes, x, units, shown, kind) {
  const lines = shown.map((unit) => {
    const values = /** @type {number[]} */ (units[unit]);
    const point = (/** @type {number} */ place) =>
      `${axes.x(x[place] ?? 0).toFixed(1)},${axes.y(values[place] ?? 0).toFixed(1)}`;
    return `M${corners(values).map(point).join("L")}`;
  });
  return lines.length ? svg`<path class="curve approx-unit ${kind}" d=${lines.join("")}></path>` : "";
}

/** @param {Side} side */
function layerTitle({ units, name, layersOf }) {
  const epoch = name.endsWith(layersOf) ? "" : layersOf;
  return units.length ? `what each unit adds${epoch}` : "";
}

/** @param {Scales} axes @param {unknown} pieces */
function clipped(axes, pieces) {
  const [width, height] = [axes.right - axes.left + 4, axes.bottom - axes.top + 4];
  const [left, top] = [axes.left - 2, axes.top - 2];
  return svg`<svg x=${left} y=${top} width=${width} height=${height}
    viewBox="${left} ${top} ${width} ${height}">${pieces}</svg>`;
}
