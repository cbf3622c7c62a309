/** Which controls are taught, and of what: of the layer that is selected, or of one network of several. */
import { drawnByServer, setHidden } from "../../panel/frame.js";
import { layerTitle, mostUnits } from "./sizes.js";

/** @typedef {import("../../controls/slider.js").NudgeSlider} NudgeSlider */

/** @param {HTMLElement} panel @param {boolean} isCompared  whether networks are shown that were trained */
export function showTaught(panel, isCompared) {
  for (const group of drawnByServer(panel, "[data-shown]"))
    setHidden(group, (group.dataset.shown === "comparison") !== isCompared);
}

/** The slider of layers is that of the selected one. @param {import("./panel.js").ArchitecturePanel} panel */
export function showLayer(panel) {
  const { layers } = panel.request;
  const { high, reach } = panel.limits.of("layers");
  const place = Math.min(panel.view.selected, layers.length - 1);
  const slider = /** @type {NudgeSlider} */ (panel.querySelector("nudge-slider[data-role=selected]"));
  const most = mostUnits(layers.length, high, panel.first.constants.outputs)(place);
  slider.dataset.path = `layers.${place}`;
  slider.name = layerTitle(layers, place);
  slider.bound([1, most], [1, Math.min(most, reach[1])]);
}

/**
 * The controls of a candidate are those of the network at this place, and say so.
 * @param {HTMLElement} panel @param {number} place
 */
export function showCandidate(panel, place) {
  for (const group of drawnByServer(panel, "[data-candidate]")) {
    const control = /** @type {HTMLElement} */ (group.querySelector("nudge-slider, nudge-choice"));
    const path = `compare.networks.${place}.${group.dataset.candidate}`;
    if (control.dataset.path === path) continue;
    control.dataset.path = path;
    const name = `Network ${place + 1}: ${group.dataset.name}`;
    if (control.matches("nudge-slider")) /** @type {NudgeSlider} */ (control).name = name;
    const words = control.querySelector(".choice-name");
    if (words) words.textContent = name;
  }
}
