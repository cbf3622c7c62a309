/** The chain rule of the open parameter as formulas with the present numbers, as far as the play has come. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, joined } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { enough } from "../../lib/format.js";
import { inFormula } from "../../lib/functions.js";
import { valueAt } from "../../lib/state.js";
import { parameterName, pathOf } from "./parts.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/equation.js").Piece} Piece
 */

/** @param {Shown} model */
export function maths(model) {
  const { result, at, known, hidden } = model;
  const sizes = result.network.layers;
  if (known.backward > at[0] || hidden("delta"))
    return html`<p class="maths-of">The numbers of the ${parameterName(sizes, at)} are put in here as soon as
      they are known: go on to the stage
      Backward${hidden("delta") ? ", or stop working them out yourself" : ""}.</p>`;
  return html`<p class="maths-of">With the numbers of the ${parameterName(sizes, at)}:</p>
    ${slopeOfLoss(model)}${errorSignal(model)}${
      hidden("gradient") ? "" : [gradient(model), check(model)]
    }${known.update && !hidden("updated") ? update(model) : ""}`;
}

/**
 * A number of the result with as many decimals as it needs, and some more.
 * @param {Api.BackpropResult} result @param {string} path
 */
function number(result, path, more = 0) {
  return sourced(result, path, enough(valueAt(result, path) ?? 0) + more);
}

/**
 * A factor, with so many decimals that the digits shown of a product are those of the factors shown.
 * @param {Api.BackpropResult} result @param {string} path
 */
function factor(result, path) {
  return number(result, path, 2);
}

/** ∂L/∂a: from the loss, or from the layer after it. @param {Shown} model */
function slopeOfLoss({ result, request, at: [layer, unit] }) {
  const value = number(result, `layers.${layer - 1}.dL_da.${unit}`);
  if (layer < result.network.layers.length - 1) {
    const ways = result.layers[layer].delta.map(
      (_, k) =>
        formula`${number(
          result,
          `network.weights.${layer}.${k}.${unit}`,
        )} · ${number(result, `layers.${layer}.delta.${k}`)}`,
    );
    return equation`${fraction("∂L", "∂a")} = ${joined(ways, "+")} = ${value}`;
  }
  const [p, y] = [number(result, `prediction.${unit}`), number(result, `y.${unit}`)];
  const count = result.y.length;
  const mean = request.reduction === "mean" && count > 1 ? formula`${fraction("1", String(count))} ·` : "";
  const rules = /** @type {Record<string, () => Piece>} */ ({
    mse: () => (request.half ? formula`( ${p} − ${y} )` : formula`2 · ( ${p} − ${y} )`),
    mae: () => formula`sign ( ${p} − ${y} )`,
    huber: () => formula`clip ( ${p} − ${y} )`,
    bce: () => fraction(formula`${p} − ${y}`, formula`${p} · ( 1 − ${p} )`),
  });
  return equation`${fraction("∂L", "∂a")} = ${mean} ${rules[request.loss]()} = ${value}`;
}

/** δ = ∂L/∂a · ∂a/∂z. @param {Shown} model */
function errorSignal(model) {
  const { result, at } = model;
  const [layer, unit] = at;
  const own = `layers.${layer - 1}`;
  const exact = (/** @type {string} */ name) => factor(result, `${own}.${name}.${unit}`);
  return html`${equation`${fraction("∂a", "∂z")} = ${slopeOfFunction(model)}`}
    ${equation`δ = ${exact("dL_da")} · ${exact("da_dz")} = ${number(result, `${own}.delta.${unit}`)}`}`;
}

/** ∂a/∂z: from a where there is such a way, or else as f′(z). @param {Shown} model @returns {Piece} */
function slopeOfFunction({ result, constants, at: [layer, unit] }) {
  const its = (/** @type {string} */ name) => number(result, `layers.${layer - 1}.${name}.${unit}`);
  const f = result.network.activations[layer - 1];
  if (f === "tanh") return formula`1 − ${its("a")} · ${its("a")} = ${its("da_dz")}`;
  if (f === "sigmoid") return formula`${its("a")} · ( 1 − ${its("a")} ) = ${its("da_dz")}`;
  if (f === "linear") return its("da_dz");
  return formula`${`${inFormula(f, constants.names)}′`} ( ${its("z")} ) = ${its("da_dz")}`;
}

/** The product of the three. @param {Shown} model */
function gradient({ result, at }) {
  const [layer, unit, input] = at;
  const own = `layers.${layer - 1}`;
  const [one, two] = [factor(result, `${own}.dL_da.${unit}`), factor(result, `${own}.da_dz.${unit}`)];
  const product = number(result, `gradients.${pathOf(at)}`);
  if (input === undefined)
    return equation`${fraction("∂L", "∂b")} = ${joined([one, two, "1"], "·")} = ${product}`;
  const source = factor(result, layer === 1 ? `x.${input}` : `layers.${layer - 2}.a.${input}`);
  return equation`${fraction("∂L", "∂w")} = ${joined([one, two, source], "·")} = ${product}`;
}

/** The same without calculus. @param {Shown} model */
function check({ result, at }) {
  const symbol = at.length === 2 ? "b" : "w";
  const numeric = number(result, `gradient_check.numeric.${pathOf(at)}`);
  return equation`${fraction(formula`L(${symbol} + h) − L(${symbol} − h)`, formula`2 h`)} = ${numeric}`;
}

/** The optimizer's step. @param {Shown} model */
function update({ result, request, at }) {
  if (result.updated === null) return "";
  const path = pathOf(at);
  const [before, after] = [sourced(result, `network.${path}`, 6), sourced(result, `updated.${path}`, 6)];
  const symbol = at.length === 2 ? "b" : "w";
  const isPlain = request.optimizer === "sgd" && !(request.freeze_biases && at.length === 2);
  if (!isPlain) return equation`${symbol} ← ${before} + ${sourced(result, `changes.${path}`, 6)} = ${after}`;
  const rate = { text: String(request.learning_rate), source: "" };
  return equation`${symbol} ← ${before} − ${rate} · ${sourced(result, `gradients.${path}`, 6)} = ${after}`;
}
