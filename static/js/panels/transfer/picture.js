/** The pictures: what each way is worth over examples and over epochs, and the features that may be lent. */
import { html, scaleLog, svg } from "../../../vendor/vendor.js";
import { mark } from "../../charts/curve_lines.js";
import { drag } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { curve, plot, scales, upright } from "../../charts/plot.js";
import { weightImages } from "../../charts/weight_images.js";
import { apart } from "../../lib/curve_data.js";
import { nearest } from "../../lib/drawing.js";
import { percent } from "../../lib/format.js";
import { kindOf, markOf } from "./lines.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").TransferPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** The room of the names at the right, the letters they may have, and from which width on there is any. */
const NAMES = { room: 128, line: 20, gap: 12, least: 360 };
/** How far below the lowest mean the picture goes, and to which steps. */
const [FLOOR, STEP] = [0.06, 0.1];

/** @param {Model} model @param {Panel} panel */
export function picture(model, panel) {
  const { result } = model;
  return html`<div class="lent-pictures">
    <p class="kept-back-words">What the four ways come to shows here once you have answered, or when you
      change a setting.</p>
    <div class="lent-lines">${fitted((room) => lines(model, panel, room))}</div>
    <div class="lent-epochs"><p class="lent-name">Epoch by epoch, from
      ${result.counts[result.place]}</p>${fitted((room) => epochs(model, room))}</div>
    <div class="lent-features">${weightImages(result.features, "Source’s features", [result])}</div>
  </div>`;
}

/** From a little below the lowest to 1. @param {number[]} values @returns {[number, number]} */
function ends(values) {
  return [Math.max(0, Math.floor((Math.min(...values) - FLOOR) / STEP) * STEP), 1];
}

/** @param {Model} model @param {Panel} panel @param {Room} room */
function lines(model, panel, room) {
  const { result } = model;
  const { counts, place } = result;
  const isRoomy = room.width >= NAMES.least;
  const known = result.lines.flatMap(({ means }) => means);
  const after = isRoomy ? NAMES.room : 0;
  const x = /** @type {[number, number]} */ ([counts[0] ?? 1, counts.at(-1) ?? 50]);
  const linear = scales({ x, y: ends(known), ...room, after });
  const axes = /** @type {Scales} */ ({ ...linear, x: scaleLog(x, [linear.left, linear.right]) });
  const open = drag(({ x: at }, isSettled) =>
    panel.set("examples", counts[nearest(counts.map(axes.x), at)] ?? 1, isSettled),
  );
  const options = {
    label: words(model),
    xTicks: 6,
    yTicks: 5,
    kind: "curve-plot lent-plot",
    yName: "share right",
    xName: "examples of each class",
    listeners: { pointerdown: open },
  };
  const pieces = [
    upright(axes, counts[place] ?? 1, "now"),
    result.lines.map((line) => curve(axes, counts, line.means, kindOf(line.name))),
    result.lines.map((line) => dots(axes, counts, line)),
    isRoomy ? names(axes, result) : "",
  ];
  const bands = result.lines.map((line) => band(axes, counts, line));
  return plot(axes, options, pieces, bands);
}

/** @param {Scales} axes @param {number[]} counts @param {Api.TransferLine} line */
function dots({ x, y }, counts, { name, means }) {
  const look = { kind: kindOf(name), mark: markOf(name) };
  return means.map((mean, place) => mark(x(counts[place] ?? 1), y(mean), look));
}

/**
 * The interval of the mean, as far as the picture goes.
 * @param {Scales} axes @param {number[]} counts @param {Api.TransferLine} line
 */
function band({ x, y }, counts, { name, intervals }) {
  if (!intervals) return "";
  const [least = 0] = y.domain();
  const at = (/** @type {number} */ place, /** @type {0 | 1} */ end) =>
    `${x(counts[place] ?? 1)},${y(Math.max(least, intervals[place]?.[end] ?? 0))}`;
  const up = counts.map((_, place) => at(place, 1));
  const down = counts.map((_, place) => at(place, 0)).reverse();
  return svg`<path class="lent-band ${kindOf(name)}" d="M${[...up, ...down].join("L")}Z"></path>`;
}

/** Each line's name where it ends. @param {Scales} axes @param {Api.TransferResult} result */
function names({ x, y, top, bottom }, { lines: all, counts }) {
  const right = x(counts.at(-1) ?? 1) + NAMES.gap;
  const wanted = all.map(({ means }) => y(means.at(-1) ?? 0));
  const heights = apart(wanted, NAMES.line, [top, bottom]);
  return all.map(
    ({ name, label }, index) => svg`<text class="curve-name ${kindOf(name)}" x=${right}
      y=${heights[index]} dy="0.34em">${label}</text>`,
  );
}

/** The opened number of examples, epoch by epoch. @param {Model} model @param {Room} room */
function epochs({ result }, room) {
  const { epochs: at, lines: all } = result;
  const values = all.flatMap(({ curve: course }) => course);
  const x = /** @type {[number, number]} */ ([0, Math.max(1, at.at(-1) ?? 1)]);
  const axes = scales({ x, y: ends(values), ...room });
  const told = all.map(({ label, curve: course }) => `${label} ${percent(course.at(-1) ?? 0)} %`);
  const options = {
    label: `Share of new digits right, epoch by epoch, at the end: ${told.join(", ")}`,
    xTicks: 4,
    yTicks: 4,
    kind: "curve-plot lent-plot",
    xName: "epoch",
  };
  const pieces = all.map(({ name, curve: course }) => [
    curve(axes, at, course, kindOf(name)),
    mark(axes.x(at.at(-1) ?? 0), axes.y(course.at(-1) ?? 0), { kind: kindOf(name), mark: markOf(name) }),
  ]);
  return plot(axes, options, pieces);
}

/** What the lines show, in words. @param {Model} model */
function words({ result }) {
  const { counts, lines: all } = result;
  const of = (/** @type {Api.TransferLine} */ { label, means }) =>
    `${label} from ${percent(means[0] ?? 0)} to ${percent(means.at(-1) ?? 0)} %`;
  return `Share of new digits right, from ${counts[0]} to ${counts.at(-1)} examples of each class:
    ${all.map(of).join(", ")}`;
}
