/** The slider of the examples, and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { placeAmong } from "./counts.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").TransferPanel} Panel
 */

/**
 * How many examples of each class: along the places of the lines.
 * @param {Model} model @param {Panel} panel
 */
export function examples({ constants: { counts } }, panel) {
  const { examples: count } = panel.request;
  const move = (/** @type {boolean} */ isSettled) => (/** @type {Event} */ event) => {
    const at = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.set("examples", counts[at] ?? 1, isSettled);
  };
  return html`<label class="slider-name" for="lent-examples">${count} of each class</label>
    <input class="slider-range" id="lent-examples" type="range" min="0" max=${counts.length - 1} step="1"
      .value=${String(placeAmong(counts, count))} aria-valuetext="${count} examples of each class"
      @input=${move(false)} @change=${move(true)}>`;
}

/** How well the lent features do, as they are. @param {Model} model */
export function answer({ result }) {
  const at = result.lines.findIndex(({ name }) => name === "frozen");
  return html`<p class="answer-line"><output class="answer-number"
    data-answer>${shown(result, `lines.${at}.mean`, "percent")}</output>
    <span class="answer-verdict">% of new digits right, frozen</span></p>`;
}
