/** The slider of the examples, and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { sliderAmong } from "../../controls/among.js";

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
  return sliderAmong({
    id: "lent-examples",
    name: `${count} of each class`,
    words: `${count} examples of each class`,
    numbers: counts,
    value: count,
    set: (value, isSettled) => panel.set("examples", value, isSettled),
  });
}

/** How well the lent features do, as they are. @param {Model} model */
export function answer({ result }) {
  const at = result.lines.findIndex(({ name }) => name === "frozen");
  return html`<p class="answer-line"><output class="answer-number"
    data-answer>${shown(result, `lines.${at}.mean`, "percent")}</output>
    <span class="answer-verdict">% of new digits right, frozen</span></p>`;
}
