/** What every threshold would give, and whether the probabilities are honest. */
import { svg } from "../../../vendor/vendor.js";
import { curve, plot, point, scales } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("../../charts/fit.js").Room} Room
 */

/** @type {[number, number]} */
const WHOLE = [0, 1];
/** Bars under the calibration take so much of its height. */
const BAR_SHARE = 0.16;

/** @param {Model} model @param {Room} room */
export function roc({ result }, room) {
  const axes = scales({ x: WHOLE, y: WHOLE, ...room, isSquare: true });
  const { logistic } = result;
  const here = { x: 1 - result.specificity, y: result.sensitivity };
  const area = `ROC curve: area ${fixed(result.auc, 4)}`;
  const label = `${area}; here ${fixed(here.y, 3)} found, ${fixed(here.x, 3)} alarmed in vain`;
  const options = {
    label,
    xName: "1 − specificity",
    kind: "tumor-roc",
  };
  return plot(axes, options, [
    curve(axes, [0, 1], [0, 1], "tumor-guessing"),
    logistic
      ? curve(axes, logistic.roc.false_positive_rate, logistic.roc.true_positive_rate, "tumor-logistic")
      : "",
    curve(axes, result.roc.false_positive_rate, result.roc.true_positive_rate, "tumor-network"),
    point(axes, { ...here, radius: 7 }),
    svg`<text class="value" x=${axes.right - 8} y=${axes.bottom - 44} text-anchor="end">AUC
      ${fixed(result.auc, 4)}</text>
      <text x=${axes.right - 8} y=${axes.bottom - 20} text-anchor="end">broken: logistic
      ${logistic ? fixed(logistic.auc, 4) : "–"}</text>`,
  ]);
}

/** @param {Model} model @param {Room} room */
export function calibration({ result }, room) {
  const axes = scales({ x: WHOLE, y: WHOLE, ...room, isSquare: true });
  const { bins, expected_error: error } = result.calibration;
  const most = Math.max(...bins.map(({ count }) => count));
  const full = bins.filter(({ count }) => count > 0);
  const tallest = BAR_SHARE * (axes.bottom - axes.top);
  const label = `Calibration in ten bins, expected error ${fixed(error, 3)}: ${full
    .map(
      ({ count, mean_predicted: p, observed }) =>
        `${count} at ${fixed(p ?? 0)}, ${fixed(observed ?? 0)} malignant`,
    )
    .join("; ")}`;
  return plot(axes, { label, xName: "said", kind: "tumor-calibration" }, [
    curve(axes, [0, 1], [0, 1], "tumor-guessing"),
    bins.map(({ low, high, count }) => {
      const height = (tallest * count) / most;
      const [left, right] = [axes.x(low) + 1, axes.x(high) - 1];
      return svg`<rect class="tumor-bar" x=${left} y=${axes.bottom - height} width=${right - left}
          height=${height}></rect>
        <text class="tick" x=${(left + right) / 2} y=${axes.bottom - height - 4}
          text-anchor="middle">${count || ""}</text>`;
    }),
    full.map(({ mean_predicted: said, observed, interval }) => {
      const x = axes.x(said ?? 0);
      const [low = 0, high = 1] = interval ?? [];
      return svg`<line class="tumor-interval" x1=${x} x2=${x} y1=${axes.y(low)} y2=${axes.y(high)}></line>
        <circle class="tumor-observed" cx=${x} cy=${axes.y(observed ?? 0)} r="5"></circle>`;
    }),
  ]);
}
