/** Numbers, formulas, matrices, tables and programs. Pure functions. */
import { html } from "../../vendor/vendor.js";
import { codeListing } from "../charts/code_listing.js";
import { dataTable } from "../charts/data_table.js";
import { equation, fraction, power } from "../charts/equation.js";
import { matrix } from "../charts/matrix.js";
import { shown, sourced } from "../charts/number.js";
import { weightedSum } from "../charts/weighted_sum.js";

/** @typedef {import("./pictures.js").Page} Page */

/** @param {Page} page */
export function numbers({ results, table, code }) {
  const { softmax, neuron, collapse } = results;
  const n = (/** @type {string} */ path, decimals = 2) => sourced(softmax.result, path, decimals);
  const its = (/** @type {string} */ path) => sourced(neuron.result, path);
  const share = (/** @type {number} */ i) => shown(softmax.result, `probabilities.${i}`, 4);
  const cold = (/** @type {number} */ i) => shown(results.cold.result, `exponentials.${i}`);
  return {
    numbers: html`<p>p₁ = ${share(0)}, p₉ = ${share(8)}</p>
      <p>z = ${shown(neuron.result, "z")}, 0 = ${shown(results.nothing.result, "z")},
        e⁵⁰ = ${cold(0)}, e⁻⁵⁰ = ${cold(1)}</p>`,
    equation: [
      equation`p₁ = ${fraction(power("e", n("scaled.0")), n("total"))} = ${n("probabilities.0", 4)}`,
      equation`z = ${its("weights.0")} · ${its("inputs.0")} + ${its("weights.1")} · ${its("inputs.1")}`,
    ],
    matrix: html`<div class="matrices" tabindex="0" role="group"
      aria-label="Two matrices">${matrix("W₂", collapse.result, "network.weights.1", 1)}<span
      class="operator">·</span>${matrix("W₁", collapse.result, "network.weights.0")}</div>`,
    sum: weightedSum(results.forward.result, [1, 0], {
      symbol: "tanh",
      known: { terms: 2, z: true, a: true },
      isKnown: () => true,
      lit: 1,
    }),
    table: html`<div class="scroll-x" tabindex="0" role="group"
      aria-label="Table of data">${dataTable(table)}</div>`,
    code: codeListing(code, "numpy"),
    "code-waiting": codeListing(null, "numpy"),
  };
}
