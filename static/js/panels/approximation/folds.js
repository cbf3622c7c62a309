/** The folds one by one, each a small graph with its number of straight pieces. */
import { html } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { shown } from "../../charts/number.js";
import { curve, plot, scales } from "../../charts/plot.js";

import { counted } from "./layers.js";

/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {import("../../charts/fit.js").Room} Room */

/** @param {Shown} model */
export function foldRow(model) {
  const folds = /** @type {Api.Folds} */ (model.result.folds);
  return folds.folded.slice(0, model.folds).map(
    (_, index) => html`<div class="approx-fold">
      <p class="figure-name">${counted(index + 1, "layer")}:
        ${shown(model.result, `folds.pieces.${index}`, 0)}</p>
      ${fitted((room) => foldPlot(folds, index, room))}</div>`,
  );
}

/** @param {Api.Folds} folds @param {number} index @param {Room} room */
function foldPlot(folds, index, room) {
  const axes = scales({ x: [-1, 1], y: [0, 1], ...room });
  const bare = {
    ...axes,
    x: ranged(axes.x, [6, axes.width - 6]),
    y: ranged(axes.y, [axes.height - 6, 6]),
    left: 6,
    right: axes.width - 6,
    top: 6,
    bottom: axes.height - 6,
  };
  const pieces = counted(folds.pieces[index] ?? 0, "straight piece");
  const label = `After ${counted(index + 1, "layer")}: ${pieces}`;
  const line = curve(bare, folds.x, /** @type {number[]} */ (folds.folded[index]), "approx-answer");
  return plot(bare, { label, xTicks: 0, yTicks: 0, kind: "approx-plot" }, line);
}

/**
 * The scale over another range of the drawing.
 * @param {import("../../charts/plot.js").Axis} scale @param {[number, number]} range
 */
function ranged(scale, range) {
  return /** @type {import("../../charts/plot.js").Axis} */ (/** @type {any} */ (scale).copy().range(range));
}
