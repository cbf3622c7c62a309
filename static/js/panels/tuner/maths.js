/** How much luck there was in the winner, with the present numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result }) {
  const { winner, grid } = result;
  const combinations = grid
    ? html`<p class="maths-of">The values along each setting, and all their combinations:</p>
        ${equation`${product(grid)} = ${{ text: String(size(grid)), source: "" }}`}`
    : "";
  if (!winner?.rerun_mean || !winner.rerun_test_mean) return combinations;
  const n = (/** @type {string} */ path) => sourced(result, `winner.${path}`, 4);
  return html`${combinations}
    <p class="maths-of">Luck on the held-out examples: the mean of the other seeds, less what won.</p>
    ${equation`${n("rerun_mean.mean")} − ${n("validation")}`}
    <p class="maths-of">On examples that no choice has seen, the same settings from the same seeds:</p>
    ${equation`${n("rerun_test_mean.mean")} − ${n("rerun_mean.mean")}`}`;
}

/** @param {number[]} grid */
function product(grid) {
  return { text: grid.join(" · "), source: "" };
}

/** @param {number[]} grid */
function size(grid) {
  return grid.reduce((all, each) => all * each, 1);
}
