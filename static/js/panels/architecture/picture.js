/** One picture at a time: the network that is built, the networks that were trained, the scale. */
import { html } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { comparison } from "./comparison.js";
import { network } from "./network.js";
import { scale } from "./scale.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").ArchitecturePanel} Panel
 */

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  if (model.shown === "comparison") return comparison(model);
  const draw =
    model.shown === "scale"
      ? fitted((room) => scale(model, room))
      : fitted((room) => network(model, panel, room));
  return html`<div class="built-picture">${draw}</div>`;
}
