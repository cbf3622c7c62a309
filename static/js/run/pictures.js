/**
 * The pictures of one snapshot of a run: the plane with its boundary and examples (a line's fit for one
 * input), and the network whose units hold their maps. Pure functions of a snapshot.
 */
import { html } from "../../vendor/vendor.js";
import { fitted } from "../charts/fit.js";
import { middleAndReach, rangeOf } from "../lib/activations.js";
import { unitName } from "../lib/format.js";
import { key } from "./marks.js";
import { plane } from "./plane.js";
import { reliefLegend } from "./relief.js";
import { networkOfMaps } from "./unit_maps.js";
import { answers, fit } from "./without_plane.js";

/**
 * @typedef {import("./model.js").ShownSnapshot} ShownSnapshot
 * @typedef {import("../lib/activations.js").Activations} Activations
 * @typedef {(x: number, y: number) => void} TakePoint  what a click in the plane does
 *
 * @typedef {object} PictureOptions
 * @property {[number, number] | null} unit  whose map is shown; null for the output's
 * @property {import("../charts/fit.js").Room} room
 * @property {Activations} activations @property {TakePoint | null} onPlace
 * @property {(axes: import("../charts/plot.js").Scales) => unknown} [over]  what else is drawn, over the
 *   examples
 * @property {string} [moment]  when it is of, in words; of a run the epoch that is shown
 */

/**
 * The plane (or what stands for it) beside the network whose units hold their maps.
 * @param {import("./model.js").RunModel} model @param {TakePoint | null} [onPlace]
 */
export function planeAndNetwork(model, onPlace = null) {
  const { snapshot, unit, constants } = model;
  const { activations } = constants;
  const { data } = snapshot.run.result;
  const shown = unit && unit[0] > 0 ? unit : null;
  return html`<div class="training-pictures">
          <div>${fitted((room) => mainPicture(snapshot, { unit, room, activations, onPlace }))}
          ${(data.inputs[0] ?? []).length === 1 ? "" : wordsOf(snapshot, shown, activations)}</div>
          <div>${networkOfMaps(model)}</div>
        </div>`;
}

/**
 * What fills the left half: the plane, a fitted curve, or answers against targets.
 * @param {ShownSnapshot} snapshot @param {PictureOptions} options
 */
function mainPicture(snapshot, options) {
  const { data } = snapshot.run.result;
  const inputs = (data.inputs[0] ?? []).length;
  if (inputs === 1) return fit(snapshot, options);
  return inputs === 2 ? plane(snapshot, options) : answers(snapshot, options);
}

/**
 * What the marks mean, or of which unit the plane is the map.
 * @param {ShownSnapshot} snapshot @param {[number, number] | null} shown @param {Activations} known
 */
function wordsOf(snapshot, shown, known) {
  const { settings, data } = snapshot.run.result;
  if ((data.inputs[0] ?? []).length > 2) return data.task === "regression" ? fitLegend(data) : legend(data);
  if (!shown) return data.task === "regression" ? reliefLegend(data) : legend(data);
  const { middle } = middleAndReach(rangeOf(known, settings.activations[shown[0] - 1]), 0);
  const name = unitName(settings.layers, shown[0], shown[1]);
  return html`<p class="plane-legend">the map of ${name}; the line is where it is ${middle}</p>`;
}

/** What stands where answers are right. @param {import("./model.js").Data} data */
function fitLegend({ split }) {
  return html`<p class="plane-legend"><span>on the line: answered right</span>
    ${split.includes("validation") ? html`<span>hollow: held out</span>` : ""}</p>`;
}

/** What the shapes mean. @param {import("./model.js").Data} data */
function legend({ class_names: names, split }) {
  return html`<p class="plane-legend">${names.map((name, kind) => html`<span>${key(kind)} ${name}</span>`)}
    ${split.includes("validation") ? html`<span>hollow: held out</span>` : ""}
    <span>ring: decided wrong</span></p>`;
}
