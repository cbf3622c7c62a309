/** What trials are worth on examples that no choice has seen, over the loss they were chosen by. */
import { scaleLog, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { plot, scales } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";
import { inOrder, openNearest, trialMark } from "./marks.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

/** In less room than this there are no words in the picture. */
const [LOW, NARROW] = [190, 430];

/** @param {Shown} model @param {Panel} panel @param {Room} room */
export function newExamples(model, panel, room) {
  const ends = endsOf(model.result);
  const square = scales({ x: ends, y: ends, ...room, log: "y" });
  const axes = /** @type {Scales} */ ({ ...square, x: scaleLog(ends, [square.left, square.right]) });
  const marks = inOrder(model).flatMap((trial) =>
    trial.loss === null || trial.test_loss === null
      ? []
      : [{ trial, number: trial.number, x: axes.x(trial.loss), y: axes.y(trial.test_loss) }],
  );
  const options = {
    label: words(model),
    xTicks: 5,
    yTicks: 5,
    kind: "search-plot",
    xName: "held-out loss, chosen by",
    yName: "loss on new examples",
    listeners: { pointerdown: drag((at) => openNearest(panel, marks, at)) },
  };
  const [low, high] = ends;
  return plot(axes, options, [
    svg`<line class="search-equal" x1=${axes.x(low)} x2=${axes.x(high)} y1=${axes.y(low)}
      y2=${axes.y(high)}></line>`,
    marks.map(({ trial, x, y }) => trialMark(model, trial, x, y)),
    again(model, axes),
    names(axes, model),
  ]);
}

/** The winner's settings from other seeds: squares. @param {Shown} model @param {Scales} axes */
function again({ result: { winner } }, axes) {
  return (winner?.rerun ?? []).map((loss, place) => {
    const test = winner?.rerun_test[place] ?? null;
    if (loss === null || test === null) return "";
    const [x, y] = [axes.x(loss), axes.y(test)];
    return svg`<rect class="search-rerun" x=${x - 4.5} y=${y - 4.5} width="9" height="9"></rect>`;
  });
}

/** What the marks are, where nothing lies. @param {Scales} axes @param {Shown} model */
function names({ right, bottom, width, height }, { result: { winner } }) {
  if (height < LOW || width < NARROW) return "";
  return svg`${
    winner?.rerun.length
      ? svg`<rect class="search-rerun" x=${right - 254} y=${bottom - 42} width="9" height="9"></rect>
      <text class="curve-name" x=${right - 8} y=${bottom - 33} text-anchor="end">the winner from other
        seeds</text>`
      : ""
  }
    <text class="curve-name" x=${right - 8} y=${bottom - 11} text-anchor="end">under the line: better than
      when chosen</text>`;
}

/** @param {Api.TunerResult} result @returns {[number, number]} */
function endsOf({ trials, winner, constant }) {
  const all = trials.flatMap(({ loss, test_loss: test }) => [loss, test]);
  const again = [...(winner?.rerun ?? []), ...(winner?.rerun_test ?? [])];
  const known = [...all, ...again, constant].flatMap((loss) => (loss === null ? [] : [loss]));
  return [Math.max(1e-6, Math.min(...known) / 1.1), Math.min(20 * constant, Math.max(...known) * 1.1)];
}

/** @param {Shown} model */
function words({ result: { trials, winner } }) {
  const test = winner?.test == null ? "–" : fixed(winner.test, 3);
  const own = winner ? ` The winner: ${fixed(winner.validation, 3)} and ${test}.` : "";
  return `${trials.length} trials: loss on new examples over held-out loss.${own}`;
}
