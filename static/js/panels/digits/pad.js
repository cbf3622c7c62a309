/** The sheet to draw on, and what belongs to it. */
import { html, svg } from "../../../vendor/vendor.js";
import { INK, ink, pixelsOf } from "./images.js";

/**
 * @typedef {import("./panel.js").DigitsPanel} Panel
 * @typedef {import("./panel.js").DigitsView} View
 * @typedef {import("./drawing.js").Point} Point
 * @typedef {import("../../run/model.js").RunModel} RunModel
 */

const SHEET = 32;
const HOW =
  "Sheet to draw a digit on. Arrow keys move a pen, space lowers and lifts it, Backspace takes the last " +
  "stroke back, Delete clears.";

/** @param {RunModel} model @param {Panel} panel */
export function pad({ snapshot }, panel) {
  const { drawing, digitsView: view } = panel;
  const isDrawn = drawing.strokes.length > 0;
  const data = /** @type {any} */ (snapshot.run.result.data);
  const box = isDrawn && panel.reading?.stages?.box;
  return html`<div class="digit-pad">
    <div class="digit-sheet">${isDrawn ? "" : ink(pixelsOf(data, view.digit), INK)}
      <svg viewBox="0 0 ${SHEET} ${SHEET}" role="application" tabindex="0" aria-label=${HOW}
        @pointerdown=${(/** @type {PointerEvent} */ event) => drawing.press(event)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => drawing.key(event)}>
        ${box ? boxOf(box) : ""}${drawing.strokes.map((stroke) => line(stroke))}
        ${drawing.isKeyed ? pen(drawing.pen, drawing.isDown) : ""}</svg></div></div>`;
}

/** What is on the sheet, and how it comes off again. @param {RunModel} model @param {Panel} panel */
export function tools({ snapshot }, { drawing, digitsView: view }) {
  const isDrawn = drawing.strokes.length > 0;
  const data = /** @type {any} */ (snapshot.run.result.data);
  const what = isDrawn ? "Your digit" : `A ${data.labels[view.digit]}: draw over it`;
  return html`<p class="digit-head">${what}</p>
    <button type="button" class="quiet" data-action="undo" ?disabled=${!isDrawn}>Undo</button>
    <button type="button" class="quiet" data-action="clear" ?disabled=${!isDrawn}>Clear</button>`;
}

/** A stroke; of a single point the dot that it is. @param {Point[]} points */
function line(points) {
  const [first = [0, 0]] = points;
  const all = points.length > 1 ? points : [first, first];
  const places = all.map(([x, y]) => `${SHEET * x},${SHEET * y}`).join(" ");
  return svg`<polyline class="digit-stroke" points=${places}></polyline>`;
}

/** @param {number[]} box */
function boxOf([left = 0, top = 0, right = 0, bottom = 0]) {
  return svg`<rect class="digit-box" x=${SHEET * left} y=${SHEET * top} width=${SHEET * (right - left)}
    height=${SHEET * (bottom - top)}></rect>`;
}

/** @param {Point} at @param {boolean} isDown */
function pen([x, y], isDown) {
  return svg`<circle class=${isDown ? "digit-pen down" : "digit-pen"} cx=${SHEET * x} cy=${SHEET * y} r="1.6">
    </circle>`;
}

/**
 * How a drawing is placed, and whether shifted copies are learned from.
 * @param {RunModel} model @param {View} view
 */
export function switches({ request, constants }, view) {
  const { shifted_copies: copies } = /** @type {any} */ (request);
  return html`<div class="segments" role="group" aria-label="Placement of your digit">
    ${constants.drawing.placement.options.map(
      (
        /** @type {[string, string]} */ [value, name],
      ) => html`<button type="button" data-action="placement" data-value=${value}
        aria-pressed=${String(view.placement === value)}>${name}</button>`,
    )}</div>
    <button type="button" class="chip" data-action="copies" aria-pressed=${String(copies)}
      title="Each digit to learn from also one pixel to each side">shifted copies</button>`;
}
