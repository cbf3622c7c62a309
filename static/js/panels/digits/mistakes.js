/** What is taken for what, and the digits themselves: those of a cell, or all mistakes, the worst first. */
import { html } from "../../../vendor/vendor.js";
import { fixed } from "../../lib/format.js";
import { INK, ink, pixelsOf } from "./images.js";

/**
 * @typedef {import("../../run/model.js").RunModel} RunModel
 * @typedef {import("./panel.js").DigitsView} View
 * @typedef {import("./images.js").Data} Data
 * @typedef {{index: number, truth: number, said: number, loss: number}} Mistake
 */

const MOST = 30;

/** @param {RunModel} model @param {View} view */
export function mistakes({ snapshot }, view) {
  const { run, index } = snapshot;
  const counts = run.result.snapshots.validation_confusion?.[index];
  return html`<div class="digit-mistakes">${counts ? matrix(counts, index, view) : ""}
    <div class="digit-images">${gallery(run, view)}</div></div>`;
}

/** @param {number[][]} counts @param {number} index @param {View} view */
function matrix(counts, index, { cell }) {
  const most = Math.max(1, ...counts.map((row, kind) => Math.max(...row.filter((_, said) => said !== kind))));
  const one = (/** @type {number} */ count, /** @type {number} */ truth, /** @type {number} */ said) => {
    const isOpen = cell?.[0] === truth && cell[1] === said;
    const kind = truth === said ? "right" : 2 * count > most ? "wrong often" : "wrong";
    const number = `snapshots.validation_confusion.${index}.${truth}.${said}:0`;
    return html`<td class=${count ? kind : ""}>${
      count
        ? html`<button type="button" data-action="cell" data-value="${truth},${said}" data-number=${number}
            aria-pressed=${String(isOpen)} title="${truth} taken for ${said}: ${count}">${count}</button>`
        : ""
    }</td>`;
  };
  const digits = counts.map((_, kind) => kind);
  return html`<table class="digit-matrix"><caption>What is taken for what</caption>
    <thead><tr><th scope="col">is↓ said→</th>${digits.map(
      (kind) => html`<th scope="col">${kind}</th>`,
    )}</tr></thead>
    <tbody>${counts.map(
      (row, truth) =>
        html`<tr><th scope="row">${truth}</th>${row.map((count, said) => one(count, truth, said))}</tr>`,
    )}</tbody></table>`;
}

/** @param {import("../../run/model.js").Run} run @param {View} view */
function gallery({ result }, { cell, digit }) {
  const all = /** @type {Mistake[] | undefined} */ (/** @type {any} */ (result).mistakes);
  const data = /** @type {any} */ (result.data);
  if (!all) return html`<p class="digit-head">The mistakes come when the run has ended.</p>`;
  const shown = cell ? ofCell(data, all, cell) : all;
  const head = cell
    ? `${cell[0]} ${cell[0] === cell[1] ? "read right" : `taken for ${cell[1]}`} at the end: ${shown.length}`
    : `Mistakes at the end, the worst first: ${shown.length}`;
  const images = shown.slice(0, MOST).map((/** @type {Mistake} */ each) => one(data, each, digit));
  return html`<p class="digit-head">${head}</p><ul class="digit-gallery">${images}</ul>
    ${shown.length > MOST ? html`<p class="more-count">and ${shown.length - MOST} more</p>` : ""}`;
}

/** @param {Data} data @param {Mistake} mistake @param {number} digit  that is opened */
function one(data, { index, truth, said, loss }, digit) {
  const words = truth === said ? `is ${truth}` : `is ${truth}, said ${said}`;
  return html`<li><button type="button" data-action="digit" data-value=${index}
    aria-pressed=${String(index === digit)} title=${loss ? `loss ${fixed(loss, 3)}` : words}>
    <span class="digit-thumb">${ink(pixelsOf(data, index), INK)}</span>
    <span class="digit-said">${words}</span></button></li>`;
}

/** The held-out digits of a cell. @param {Data} data @param {Mistake[]} all @param {[number, number]} cell */
function ofCell(data, all, [truth, said]) {
  if (truth !== said) return all.filter((each) => each.truth === truth && each.said === said);
  const wrong = new Set(all.map(({ index }) => index));
  return data.labels
    .map((/** @type {number} */ label, /** @type {number} */ index) => ({
      index,
      truth: label,
      said: label,
      loss: 0,
    }))
    .filter(
      (/** @type {Mistake} */ { index, truth: label }) =>
        label === truth && data.split[index] === "validation" && !wrong.has(index),
    );
}
