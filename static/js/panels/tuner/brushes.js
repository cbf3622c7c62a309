/** Brushes: a part of an axis is chosen, by two range inputs or in the picture; other trials grow faint. */
import { html } from "../../../vendor/vendor.js";
import { noun } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 * @typedef {import("./axes.js").TrialAxis} TrialAxis
 * @typedef {import("./axes.js").AxisName} AxisName
 */

/** The steps of a brush's inputs. */
const STEPS = 100;
const ALL = [0, 1];

/**
 * Whether a trial lies within all brushes.
 * @param {TrialAxis[]} axes @param {Api.TunerView["brushes"]} chosen
 */
export function isIn(axes, chosen) {
  const brushed = axes.flatMap((axis) =>
    chosen[axis.name] ? [{ axis, ends: chosen[axis.name] ?? ALL }] : [],
  );
  return (/** @type {Api.Trial} */ trial) =>
    brushed.every(({ axis, ends: [low = 0, high = 1] }) => {
      const share = axis.of(trial);
      return share !== null && share >= low - 1e-9 && share <= high + 1e-9;
    });
}

/** Which axis is brushed, and its two ends. @param {Shown} model @param {Panel} panel */
export function brushes({ axes, view, result, chosen }, panel) {
  const axis = axes.find(({ name }) => name === view.axis) ?? axes.at(-1);
  if (!axis || !result.trials.length) return "";
  const count = result.trials.filter((trial) => chosen(trial)).length;
  const all = result.trials.length;
  const isAny = axes.some(({ name }) => view.brushes[name]);
  return html`<label class="slider-name" for="brush-axis">Choose by</label>
    <select id="brush-axis" @change=${(/** @type {Event} */ event) =>
      panel.setView({
        axis: /** @type {AxisName} */ (/** @type {HTMLSelectElement} */ (event.target).value),
      })}>
      ${axes.map(
        ({ name, label }) => html`<option value=${name} ?selected=${name === axis.name}>${label}</option>`,
      )}</select>
    <div class="search-ends">${[0, 1].map((end) =>
      rangeOf(axis, view.brushes[axis.name] ?? ALL, end, panel),
    )}</div>
    <p class="inside-kind" aria-live="polite">${count} of ${all} ${noun(all, "trial")}
      <button type="button" class="quiet" data-action="clear-brushes" ?disabled=${!isAny}>Choose
        all</button></p>`;
}

/** @param {TrialAxis} axis @param {number[]} ends @param {number} end @param {Panel} panel */
function rangeOf(axis, ends, end, panel) {
  const [low = 0, high = 1] = ends;
  const share = end ? high : low;
  const word = end ? "to" : "from";
  const move = (/** @type {Event} */ event) => {
    const moved = Number(/** @type {HTMLInputElement} */ (event.target).value) / STEPS;
    panel.brush(axis.name, end ? [Math.min(low, moved), moved] : [moved, Math.max(high, moved)]);
  };
  return html`<div><label class="slider-name" for="brush-${word}">${word} ${axis.at(share)}</label>
    <input class="slider-range" id="brush-${word}" type="range" min="0" max=${STEPS} step="1"
      .value=${String(Math.round(share * STEPS))} aria-valuetext="${axis.label} ${word} ${axis.at(share)}"
      @input=${move}></div>`;
}
