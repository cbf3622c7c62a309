/** The picture: the sheet, the stages from it to 64 numbers, ten probabilities; what the units look for. */
import { html, svg } from "../../../vendor/vendor.js";
import { bytesOf } from "../../lib/bytes.js";
import { fixed } from "../../lib/format.js";
import { INK, ink } from "./images.js";
import { mistakes } from "./mistakes.js";
import { pad, tools } from "./pad.js";
import { weightImages } from "./weights.js";

/**
 * @typedef {import("./panel.js").DigitsPanel} Panel
 * @typedef {import("./panel.js").Reading} Reading
 * @typedef {import("../../run/model.js").RunModel} RunModel
 */

/** @param {RunModel} model @param {Panel} panel */
export function picture(model, panel) {
  const { shown } = panel.digitsView;
  return html`<div class="training-pictures whole-dock">
    <div class="digit-reading"><div class="digit-top">${choice(shown)}
        ${shown === "digit" ? tools(model, panel) : ""}</div>
      ${shown === "digit" ? read(model, panel) : mistakes(model, panel.digitsView)}</div>
    <div>${weightImages(model)}</div>
  </div>`;
}

/** What the left half shows. @param {"digit" | "mistakes"} shown */
function choice(shown) {
  const names = /** @type {const} */ ([
    ["digit", "Draw"],
    ["mistakes", "Mistakes"],
  ]);
  return html`<div class="segments digit-choice" role="group" aria-label="The picture">${names.map(
    ([value, name]) => html`<button type="button" data-action="shown" data-value=${value}
      aria-pressed=${String(shown === value)}>${name}</button>`,
  )}</div>`;
}

/** From the sheet to ten probabilities. @param {RunModel} model @param {Panel} panel */
function read(model, panel) {
  const { reading } = panel;
  return html`<div class="digit-way">${pad(model, panel)}<div class="digit-stages">${stages(reading)}</div>
      ${odds(reading)}</div>
    <p class="digit-words" aria-live="polite">${reading?.sentence ?? ""}</p>`;
}

/** The field with ink, and what is counted in its blocks. @param {Reading | null} reading */
function stages(reading) {
  if (!reading) return "";
  const { stages: found, nudged, pixels } = reading;
  const isNudged = nudged.some((value, place) => value !== pixels[place]);
  const dots = found
    ? html`<figure class="digit-stage"><div>${ink(Array.from(bytesOf(found.bitmap)), 1)}</div>
        <figcaption>32 × 32</figcaption></figure>`
    : "";
  return html`${dots}<figure class="digit-stage"><div>${ink(nudged, INK)}</div>
    <figcaption>${isNudged ? "8 × 8 nudged" : "8 × 8"}</figcaption></figure>`;
}

/** Ten probabilities. @param {Reading | null} reading */
function odds(reading) {
  const { probabilities, said, before } = reading ?? { probabilities: null, said: null, before: null };
  const rows = Array.from({ length: 10 }, (_, kind) => {
    const p = probabilities?.[kind];
    const was = before?.[kind] ?? 0;
    return html`<tr class=${kind === said ? "said" : ""}><th scope="row">${kind}</th>
      <td class="digit-bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="1" width=${100 * (p ?? 0)} height="8"></rect>
        ${p !== undefined && Math.abs(was - p) > 0.005 ? mark(was) : ""}</svg></td>
      <td class="digit-p">${p === undefined ? "–" : fixed(p, 3)}</td></tr>`;
  });
  return html`<table class="digit-odds"><caption class="visually-hidden">Probabilities</caption>
    <tbody>${rows}</tbody></table>`;
}

/** How probable it was before the nudge. @param {number} was */
function mark(was) {
  return svg`<line x1=${100 * was} x2=${100 * was} y1="0" y2="10"></line>`;
}
