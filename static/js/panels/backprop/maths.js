/** The chain rule of the open parameter as formulas with the present numbers, as far as the play has come. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, joined } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { isBack } from "../../lib/backprop_steps.js";
import { enough } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";
import { parameterName, pathOf } from "./inside.js";
import { isSoftmax, slopePath } from "./softmax.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/equation.js").Piece} Piece
 */

/** @param {Shown} model */
export function maths(model) {
  const { result, at, known, hidden } = model;
  const sizes = result.network.layers;
  if (!isBack(known, at[0], at[1]) || hidden("delta"))
    return html`<p class="maths-of">The numbers of the ${parameterName(sizes, at)} are put in here as soon as
      they are known: go on to the stage
      Backward${hidden("delta") ? ", or stop working them out yourself" : ""}.</p>`;
  return html`<p class="maths-of">With the numbers of the ${parameterName(sizes, at)}:</p>
    ${slopeOfLoss(model)}${isSoftmax(result, at[0]) ? throughSoftmax(model) : errorSignal(model)}${
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
  const isMean = request.reduction === "mean" && request.loss !== "cross_entropy";
  const mean = isMean && count > 1 ? formula`${fraction("1", String(count))} ·` : "";
  const rules = /** @type {Record<string, () => Piece>} */ ({
    mse: () => (request.half ? formula`( ${p} − ${y} )` : formula`2 · ( ${p} − ${y} )`),
    mae: () => formula`sign ( ${p} − ${y} )`,
    huber: () => formula`clip ( ${p} − ${y} )`,
    bce: () => fraction(formula`${p} − ${y}`, formula`${p} · ( 1 − ${p} )`),
    cross_entropy: () => formula`− ${fraction(formula`${y}`, formula`${p}`)}`,
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

/** ∂a/∂z: by the rule of the activation where that has a or z in it. @param {Shown} model @returns {Piece} */
function slopeOfFunction({ result, constants, at: [layer, unit] }) {
  const its = (/** @type {string} */ name) => number(result, `layers.${layer - 1}.${name}.${unit}`);
  const { slope } = constants.activations[result.network.activations[layer - 1]];
  return /[az]/.test(slope) ? formula`${filledIn(slope, its)} = ${its("da_dz")}` : its("da_dz");
}

/**
 * A formula of the page's table with the numbers of a and z put in.
 * @param {string} text @param {(name: string) => Piece} its @returns {Piece}
 */
function filledIn(text, its) {
  const pieces = text.split(/(?<!\p{L})([az])(?!\p{L})/u);
  const texts = pieces.filter((_, index) => index % 2 === 0);
  const names = pieces.filter((_, index) => index % 2 === 1);
  return { texts, values: names.map(its) };
}

/** A softmax: every ∂L/∂a of its layer comes through the Jacobian. @param {Shown} model */
function throughSoftmax({ result, request, at: [layer, unit] }) {
  const own = `layers.${layer - 1}`;
  const ways = result.layers[layer - 1].a.map(
    (_, i) =>
      formula`${factor(result, `${own}.dL_da.${i}`)} · ${factor(result, slopePath(result, layer, i, unit))}`,
  );
  const a = number(result, `${own}.a.${unit}`);
  const delta = number(result, `${own}.delta.${unit}`);
  const slope = number(result, slopePath(result, layer, unit, unit));
  const isFused = request.loss === "cross_entropy" && layer === result.network.layers.length - 1;
  return html`${equation`${fraction("∂aᵢ", "∂zᵢ")} = aᵢ · ( 1 − aᵢ ) = ${a} · ( 1 − ${a} ) = ${slope}`}
    ${equation`${fraction("∂aᵢ", "∂zⱼ")} = − aᵢ · aⱼ`}
    ${equation`δ = ${joined(ways, "+")} = ${delta}`}
    ${isFused ? equation`δ = ŷ − y = ${a} − ${number(result, `y.${unit}`)} = ${delta}` : ""}`;
}

/** The product of the three. @param {Shown} model */
function gradient({ result, at }) {
  const [layer, unit, input] = at;
  const own = `layers.${layer - 1}`;
  const product = number(result, `gradients.${pathOf(at)}`);
  const factors = isSoftmax(result, layer)
    ? [factor(result, `${own}.delta.${unit}`)]
    : [factor(result, `${own}.dL_da.${unit}`), factor(result, `${own}.da_dz.${unit}`)];
  if (input === undefined)
    return equation`${fraction("∂L", "∂b")} = ${joined([...factors, "1"], "·")} = ${product}`;
  const source = factor(result, layer === 1 ? `x.${input}` : `layers.${layer - 2}.a.${input}`);
  return equation`${fraction("∂L", "∂w")} = ${joined([...factors, source], "·")} = ${product}`;
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
  const isPlain =
    request.optimizer === "sgd" && !request.momentum && !(request.freeze_biases && at.length === 2);
  if (!isPlain) return equation`${symbol} ← ${before} + ${sourced(result, `changes.${path}`, 6)} = ${after}`;
  const rate = { text: String(request.learning_rate), source: "" };
  return equation`${symbol} ← ${before} − ${rate} · ${sourced(result, `gradients.${path}`, 6)} = ${after}`;
}
