/** With a hidden layer and without, on many splits: each difference as a dot, their mean and its interval. */
import { html, svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { plot, scales } from "../../charts/plot.js";
import { fitting } from "../../lib/dots.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("../../charts/fit.js").Room} Room
 */

const HALF_LEAST = 3;

/** @param {Model} model */
export function splits({ result }) {
  const { compared } = result;
  if (!compared)
    return html`<p class="tumor-wait">On this one split the network is right about
      ${result.confusion.tp + result.confusion.tn} and logistic regression about
      ${(result.logistic?.confusion.tp ?? 0) + (result.logistic?.confusion.tn ?? 0)} of
      ${result.targets.length} patients. Another split says something else: train on many.</p>`;
  return html`<p class="figure-name">percentage points ahead or behind: each split, mean, interval</p>
    ${fitted((room) => dots(compared, room))}`;
}

/** @param {Api.SplitsCompared} compared @param {Room} room */
function dots({ differences, mean, interval, sentence }, room) {
  const farthest = Math.max(HALF_LEAST, ...differences.map((each) => Math.abs(each))) + 0.3;
  const axes = scales({ x: [-farthest, farthest], y: [0, 1], ...room });
  const middle = axes.bottom - 0.3 * (axes.bottom - axes.top);
  const places = differences.map((each) => axes.x(each));
  const { radius, heights } = fitting(places, middle - axes.top - 14);
  const [low = 0, high = 0] = interval;
  const row = axes.bottom - 0.14 * (axes.bottom - axes.top);
  return plot(axes, { label: sentence, yTicks: 0, xTicks: 7, kind: "tumor-splits" }, [
    svg`<line class="tumor-even" x1=${axes.x(0)} x2=${axes.x(0)} y1=${axes.top} y2=${axes.bottom}></line>
      <text x=${axes.x(0) - 8} y=${axes.top + 8} text-anchor="end">logistic regression ahead</text>
      <text x=${axes.x(0) + 8} y=${axes.top + 8}>hidden layer ahead</text>`,
    differences.map(
      (_, index) => svg`<circle class="tumor-split" cx=${places[index]} cy=${middle - (heights[index] ?? 0)}
        r=${radius - 1}></circle>`,
    ),
    svg`<line class="tumor-mean-line" x1=${axes.x(low)} x2=${axes.x(high)} y1=${row} y2=${row}></line>
      ${[low, high].map(
        (end) => svg`<line class="tumor-mean-line" x1=${axes.x(end)} x2=${axes.x(end)} y1=${row - 8}
          y2=${row + 8}></line>`,
      )}
      <path class="tumor-mean" d="M${axes.x(mean)},${row - 8}l7,8l-7,8l-7,-8Z"></path>`,
  ]);
}
