/** Slices: the loss of every trial over each setting, one small graph beside the other. */
import { svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { inOrder, openNearest, trialMark } from "./marks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 * @typedef {import("./axes.js").TrialAxis} TrialAxis
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{left: number, top: number, width: number, height: number}} Box
 */

const EDGE = { left: 50, top: 24, bottom: 24, gap: 26 };
/** No small graph is narrower, where there is room for that many rows; none is lower. */
const [NARROWEST, LOWEST] = [150, 85];
const LETTER = 9.5;

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function slices(model, panel, { width, height }) {
  const settings = model.axes.slice(0, -1);
  const loss = model.axes.at(-1);
  if (!loss || !settings.length) return svg`<svg class="plot" viewBox="0 0 ${width} ${height}"></svg>`;
  const most = Math.max(1, Math.floor(height / LOWEST));
  const fitting = Math.floor((width - EDGE.left) / NARROWEST);
  const columns = Math.max(1, Math.ceil(settings.length / most), Math.min(settings.length, fitting));
  const rows = Math.ceil(settings.length / columns);
  const wide = (width - EDGE.left) / columns;
  const high = height / rows;
  const boxes = settings.map((_, place) => ({
    left: EDGE.left + (place % columns) * wide,
    top: Math.floor(place / columns) * high + EDGE.top,
    width: wide - EDGE.gap,
    height: high - EDGE.top - EDGE.bottom,
  }));
  const marks = settings.flatMap((axis, place) =>
    marksIn(model, axis, loss, /** @type {Box} */ (boxes[place])),
  );
  return svg`<svg class="plot search-slices" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${`Held-out loss over ${settings.map(({ label }) => label).join(", ")}, trial by trial`}
      @pointerdown=${drag((at) => openNearest(panel, marks, at))}>
    ${settings.map((axis, place) =>
      frameOf(axis, loss, /** @type {Box} */ (boxes[place]), place % columns === 0),
    )}
    ${marks.map(({ trial, x, y }) => trialMark(model, trial, x, y, 4))}</svg>`;
}

/**
 * Where every trial lies in a small graph; the lowest loss lies lowest.
 * @param {Shown} model @param {TrialAxis} axis @param {TrialAxis} loss @param {Box} box
 */
function marksIn(model, axis, loss, { left, top, width, height }) {
  return inOrder(model).flatMap((trial) => {
    const [across, up] = [axis.of(trial), loss.of(trial)];
    if (across === null || up === null) return [];
    return [{ trial, number: trial.number, x: left + across * width, y: top + up * height }];
  });
}

/** @param {TrialAxis} axis @param {TrialAxis} loss @param {Box} box @param {boolean} isFirst */
function frameOf(axis, loss, { left, top, width, height }, isFirst) {
  const name = axis.label.length * LETTER > width ? axis.short : axis.label;
  const ends = axis.name === "activation" ? axis.places : axis.places.filter((_, place) => place !== 1);
  const anchor = (/** @type {number} */ share) => (share === 0 ? "start" : share === 1 ? "end" : "middle");
  return svg`<g class="axes" aria-hidden="true">
    <rect class="slice-ground" x=${left - 6} y=${top - 6} width=${width + 12} height=${height + 12}></rect>
    <text class="search-name" x=${left + width / 2} y=${top - 11} text-anchor="middle">${name}</text>
    ${ends.map(
      ({ share, text }) => svg`<text class="tick" x=${left + share * width} y=${top + height + 20}
        text-anchor=${anchor(share)}>${text}</text>`,
    )}
    ${
      isFirst
        ? loss.places.map(
            ({ share, text }) => svg`<text class="tick" x=${left - 10} y=${top + share * height} dy="0.34em"
            text-anchor="end">${text}</text>`,
          )
        : ""
    }</g>`;
}
