/** The pictures: the lowest loss so far, trial by trial, and under it one that the reader chooses. */
import { html } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { best } from "./best.js";
import { lines } from "./lines.js";
import { slices } from "./slices.js";
import { newExamples } from "./test.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").TunerPanel} Panel
 */

const DRAWN = { lines, slices, test: newExamples };

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const draw = DRAWN[model.view.shown];
  return html`<div class="search-pictures">
    <div class="search-best">${fitted((room) => best(model, panel, room))}</div>
    <div class="search-chosen">${fitted((room) => draw(model, panel, room))}</div></div>`;
}
