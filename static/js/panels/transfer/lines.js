/** The four ways to learn the target: how each line looks, and where the opened number of examples stands. */
import { html, svg } from "../../../vendor/vendor.js";
import { mark } from "../../charts/curve_lines.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {Api.TransferLine["name"]} Name
 * @typedef {import("../../lib/curve_data.js").Mark} Mark
 */

/** @type {Record<Name, Mark>} */
const MARKS = {
  scratch: "circle",
  fine_tuned: "hollow circle",
  frozen: "square",
  random_frozen: "hollow square",
};

/** @type {Record<Name, string>} */
const KINDS = {
  scratch: "lent-scratch",
  fine_tuned: "lent-fine-tuned",
  frozen: "lent-frozen",
  random_frozen: "lent-random-frozen",
};

/** The class that says the color and the dashes of a line. @param {Name} name */
export function kindOf(name) {
  return KINDS[name];
}

/** @param {Name} name */
export function markOf(name) {
  return MARKS[name];
}

/** A piece of the line. @param {Name} name */
export function sample(name) {
  const kind = kindOf(name);
  return html`<span class="lent-sample">${svg`<svg class="plot curve-plot" viewBox="0 0 36 12"
    aria-hidden="true"><path class="curve ${kind}" d="M0,6H36"></path>
    ${mark(18, 6, { kind, mark: markOf(name) })}</svg>`}</span>`;
}

/** What becomes of the hidden layer. @param {Name} name */
export function wayOf(name) {
  const isLent = name === "frozen" || name === "fine_tuned";
  const start = isLent ? "the source’s features" : "random features";
  return `${start}, ${name.endsWith("frozen") ? "frozen" : "learning on"}`;
}
