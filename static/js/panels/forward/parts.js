/**
 * The forward pass: lamps and wires, the arithmetic inside each unit, the answer, the table. Pure functions.
 */
import { html, keyed } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { functionPlot } from "../../charts/function_plot.js";
import { gaugeScale, gauges } from "../../charts/gauge.js";
import { networkPicture } from "../../charts/network.js";
import { shown } from "../../charts/number.js";
import { weightedSum } from "../../charts/weighted_sum.js";
import { rangeOf } from "../../lib/activations.js";
import { fixed, layerName, unitName } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";
import { isArriving, isKnown, isTraveling, knownRows, opening } from "./steps.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").ForwardPanel} Panel
 */

const VERDICTS = /** @type {Record<string, string>} */ ({
  neutral: "Neutral",
  leans_to_0: "leans toward 0",
  leans_to_1: "leans toward 1",
  leans_to_minus_1: "leans toward −1",
  zero: "zero",
  one: "one",
  positive: "positive",
  negative: "negative",
  tie: "a tie",
});

/** @param {Api.NetworkResult} network */
export function countOf({ parameter_count, weights }) {
  const count = weights.flat(2).length;
  return `${parameter_count} parameters: ${count} weights + ${parameter_count - count} biases`;
}

/** The sizes of the layers, and how many numbers that makes. @param {Api.ForwardResult} result */
export function titleOf(result) {
  const count = shown(result, "network.parameter_count", 0);
  return html`${result.network.layers.join(" → ")}: ${count} parameters`;
}

/** @param {Shown} model @param {Panel} panel */
export function picture({ result, constants, selected, edge, step, view }, panel) {
  const { network, layers, x } = result;
  return fitted((room) =>
    networkPicture(
      {
        sizes: network.layers,
        values: [x, ...layers.map((layer) => layer.a)],
        weights: network.weights,
        functions: network.activations,
        activations: constants.activations,
        source: (layer, unit) => (layer ? `layers.${layer - 1}.a.${unit}` : `x.${unit}`),
      },
      {
        selected: edge === null ? selected : [...selected, edge],
        isKnown: (layer, unit) => isKnown(step, layer, unit),
        isArriving: (layer, unit) => isArriving(step, view.pace, layer, unit),
        isTraveling: (layer, to, from) => isTraveling(step, view.pace, layer, to, from),
        title: `Network ${network.layers.join(" → ")}. Arrow keys walk from unit to unit along the edges.`,
        describedBy: "forward-sentence",
        room,
        onSelect: (layer, unit, input) => panel.choose(layer, unit, input),
      },
    ),
  );
}

/** @param {string} pace */
export function paceButtons(pace) {
  return html`<div class="segments" role="group" aria-label="One step is">
    ${["layer", "neuron", "term"].map(
      (name) =>
        html`<button type="button" data-action="pace" data-value=${name}
          aria-pressed=${String(name === pace)}>${name}</button>`,
    )}
  </div>`;
}

/** The arithmetic of the unit that is open. @param {Shown} model */
export function inside(model) {
  const { result, constants, selected, edge, step, view } = model;
  const [layer, unit] = selected;
  const name = unitName(result.network.layers, layer, unit);
  if (layer === 0) {
    return html`<h3>Inside ${name}</h3>
      <p class="inside-kind">An input computes nothing. It hands its number on to every unit of the next
      layer.</p>
      <p class="inside-input"><var>${name}</var> ${shown(result, `x.${unit}`)}</p>`;
  }
  const f = result.network.activations[layer - 1];
  const { label } = constants.activations[f];
  const known = knownRows(step, layer, unit, result.network.layers[layer - 1]);
  return html`
    ${edge === null ? html`<h3>Inside ${name}</h3>` : edgeOf(model, edge)}
    <p class="inside-kind">weighted sum, then ${label}${f === "softmax" ? " over its layer" : ""}</p>
    ${keyed(
      step,
      weightedSum(result, selected, {
        symbol: constants.activations[f].symbol,
        known,
        isKnown: (at, of) => isKnown(step, at, of),
        lit: edge,
        ...opening(step, view.pace, layer, unit),
      }),
    )}
    ${known.a ? graphOf(model, f) : html`<div class="function-plot-empty"></div>`}`;
}

/**
 * An edge: its weight times the activation that comes along it is what it adds to the sum of its unit.
 * @param {Shown} model @param {number} from
 */
function edgeOf({ result, selected: [layer, unit], step }, from) {
  const sizes = result.network.layers;
  const [source, target] = [unitName(sizes, layer - 1, from), unitName(sizes, layer, unit)];
  const path = layer === 1 ? `x.${from}` : `layers.${layer - 2}.a.${from}`;
  const weight = result.network.weights[layer - 1][unit][from];
  const isThere = isKnown(step, layer - 1, from);
  const product = isThere ? fixed(weight * (valueAt(result, path) ?? 0), 3) : "·";
  return html`<h3 class="inside-edge">weight ${source} → ${target}</h3>
    <p class="inside-kind">weight × activation of <var>${source}</var></p>
    <p class="inside-input">${shown(result, `network.weights.${layer - 1}.${unit}.${from}`)} ×
      ${isThere ? shown(result, path) : "·"} = <strong>${product}</strong></p>
    <p class="inside-kind">That is added to the sum of <var>${target}</var>:</p>`;
}

/** @param {Shown} model @param {string} f */
function graphOf({ result, constants, selected: [layer, unit] }, f) {
  const { z, a } = result.layers[layer - 1];
  const { label, range } = constants.activations[f];
  const curve = curveOf(f, constants.curves, z, unit);
  return functionPlot(curve, { z: z[unit], a: a[unit] }, { title: label, range });
}

/**
 * An activation's curve. That of a softmax depends on the others of its layer: with their z held, a unit's
 * own is a sigmoid, moved to where its z would be as large as all of theirs together, ln Σ e^z.
 * @param {string} f @param {Record<string, number[]>} curves
 * @param {number[]} z  of the layer @param {number} unit
 */
function curveOf(f, curves, z, unit) {
  if (f !== "softmax") return { z: curves.z, a: curves[f] };
  const others = z.filter((_, index) => index !== unit);
  if (!others.length) return { z: curves.z, a: curves.z.map(() => 1) };
  const largest = Math.max(...others);
  const together = largest + Math.log(others.reduce((sum, each) => sum + Math.exp(each - largest), 0));
  return { z: curves.z.map((each) => each + together), a: curves.sigmoid };
}

/** The answer, large. @param {Shown} model */
export function answer({ result, constants, step }) {
  const range = rangeOf(constants.activations, result.network.activations.at(-1));
  const sizes = result.network.layers;
  const last = sizes.length - 1;
  const known = isKnown(step, last, sizes[last] - 1);
  const outputs = result.prediction.map((value, unit) => ({
    name: unitName(sizes, last, unit),
    value,
  }));
  const big = result.leading ?? 0;
  const verdict =
    result.verdict === "largest" ? `${outputs[big].name} is the largest` : VERDICTS[result.verdict];
  return html`
    <p class="answer-line">
      <output class="answer-number" data-answer>${known ? shown(result, `prediction.${big}`) : "–"}</output>
      <span class="answer-verdict">${known ? verdict : "not there yet"}</span>
    </p>
    ${gauges(outputs, { ...gaugeScale(range, result.prediction), isKnown: known })}`;
}

/** @param {Shown} model */
export function sentence({ result, step, view }) {
  if (!step) return result.sentence;
  const sizes = result.network.layers;
  const name = unitName(sizes, step.layer, step.unit);
  if (view.pace === "layer") {
    const all = `Every unit of ${layerName(sizes, step.layer)}`;
    return `${all} is computed at once: each weighs the whole layer before it.`;
  }
  if (step.stage === "term")
    return `${name} adds product ${step.terms} of ${sizes[step.layer - 1]} to its sum.`;
  if (step.stage === "bias")
    return `${name} adds its bias: that makes z = ${fixed(result.layers[step.layer - 1].z[step.unit], 3)}.`;
  return `${name} has z = ${fixed(
    result.layers[step.layer - 1].z[step.unit],
    3,
  )} and passes on a = ${fixed(result.layers[step.layer - 1].a[step.unit], 3)}.`;
}
