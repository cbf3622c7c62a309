/** What each unit of the network looks for. */
import { weightImages as images } from "../../charts/weight_images.js";

/** @typedef {import("../../run/model.js").RunModel} RunModel */

/** @param {RunModel} model */
export function weightImages({ parameters, snapshot }) {
  const isHidden = snapshot.run.result.settings.layers.length > 2;
  const what = isHidden ? "Weights into each unit" : "Weights into each output";
  return images(parameters.weights[0] ?? [], what, [snapshot.run, snapshot.index]);
}
