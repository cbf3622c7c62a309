/** Backpropagation: the stages, the picture, what is inside a parameter, the answer. Pure functions. */
import { html, svg } from "../../../vendor/vendor.js";
import { computationalGraph } from "../../charts/computational_graph.js";
import { fraction, term } from "../../charts/equation.js";
import { shown } from "../../charts/number.js";
import { signalNetwork } from "../../charts/signal_network.js";
import { STAGES } from "../../lib/backprop_steps.js";
import { enough, fixed, unitName } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";
import { matrices } from "./matrices.js";

/** @typedef {import("./panel.js").Shown} Shown */

const PICTURES = /** @type {Record<string, string>} */ ({
  network: "Network",
  graph: "Graph",
  matrices: "Matrices",
});
const STAGE_NAMES = /** @type {Record<string, string>} */ ({
  forward: "Forward",
  loss: "Loss",
  backward: "Backward",
  update: "Update",
});

/** What a parameter is called. @param {number[]} sizes @param {number[]} at */
export function parameterName(sizes, [layer, unit, input]) {
  const name = unitName(sizes, layer, unit);
  return input === undefined ? `bias of ${name}` : `weight ${unitName(sizes, layer - 1, input)} → ${name}`;
}

/** Where its numbers stand in the result. @param {number[]} at */
export function pathOf([layer, unit, input]) {
  return input === undefined ? `biases.${layer - 1}.${unit}` : `weights.${layer - 1}.${unit}.${input}`;
}

/** @param {Shown} model @param {import("./panel.js").BackpropPanel} panel */
export function picture(model, panel) {
  const options = {
    ...model,
    names: model.constants.names,
    spacing: /** @type {"close" | "wide"} */ (panel.isClose ? "close" : "wide"),
    describedBy: "backprop-sentence",
    onSelect: (/** @type {number[]} */ at) => panel.select(at),
  };
  const drawings = {
    network: () => signalNetwork(options),
    graph: () =>
      html`<div class="graph-frame scroll-x" tabindex="0" role="group"
        aria-label="The graph of the computation">${computationalGraph(options)}</div>`,
    matrices: () => matrices(model),
  };
  return html`${bar(model)}${drawings[model.view.picture]()}${
    model.view.picture === "matrices" ? "" : key(model)
  }`;
}

/** The four stages, and the three pictures. @param {Shown} model */
function bar({ known, view }) {
  return html`<div class="stages">
    <div class="segments" role="group" aria-label="Stage">${STAGES.map(
      (stage) => html`<button type="button"
      data-action="stage" data-value=${stage}
      aria-pressed=${String(stage === known.stage)}>${STAGE_NAMES[stage]}</button>`,
    )}</div>
    <div class="segments picture-choice" role="group"
      aria-label="Picture">${Object.entries(PICTURES).map(
        ([name, said]) => html`<button type="button"
      data-action="picture" data-value=${name}
      aria-pressed=${String(name === view.picture)}>${said}</button>`,
      )}</div>
  </div>`;
}

/** What lines and numbers mean at this stage. @param {Shown} model */
function key({ known, view }) {
  if (view.picture === "graph")
    return html`<p class="picture-key">In or over each node what comes out of it; after the arrow ← the slope
      of the loss there.</p>`;
  const words = /** @type {Record<string, string>} */ ({
    forward: "Lines: weights. In the units: activations.",
    loss: "Lines: weights. At the end: the loss.",
    backward: "Lines: weights. Under the units: error signals δ = ∂L/∂z.",
    update: "Lines: how the update changes each weight. Under the units: how it changes each bias.",
  });
  return html`<p class="picture-key">${words[known.stage]} <span class="positive">Blue, solid: +</span> <span
    class="negative">Orange, dashed: −</span></p>`;
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
  const name = unitName(sizes, layer, unit);
  const isBack = known.backward <= layer;
  const isWeight = input !== undefined;
  const own = `layers.${layer - 1}`;
  const source = layer === 1 ? `x.${input}` : `layers.${layer - 2}.a.${input}`;
  const symbol = isWeight ? "w" : "b";
  return html`
    <h3>${parameterName(sizes, at).replace(/^./, (first) => first.toUpperCase())}</h3>
    <p class="inside-kind chain-rule">${term`${fraction("∂L", `∂${symbol}`)} = ${fraction("∂L", "∂a")} ·
    ${fraction("∂a", "∂z")} · ${fraction("∂z", `∂${symbol}`)}`}</p>
    <table class="sum">
      <caption class="visually-hidden">The factors of the gradient</caption>
      <tbody>
        <tr><th scope="row">${mark(1)}∂L/∂a of <var>${name}</var></th>
        <td>${open(isBack && !hidden("dL_da"), result, `${own}.dL_da.${unit}`)}</td></tr>
        <tr><th scope="row">${mark(2)}∂a/∂z of <var>${name}</var></th>
        <td>${open(isBack && !hidden("da_dz"), result, `${own}.da_dz.${unit}`)}</td></tr>
        <tr><th scope="row">${mark(3)}∂z/∂${symbol}${
          isWeight ? html` = <var>a</var> of <var>${unitName(sizes, layer - 1, input)}</var>` : ""
        }</th><td>${isWeight ? open(known.forward >= layer - 1, result, source) : "1"}</td></tr>
      </tbody>
      <tfoot>
        <tr><th scope="row">the product</th><td
          data-answer-to="gradient">${open(
            isBack && !hidden("gradient"),
            result,
            `gradients.${pathOf(at)}`,
          )}</td></tr>
        <tr class="plain"><th scope="row">by turning it a little</th>
        <td>${open(isBack && !hidden("gradient"), result, `gradient_check.numeric.${pathOf(at)}`)}</td></tr>
      </tfoot>
    </table>
    ${origin(model)}${change(model)}`;
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
        request.reduction === "mean" && result.y.length > 1 ? `, over ${result.y.length} outputs` : ""
      }.</p>`;
  const isBack = known.backward <= layer && !hidden("dL_da");
  const { delta } = result.layers[layer];
  return html`<p class="inside-kind">${mark(1)}adds up every way through the next layer, weight × δ:</p>
    <table class="sum ways"><caption class="visually-hidden">Where the blame comes from</caption><tbody>
      ${delta.map((each, k) => {
        const weight = result.network.weights[layer][k][unit];
        return html`<tr><th scope="row"><var>${unitName(sizes, layer + 1, k)}</var></th>
          <td class=${weight < 0 ? "negative" : "positive"}>${shown(
            result,
            `network.weights.${layer}.${k}.${unit}`,
          )} <span class="sign">×</span></td>
          <td>${open(known.backward <= layer + 1, result, `layers.${layer}.delta.${k}`)} <span
            class="sign">=</span></td>
          <td>${isBack ? fixed(weight * each, enough(weight * each)) : "·"}</td></tr>`;
      })}</tbody></table>`;
}

const SLOPES = /** @type {Record<string, string>} */ ({
  mse: "2 (ŷ − y)",
  half: "ŷ − y",
  mae: "the sign of ŷ − y",
  huber: "ŷ − y, at most ±1",
  bce: "(ŷ − y) / (ŷ (1 − ŷ))",
});

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
      ? "The optimizer subtracts η times the gradient:"
      : `${constants.optimizers[request.optimizer].name} makes a step of the gradient:`;
  return html`<p class="inside-kind">${rule}</p>
    <table class="sum"><caption class="visually-hidden">The update</caption><tbody>
      <tr><th scope="row">before</th><td>${shown(result, `network.${path}`, 6)}</td></tr>
      <tr><th scope="row">change</th><td>${open(isOpen, result, `changes.${path}`, 6)}</td></tr></tbody>
      <tfoot><tr><th scope="row">after the update</th>
      <td>${open(isOpen, result, `updated.${path}`, 6)}</td></tr></tfoot></table>`;
}

/** The loss, large, and what the update makes of it. @param {Shown} model */
export function answer(model) {
  const { result, known } = model;
  const after =
    result.loss_after === null ? "diverges" : html`${known.update ? shown(result, "loss_after", 4) : "–"}`;
  const verdict = result.steps === 0 ? "after one update" : `after update ${result.steps + 1}`;
  return html`<p class="answer-line">
      <output class="answer-number" data-answer>${known.loss ? shown(result, "loss", 4) : "–"}</output>
      <span class="answer-verdict">loss now; ${verdict} <span class="loss-after">${after}</span></span>
    </p>
    ${known.update && result.losses.length > 2 ? lossBars(model) : html`<div class="loss-bars"></div>`}`;
}

/** The loss before each update and after the last, as bars. @param {Shown} model */
function lossBars({ result: { losses, steps }, mostSteps }) {
  const largest = Math.max(...losses, 1e-12);
  const width = 100 / (mostSteps + 2);
  const told = losses.map((each) => fixed(each, 4)).join(", ");
  return html`<svg class="loss-bars" viewBox="0 0 100 22" preserveAspectRatio="none" role="img"
    aria-label="Loss before each update and after the last: ${told}">
    ${losses.map((loss, index) => {
      const height = Math.max(0.6, (loss / largest) * 20);
      return svg`<rect class="loss-bar ${index === steps ? "now" : ""}" x=${index * width} y=${22 - height}
        width=${width * 0.8} height=${height}></rect>`;
    })}
  </svg>`;
}

/** Whether updates move the biases. @param {Api.BackpropRequest} request */
export function switches({ freeze_biases }) {
  return segments("Biases", "biases", freeze_biases ? "kept" : "updated", {
    updated: "updated",
    kept: "kept",
  });
}

/** The two conventions of the squared error. @param {Api.BackpropRequest} request */
export function halves({ half }) {
  return segments("Convention", "half", half ? "half" : "whole", { whole: "(ŷ − y)²", half: "½ (ŷ − y)²" });
}

/** @param {string} label @param {string} action @param {string} on @param {Record<string, string>} names */
function segments(label, action, on, names) {
  return html`<div class="segments" role="group"
    aria-label=${label}>${Object.entries(names).map(
      ([value, name]) => html`<button type="button"
    data-action=${action} data-value=${value} aria-pressed=${String(value === on)}>${name}</button>`,
    )}</div>`;
}
