/** Every trial's loss in the order they were run, and the lowest so far as stairs, on a scale of powers. */
import { svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { curve, plot, scales } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";
import { lossEnds } from "./axes.js";
import { inOrder, openNearest, trialMark } from "./marks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 */

/** The axis has room for so many trials at least. */
const FEW = 9;
/** Below this height there is no room for words in the picture. */
const LOW = 150;
/** Over the highest loss there is room for the axis' name. */
const HEADROOM = 1.35;

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function best(model, panel, room) {
  const { result } = model;
  const last = Math.max(FEW, result.planned);
  const [low, high] = lossEnds(result);
  const axes = scales({ x: [0.5, last + 0.5], y: [low, high * HEADROOM], ...room, log: "y" });
  const isRoomy = room.height >= LOW;
  const marks = inOrder(model).flatMap((trial) =>
    trial.loss === null
      ? []
      : [{ number: trial.number, trial, x: axes.x(trial.number + 1), y: axes.y(trial.loss) }],
  );
  const options = {
    label: words(model),
    xTicks: 6,
    yTicks: isRoomy ? 4 : 2,
    kind: "search-plot",
    yName: isRoomy ? "held-out loss" : "",
    xName: isRoomy ? "trial" : "",
    listeners: { pointerdown: drag((at) => openNearest(panel, marks, at)) },
  };
  return plot(axes, options, [
    svg`<line class="search-constant" x1=${axes.left} x2=${axes.right} y1=${axes.y(result.constant)}
      y2=${axes.y(result.constant)}></line>`,
    marks.map(({ trial, x, y }) => trialMark(model, trial, x, y)),
    curve(axes, ...stairs(result), "search-so-far"),
    isRoomy
      ? svg`<text class="curve-name" x=${axes.right} y=${axes.y(result.constant) - 6} text-anchor="end">
        always the same answer</text>`
      : "",
  ]);
}

/** The lowest so far holds until a trial is better. @param {Api.TunerResult} result */
function stairs({ best: lowest }) {
  const xs = lowest.flatMap((_, place) => [place + 1, place + 2]);
  const ys = lowest.flatMap((loss) => [loss, loss]);
  return /** @type {[number[], (number | null)[]]} */ ([xs.slice(0, -1), ys.slice(0, -1)]);
}

/** @param {Shown} model */
function words({ result, opened }) {
  const lowest = result.best.at(-1);
  const told = lowest == null ? "none yet" : fixed(lowest, 3);
  const own = opened
    ? `; trial ${opened.number + 1}: ${opened.loss === null ? "–" : fixed(opened.loss, 3)}`
    : "";
  return `Held-out loss of ${result.trials.length} trials, lowest so far ${told}${own}`;
}
