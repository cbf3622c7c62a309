/** The formulas with the numbers of the selected row: the open unit, and the distance. */
import { html } from "../../../vendor/vendor.js";
import { equation, joined } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { unitName } from "../../lib/format.js";

/** @typedef {import("./panel.js").Model} Model */

const MOST_TERMS = 6;

/** @param {Model} model */
export function maths(model) {
  return html`${unitMaths(model)}${distanceMaths(model)}`;
}

/** @param {Model} model */
function unitMaths({ result, constants, selected: [layer, unit] }) {
  if (layer === 0) return html`<p>Choose a hidden unit or an output to see its numbers put in.</p>`;
  const at = layer - 1;
  const weights = result.network.weights[at]?.[unit] ?? [];
  const above = at === 0 ? "x" : `layers.${at - 1}.a`;
  const [z, a] = ["z", "a"].map((name) => sourced(result, `layers.${at}.${name}.${unit}`, 3));
  const terms = weights
    .slice(0, MOST_TERMS)
    .map((_, i) =>
      joined(
        [sourced(result, `network.weights.${at}.${unit}.${i}`, 3), sourced(result, `${above}.${i}`, 3)],
        "·",
        i > 0,
      ),
    );
  const rest = weights.length > MOST_TERMS ? ["⋯"] : [];
  const sum = [...terms, ...rest, sourced(result, `network.biases.${at}.${unit}`, 3)];
  const { symbol = "f" } = constants.activations[result.network.activations[at] ?? ""] ?? {};
  return html`<p class="maths-of">${unitName(result.network.layers, layer, unit)}, of the selected row:</p>
    ${equation`z = ${joined(sum, "+")} = ${z}`}${equation`a = ${symbol} ( ${z} ) = ${a}`}`;
}

/** @param {Model} model */
function distanceMaths({ result }) {
  const { distances, rows } = result;
  if (distances.gap === null) return "";
  const [distance, gap] = [
    sourced(result, `distances.distances.${rows.row}`, 3),
    sourced(result, "distances.gap", 3),
  ];
  const sign = distances.is_far[rows.row] ? ">" : "≤";
  return html`<p class="maths-of">How far it is from its nearest training example, against how far these are
    from each other at most:</p>${equation`d = ${distance} ${sign} ${gap}`}`;
}
