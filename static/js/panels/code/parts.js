/** The way through the lines, the answer and the sentence. Pure functions. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { stepOf } from "./steps.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").CodePanel} Panel
 */

/** The numbers worth telling while a loop runs, the first of them that there is. */
const TOLD = ["loss", "error", "prediction"];

/** @param {Shown} model @param {Panel} panel */
export function scrubber({ result, at, line }, panel) {
  const last = result.walk.length;
  const text = line ? `line ${line.line}` : "not walked";
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.showStep(value === 0 ? null : value - 1);
  };
  return html`<label class="slider-name" for="code-scrub">Line</label>
    <input class="slider-range" id="code-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(at === null ? 0 : at + 1)} aria-valuetext=${text} @input=${move}>
    <p class="more-count">${text}</p>`;
}

/** The loss as soon as there is one; in the end what is printed last. @param {Shown} model */
export function answer(model) {
  const { result, at } = model;
  const [path, name] = at === null ? printedLast(model) : toldBy(model, at);
  const where =
    at === null
      ? `${name}, printed last`
      : `${name} in iteration ${result.iteration} of ${result.iterations}`;
  return html`<p class="answer-line"><output class="answer-number" data-answer>${
    path ? shown(result, path, name === "error" ? 0 : "amount") : "–"
  }</output> <span class="answer-verdict">${where}</span></p>`;
}

/** @param {Shown} model @returns {[string, string]} */
function printedLast({ result }) {
  const single = result.printed.map(({ shape }) => !shape.length).lastIndexOf(true);
  return [`printed.${single}.rows.0.0`, result.printed[single].name];
}

/** @param {Shown} model @param {number} at @returns {[string, string]} */
function toldBy({ result }, at) {
  for (const [step, { variables }] of result.walk.entries()) {
    const place = variables.findIndex(({ name, shape }) => TOLD.includes(name) && !shape.length);
    if (place >= 0) {
      const { name } = variables[place];
      return [step <= at ? `walk.${step}.variables.${place}.rows.0.0` : "", name];
    }
  }
  return ["", "no loss"];
}

/** @param {Shown} model */
export function sentence({ result, line }) {
  if (!line) return result.sentence;
  const { number, name } = stepOf(line.step);
  return `Line ${line.line}, step ${number} (${name.toLowerCase()}): ${line.sentence}`;
}
