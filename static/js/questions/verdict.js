/**
 * What is said of an answer to a question: right or not, by how much, why, and what stands behind a mistake.
 */
import { html, svg } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

/**
 * @typedef {Api.Answer} Answer
 * @typedef {Answer & {right: string}} Choice  of one of several
 * @typedef {Answer & {value: number, tolerance: number}} Estimate  of a number
 * @typedef {Answer & {drawn: Api.Drawn}} Drawing
 * @typedef {{low: number, high: number, decimals: number}} Scale
 */

/** @param {Choice} answer @param {string} choice @param {string} name  of the right option */
export function ofChoice({ right, because, feedback }, choice, name) {
  return html`<p class="question-verdict">${
    choice === right ? "Yes." : html`Not so. The engine says: <em>${name}</em>`
  }</p>
    <p>${feedback[choice]}</p><p>${because}</p>`;
}

/** @param {Estimate} answer @param {number} guess @param {Scale} scale */
export function ofEstimate({ value, tolerance, because, traps }, guess, scale) {
  const { decimals } = scale;
  const off = Math.abs(guess - value);
  const isNear = (/** @type {number} */ other) => Math.abs(guess - other) <= tolerance;
  const trap = off > tolerance && traps.find((each) => isNear(each.value));
  return html`<p class="question-verdict">${off <= tolerance ? "Yes." : "Not so."} You said <span
    class="number">${fixed(guess, decimals)}</span>, the engine says <span
    class="number">${fixed(value, decimals)}</span>.</p>
    ${onOneLine(guess, value, scale)}
    ${trap ? html`<p>${trap.feedback}</p>` : ""}<p>${because}</p>`;
}

/** @param {Drawing} answer */
export function ofDrawing({ drawn, because }) {
  return html`<p class="question-verdict">${drawn.is_right ? "Yes, that is close." : "Not so."}</p>
    <p>${drawn.comparison}</p>
    ${drawn.misconception ? html`<p>${drawn.misconception}</p>` : ""}<p>${because}</p>`;
}

/**
 * The guess above and the truth under one line, from the least to the most that can be guessed.
 * @param {number} guess @param {number} value @param {Scale} scale
 */
function onOneLine(guess, value, { low, high, decimals }) {
  const share = (/** @type {number} */ each) => Math.min(1, Math.max(0, (each - low) / (high - low)));
  const anchor = (/** @type {number} */ each) =>
    share(each) < 0.2 ? "start" : share(each) > 0.8 ? "end" : "middle";
  const place = (/** @type {number} */ each) => `${2 + 96 * share(each)}%`;
  const mark = (/** @type {string} */ name, /** @type {number} */ each, /** @type {number} */ dy) =>
    svg`<circle cx=${place(each)} cy="32" r="7"></circle>
      <text x=${place(each)} y=${32 + dy} text-anchor=${anchor(each)}>${name}
        ${fixed(each, decimals)}</text>`;
  return html`<svg class="estimate-scale" aria-hidden="true"><line x1="2%" y1="32" x2="98%" y2="32"></line>
    <line class="estimate-gap" x1=${place(guess)} y1="32" x2=${place(value)} y2="32"></line>
    <g class="estimate-guess">${mark("guess", guess, -15)}</g>
    <g class="estimate-engine">${mark("engine", value, 26)}</g></svg>`;
}
