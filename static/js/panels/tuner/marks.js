/** How a trial is marked: filled, hollow where halving gave it up, faint where no brush chooses it. */
import { svg } from "../../../vendor/vendor.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** What a trial is called by its class. @param {Shown} model @param {Api.Trial} trial */
export function kindOf({ result, opened, chosen }, trial) {
  const kinds = [
    trial.status === "pruned" ? "pruned" : "",
    result.top.includes(trial.number) ? "top" : "",
    chosen(trial) ? "" : "faint",
    trial.number === opened?.number ? "opened" : "",
  ];
  return kinds.filter(Boolean).join(" ");
}

/**
 * The trials in the order they are drawn: the best over the others, the opened one over all.
 * @param {Shown} model
 */
export function inOrder({ result, opened }) {
  const rank = (/** @type {Api.Trial} */ { number }) =>
    number === opened?.number ? 2 : Number(result.top.includes(number));
  return [...result.trials].sort((one, other) => rank(one) - rank(other));
}

/**
 * The mark of a trial; the best and the opened one are larger.
 * @param {Shown} model @param {Api.Trial} trial @param {number} x @param {number} y @param {number} [size]
 */
export function trialMark(model, trial, x, y, size = 4.5) {
  const kind = kindOf(model, trial);
  const radius = kind.includes("opened") ? size + 3 : kind.includes("top") ? size + 1 : size;
  return svg`<circle class="trial-mark ${kind}" cx=${x} cy=${y} r=${radius}></circle>`;
}

/**
 * Opens the trial whose mark is nearest to the pointer.
 * @param {import("./panel.js").TunerPanel} panel
 * @param {{number: number, x: number, y: number}[]} marks @param {{x: number, y: number}} at
 */
export function openNearest(panel, marks, at) {
  const far = (/** @type {{x: number, y: number}} */ mark) => Math.hypot(mark.x - at.x, mark.y - at.y);
  const [first] = [...marks].sort((one, other) => far(one) - far(other));
  if (first) panel.setView({ selected: first.number });
}
