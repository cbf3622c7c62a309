/** Parallel coordinates: an axis for each setting and one for the loss; every trial is a line through all. */
import { svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { inOrder, kindOf, openNearest } from "./marks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 * @typedef {import("./axes.js").TrialAxis} TrialAxis
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{x: (place: number) => number, y: (share: number) => number, top: number, bottom: number}} Frame
 */

const EDGE = { left: 30, right: 54, top: 44, bottom: 28 };
/** A letter's width at most, and how wide the ground of an axis is that takes the pointer. */
const [LETTER, GROUND] = [9.5, 34];
/** So far the pointer moves at least before it brushes; a click opens the nearest trial. */
const STILL = 3;
/** Nearer to each other than that, axes have room for numbers at their ends alone. */
const [TIGHT, HALF] = [90, 0.5];

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function lines(model, panel, { width, height }) {
  const { axes } = model;
  const [top, bottom] = [EDGE.top, height - EDGE.bottom];
  const step = (width - EDGE.left - EDGE.right) / Math.max(1, axes.length - 1);
  const frame = {
    x: (/** @type {number} */ place) => EDGE.left + place * step,
    y: (/** @type {number} */ share) => bottom - share * (bottom - top),
    top,
    bottom,
  };
  const isNarrow = axes.some(({ label }) => label.length * LETTER > step);
  const isTight = step < TIGHT;
  return svg`<svg class="plot search-lines" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${words(model)}>
    ${inOrder(model).map(
      (trial) => svg`<path class="trial-line ${kindOf(model, trial)}" d=${wayOf(axes, trial, frame)}></path>`,
    )}
    ${axes.map(({ name }, place) => lineAt(frame, place, name === model.view.axis))}
    ${axes.map((axis, place) => axisAt(model, panel, axis, frame, { place, isNarrow, isTight }))}</svg>`;
}

/**
 * The way of a trial from axis to axis, past those where it has no number.
 * @param {TrialAxis[]} axes @param {Api.Trial} trial @param {Frame} frame
 */
function wayOf(axes, trial, { x, y }) {
  const points = axes.flatMap((axis, place) => {
    const share = axis.of(trial);
    return share === null ? [] : [`${x(place).toFixed(1)},${y(share).toFixed(1)}`];
  });
  return `M${points.join("L")}`;
}

/**
 * The line of an axis, under whatever is written beside others.
 * @param {Frame} frame @param {number} place @param {boolean} isLit
 */
function lineAt({ x, top, bottom }, place, isLit) {
  const at = x(place);
  const kind = isLit ? "search-axis lit" : "search-axis";
  return svg`<line class=${kind} x1=${at} x2=${at} y1=${top} y2=${bottom}></line>`;
}

/**
 * An axis's name, its values, its brush, and the ground that takes the pointer.
 * @param {Shown} model @param {Panel} panel @param {TrialAxis} axis @param {Frame} frame
 * @param {{place: number, isNarrow: boolean, isTight: boolean}} how
 */
function axisAt(model, panel, axis, frame, { place, isNarrow, isTight }) {
  const { x, y, top, bottom } = frame;
  const at = x(place);
  const brush = model.view.brushes[axis.name];
  const name = isNarrow ? axis.short : axis.label;
  return svg`<g>
    <text class="search-name" x=${at} y=${isNarrow && place % 2 ? 30 : 14} text-anchor="middle">${name}</text>
    ${written(axis, isTight).map(
      ({ share, text }) => svg`<text class="tick search-value" x=${at + 7} y=${y(share)}
        dy=${isTight && place % 2 && share === 0 ? "1.5em" : "0.34em"}>${text}</text>`,
    )}
    ${
      brush
        ? svg`<rect class="search-brush" x=${at - 8} width="16" y=${y(brush[1] ?? 1)}
        height=${Math.max(2, y(brush[0] ?? 0) - y(brush[1] ?? 1))}></rect>`
        : ""
    }
    <rect class="search-ground" x=${at - GROUND / 2} width=${GROUND} y=${top - 6} height=${bottom - top + 12}
      @pointerdown=${brushing(model, panel, axis, frame)}></rect></g>`;
}

/**
 * What is written along an axis: of numbers the ends alone, where axes stand close.
 * @param {TrialAxis} axis @param {boolean} isTight
 */
function written({ name, places }, isTight) {
  return isTight && name !== "activation" ? places.filter(({ share }) => share !== HALF) : places;
}

/**
 * A drag along an axis chooses a part of it; a click opens the trial that is nearest there.
 * @param {Shown} model @param {Panel} panel @param {TrialAxis} axis @param {Frame} frame
 */
function brushing(model, panel, axis, { y, top, bottom }) {
  const shareAt = (/** @type {number} */ height) =>
    Math.round(100 * Math.min(1, Math.max(0, (bottom - height) / (bottom - top)))) / 100;
  /** @type {number | null} */
  let start = null;
  return drag((at, isSettled) => {
    start ??= at.y;
    if (Math.abs(at.y - start) >= STILL) {
      const [one, other] = [shareAt(start), shareAt(at.y)];
      panel.brush(axis.name, [Math.min(one, other), Math.max(one, other)]);
    } else if (isSettled) openAt(model, panel, axis, at.y, y);
    if (isSettled) start = null;
  });
}

/**
 * @param {Shown} model @param {Panel} panel @param {TrialAxis} axis @param {number} height
 * @param {Frame["y"]} y
 */
function openAt({ result }, panel, axis, height, y) {
  const marks = result.trials.map((trial) => ({
    number: trial.number,
    x: 0,
    y: y(axis.of(trial) ?? -1),
  }));
  openNearest(panel, marks, { x: 0, y: height });
}

/** @param {Shown} model */
function words({ axes, result, opened }) {
  const names = axes.map(({ label }) => label).join(", ");
  const value = (/** @type {TrialAxis} */ axis) => axis.at((opened && axis.of(opened)) ?? 0);
  const own = axes.map((axis) => `${axis.label} ${value(axis)}`).join(", ");
  const at = opened ? `; trial ${opened.number + 1}: ${own}` : "";
  return `${result.trials.length} trials as lines over ${names}${at}`;
}
