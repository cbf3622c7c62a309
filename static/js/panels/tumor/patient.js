/** One patient: 30 measurements in standard deviations, ten at a time to set, and who is nearest. */
import { html, svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { curve, plot, scales } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").TumorPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {"mean" | "error" | "worst"} Group
 */

/** The profile shows at least so many deviations. */
const LEAST = 3;

/** @param {Model} model @param {Panel} panel */
export function patient(model, panel) {
  const { constants, view, result } = model;
  const groups = /** @type {[Group, string][]} */ (Object.entries(constants.groups));
  return html`
    <p class="figure-name">this patient, and broken the nearest real one:
      ${result.nearest ? kindOf(result.nearest.target) : "–"}</p>
    ${fitted((room) => profile(model, room), "tumor-fit")}
    <div class="tumor-groups" role="group" aria-label="Which measurements can be set">${groups.map(
      ([group, name]) => html`<button type="button" class="chip" data-action="group" data-value=${group}
        aria-pressed=${String(group === view.group)}>${name}</button>`,
    )}<span>in standard deviations</span></div>
    ${groups.map(([group]) => sliders(model, panel, group))}`;
}

/** @param {number} target */
function kindOf(target) {
  return target === 1 ? "malignant" : "benign";
}

/** Ten sliders. @param {Model} model @param {Panel} panel @param {Group} group */
function sliders({ constants, view }, panel, group) {
  const { low, high, reach, step, decimals } = panel.limits.of("features");
  const first = Object.keys(constants.groups).indexOf(group) * constants.measurements.length;
  return html`<div class="tumor-sliders" ?hidden=${view.group !== group}>${constants.measurements.map(
    (name, place) => {
      const id = `tumor-features-${first + place}`;
      return html`<nudge-slider class="slider tumor-slider" data-path=${`features.${first + place}`}
          data-decimals=${decimals}>
        <label class="slider-name tumor-name" for=${id}>${name}</label>
        <nudge-number class="tumor-field" data-low=${low} data-high=${high} data-step=${step}
          data-decimals=${decimals}><input
          class="slider-number tumor-number" type="text" inputmode="decimal" autocomplete="off"
          role="spinbutton"
          aria-valuemin=${low} aria-valuemax=${high} aria-valuenow="0" value="0"
          aria-label="${name}, ${constants.groups[group]}, as a number"></nudge-number>
        <input class="slider-range tumor-range" id=${id} type="range" min=${reach[0]} max=${reach[1]}
          step=${step}>
        <span class="slider-ends tumor-ends" aria-hidden="true"><span>${fixed(reach[0], 0)}</span>
          <span>${fixed(reach[1], 0)}</span></span>
      </nudge-slider>`;
    },
  )}</div>`;
}

/** All 30 as a line, in three stretches. @param {Model} model @param {Room} room */
function profile({ result, constants }, room) {
  const { features, nearest } = result;
  const values = features ?? [];
  const count = constants.measurements.length;
  const others = nearest?.features ?? [];
  const all = [...values, ...others, -LEAST, LEAST];
  const axes = scales({ x: [0, 3 * count - 1], y: [Math.min(...all), Math.max(...all)], ...room });
  const stretches = Object.values(constants.groups).map((name, group) => {
    const places = constants.measurements.map((_, place) => group * count + place);
    const part = (/** @type {number[]} */ from) => places.map((place) => from[place] ?? null);
    const middle = axes.x(group * count + (count - 1) / 2);
    return svg`${curve(axes, places, part(others), "tumor-nearest")}
      ${curve(axes, places, part(values), "tumor-own")}
      <text x=${middle} y=${axes.bottom + axes.edge.below} text-anchor="middle">${name}</text>`;
  });
  const label = nearest
    ? `30 measurements of this patient and of the nearest real one, ${fixed(nearest.distance, 1)} away`
    : "Nobody is asked about";
  return plot(axes, { label, xTicks: 0, yTicks: 4, kind: "tumor-profile" }, stretches);
}
