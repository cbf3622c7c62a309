/** What is inside a parameter: its gradient's factors, where they come from, the update. Pure functions. */
import { html, keyed } from "../../../vendor/vendor.js";
import { fraction, term } from "../../charts/equation.js";
import { shown } from "../../charts/number.js";
import { weightedSum } from "../../charts/weighted_sum.js";
import { isBack } from "../../lib/backprop_steps.js";
import { enough, fixed, unitName } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";
import { isSoftmax, waysThroughSoftmax } from "./softmax.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** What a parameter is called. @param {number[]} sizes @param {number[]} at */
export function parameterName(sizes, [layer, unit, input]) {
  const name = unitName(sizes, layer, unit);
  return input === undefined ? `bias of ${name}` : `weight ${unitName(sizes, layer - 1, input)} → ${name}`;
}

/** Where its numbers stand in the result. @param {number[]} at */
export function pathOf([layer, unit, input]) {
  return input === undefined ? `biases.${layer - 1}.${unit}` : `weights.${layer - 1}.${unit}.${input}`;
}

/**
 * A number, or a dot while it is not known.
 * @param {boolean} isOpen @param {Api.BackpropResult} result @param {string} path @param {number} [decimals]
 */
function open(isOpen, result, path, decimals = enough(valueAt(result, path) ?? 0)) {
  return isOpen ? shown(result, path, decimals) : html`<span class="unknown">·</span>`;
}

/**
 * The chain rule of the parameter that is open: factors, product, the same by turning it a little.
 * @param {Shown} model
 */
export function inside(model) {
  const { result, at, known, hidden } = model;
  const [layer, unit, input] = at;
  const sizes = result.network.layers;
  if (known.stage === "forward" && !hidden("updated")) return forwardSum(model);
  const isThere = isBack(known, layer, unit);
  const isWeight = input !== undefined;
  const source = layer === 1 ? `x.${input}` : `layers.${layer - 2}.a.${input}`;
  const symbol = isWeight ? "w" : "b";
  return html`
    <h3>${parameterName(sizes, at).replace(/^./, (first) => first.toUpperCase())}</h3>
    <p class="inside-kind chain-rule">${
      isSoftmax(result, layer) ? softmaxRule(symbol) : plainRule(symbol)
    }</p>
    ${keyed(
      String(at),
      html`<table class="sum ${isNew(model) ? "arriving" : ""}">
      <caption class="visually-hidden">The factors of the gradient</caption>
      <tbody>
        ${isSoftmax(result, layer) ? factorsInOne(model) : twoFactors(model)}
        <tr><th scope="row">${mark(3)}∂z/∂${symbol}${
          isWeight ? html` = <var>a</var> of <var>${unitName(sizes, layer - 1, input)}</var>` : ""
        }</th><td>${isWeight ? open(known.forward >= layer - 1, result, source) : "1"}</td></tr>
      </tbody>
      <tfoot>
        <tr><th scope="row">the product</th><td
          data-answer-to="gradient">${open(
            isThere && !hidden("gradient"),
            result,
            `gradients.${pathOf(at)}`,
          )}</td></tr>
        <tr class="plain"><th scope="row">by turning it a little</th>
        <td>${open(isThere && !hidden("gradient"), result, `gradient_check.numeric.${pathOf(at)}`)}</td></tr>
      </tfoot>
    </table>`,
    )}
    ${isSoftmax(result, layer) ? softmaxWays(model) : ""}${origin(model)}${change(model)}`;
}

/** Whether the error signal of the open unit comes back at this step. @param {Shown} model */
function isNew({ known, at: [layer, unit] }) {
  return known.stage === "backward" && known.layer === layer && known.unit === unit;
}

/** On the way forward: the sum of the unit that the open parameter belongs to. @param {Shown} model */
function forwardSum({ result, constants, at: [layer, unit, input], known }) {
  const activation = constants.activations[result.network.activations[layer - 1]];
  const [isBefore, isThere] = [known.forward >= layer - 1, known.forward >= layer];
  const terms = isThere ? result.network.layers[layer - 1] : 0;
  return html`<h3>Inside ${unitName(result.network.layers, layer, unit)}</h3>
    <p class="inside-kind">weighted sum, then ${activation.label}</p>
    ${keyed(
      `${known.layer}.${layer}.${unit}`,
      weightedSum(result, [layer, unit], {
        symbol: activation.symbol,
        known: { terms, z: isThere, a: isThere },
        isKnown: () => isBefore,
        arriving: known.layer === layer,
        lit: input ?? null,
      }),
    )}`;
}

/** @param {string} symbol  of the parameter */
function plainRule(symbol) {
  return term`${fraction("∂L", `∂${symbol}`)} = ${fraction("∂L", "∂a")} ·
    ${fraction("∂a", "∂z")} · ${fraction("∂z", `∂${symbol}`)}`;
}

/** @param {string} symbol  of the parameter */
function softmaxRule(symbol) {
  return term`${fraction("∂L", `∂${symbol}`)} = ∑ᵢ ${fraction("∂L", "∂aᵢ")} ·
    ${fraction("∂aᵢ", "∂z")} · ${fraction("∂z", `∂${symbol}`)}`;
}

/** ∂L/∂a and ∂a/∂z of the unit. @param {Shown} model */
function twoFactors({ result, at: [layer, unit], known, hidden }) {
  const own = `layers.${layer - 1}`;
  const name = unitName(result.network.layers, layer, unit);
  const isThere = isBack(known, layer, unit);
  return html`<tr><th scope="row">${mark(1)}∂L/∂a of <var>${name}</var></th>
        <td>${open(isThere && !hidden("dL_da"), result, `${own}.dL_da.${unit}`)}</td></tr>
        <tr><th scope="row">${mark(2)}∂a/∂z of <var>${name}</var></th>
        <td>${open(isThere && !hidden("da_dz"), result, `${own}.da_dz.${unit}`)}</td></tr>`;
}

/** Before a softmax the two do not stand alone: δ is their sum over the layer. @param {Shown} model */
function factorsInOne({ result, at: [layer, unit], known, hidden }) {
  const isOpen = isBack(known, layer, unit) && !hidden("delta");
  return html`<tr><th scope="row">${mark(1)}${mark(2)}δ of
        <var>${unitName(result.network.layers, layer, unit)}</var></th>
        <td>${open(isOpen, result, `layers.${layer - 1}.delta.${unit}`)}</td></tr>`;
}

/** @param {Shown} model */
function softmaxWays(model) {
  const { result, request, at, known } = model;
  const isFused = request.loss === "cross_entropy" && at[0] === result.network.layers.length - 1;
  const factorMark = html`${mark(1)}${mark(2)}`;
  return waysThroughSoftmax(model, { isBack: isBack(known, at[0], at[1]), isFused, factorMark });
}

/** @param {number} digit */
function mark(digit) {
  return html`<span class="factor-mark" aria-hidden="true">${digit}</span>`;
}

/** Where ∂L/∂a comes from: the loss, or every way through the next layer. @param {Shown} model */
function origin({ result, request, at: [layer, unit], known, hidden }) {
  const sizes = result.network.layers;
  if (layer === sizes.length - 1)
    return html`<p class="inside-kind">${mark(1)}is the slope of the loss:
      ${SLOPES[request.half ? "half" : request.loss]}${
        request.reduction === "mean" && request.loss !== "cross_entropy" && result.y.length > 1
          ? `, over ${result.y.length} outputs`
          : ""
      }${result.slope_is_cut ? ", cut off" : ""}.</p>`;
  const isThere = isBack(known, layer, unit) && !hidden("dL_da");
  const { delta } = result.layers[layer];
  return html`<p class="inside-kind">${mark(1)}adds up every way through the next layer, weight × δ:</p>
    <table class="sum ways"><caption class="visually-hidden">Where ∂L/∂a comes from</caption><tbody>
      ${delta.map((each, k) => {
        const weight = result.network.weights[layer][k][unit];
        return html`<tr><th scope="row"><var>${unitName(sizes, layer + 1, k)}</var></th>
          <td class=${weight < 0 ? "negative" : "positive"}>${shown(
            result,
            `network.weights.${layer}.${k}.${unit}`,
          )} <span class="sign">×</span></td>
          <td>${open(isBack(known, layer + 1, k), result, `layers.${layer}.delta.${k}`)} <span
            class="sign">=</span></td>
          <td>${isThere ? fixed(weight * each, enough(weight * each)) : "·"}</td></tr>`;
      })}</tbody></table>`;
}

const SLOPES = /** @type {Record<string, string>} */ ({
  mse: "2 (ŷ − y)",
  half: "ŷ − y",
  mae: "the sign of ŷ − y",
  huber: "ŷ − y, at most ±1",
  bce: "(ŷ − y) / (ŷ (1 − ŷ))",
  cross_entropy: "−y / ŷ",
});

/**
 * What the optimizer remembers of this parameter, before the update and after it.
 * @param {Api.BackpropResult} result @param {Record<string, string>} names @param {string} path
 * @param {boolean} isOpen
 */
function memoryRows(result, names, path, isOpen) {
  return Object.keys(result.memory).map(
    (name) => html`<tr><th scope="row">${names[name] ?? name} before</th>
      <td>${shown(result, `memory_before.${name}.${path}`, 6)}</td></tr>
      <tr><th scope="row">${names[name] ?? name} now</th>
      <td>${open(isOpen, result, `memory.${name}.${path}`, 6)}</td></tr>`,
  );
}

/** What the optimizer makes of it. @param {Shown} model */
function change({ result, request, at, known, hidden, constants }) {
  const path = pathOf(at);
  const isOpen = known.update && !hidden("updated");
  if (result.updated === null)
    return html`<p class="inside-kind">The update makes a parameter larger than a million: no numbers from
      there on.</p>`;
  const isKept = request.freeze_biases && at.length === 2;
  const rule = isKept
    ? "Biases are kept as they are."
    : request.optimizer === "sgd"
      ? request.momentum
        ? `m ← ${fixed(request.momentum)} m + the gradient; the optimizer subtracts η m:`
        : "The optimizer subtracts η times the gradient:"
      : `${constants.optimizers[request.optimizer].name} makes a step of the gradient:`;
  return html`<p class="inside-kind">${rule}</p>
    <table class="sum"><caption class="visually-hidden">The update</caption><tbody>
      <tr><th scope="row">before</th><td>${shown(result, `network.${path}`, 6)}</td></tr>
      ${memoryRows(result, constants.moments, path, isOpen)}
      <tr><th scope="row">change</th><td>${open(isOpen, result, `changes.${path}`, 6)}</td></tr></tbody>
      <tfoot><tr><th scope="row">after the update</th>
      <td>${open(isOpen, result, `updated.${path}`, 6)}</td></tr></tfoot></table>`;
}
