/** The forward pass: lamps and wires, the arithmetic inside each unit, the answer. */

import { html } from "../../vendor/vendor.js";
import { functionPlot } from "../charts/function_plot.js";
import { gauges } from "../charts/gauge.js";
import { networkPicture } from "../charts/network.js";
import { fixed, layerName, unitName } from "../lib/format.js";
import { forwardSteps, isKnown, isTraveling, knownRows } from "../lib/forward_steps.js";
import { Player } from "../lib/player.js";
import { merged, same, valueAt, withValue } from "../lib/state.js";
import { forwardMaths, forwardMatrices } from "./forward_maths.js";
import { PanelElement } from "./panel_element.js";

const FUNCTIONS = /** @type {Record<string, string>} */ ({
  tanh: "tanh",
  relu: "ReLU",
  sigmoid: "σ",
  linear: "linear",
});
const VERDICTS = /** @type {Record<string, string>} */ ({
  neutral: "Neutral",
  leans_to_0: "leans towards 0",
  leans_to_1: "leans towards 1",
  leans_to_minus_1: "leans towards −1",
  zero: "zero",
  positive: "positive",
  negative: "negative",
  tie: "a tie",
});

class ForwardPanel extends PanelElement {
  constructor() {
    super();
    this.player = new Player({
      count: () => this.steps().length,
      show: (step) => this.showStep(step),
    });
    this.player.step = this.view.step;
  }

  /** @param {any} request @param {string} path */
  settle(request, path) {
    const { network } = request;
    const isDrawnAgain = /^network\.(layers|seed|initializer)/.test(path);
    const n_in = network.layers[0];
    const x = Array.from({ length: n_in }, (_, i) => request.x[i] ?? 0);
    return { ...request, x, network: isDrawnAgain ? { ...network, weights: null, biases: null } : network };
  }

  /** Weights that were drawn by the seed can be read, and changed, as if they had been given. @param {string} path */
  read(path) {
    return valueAt(this.request, path) ?? valueAt(this.result, path);
  }

  /** @param {string} path @param {any} value */
  written(path, value) {
    if (!/^network\.(weights|biases)\./.test(path)) return super.written(path, value);
    const { weights, biases } = this.result.network;
    const { network } = this.request;
    const given = { ...network, weights: network.weights ?? weights, biases: network.biases ?? biases };
    return withValue({ ...this.request, network: given }, path, value);
  }

  steps() {
    return forwardSteps(this.result.network.layers, this.view.pace);
  }

  stepIndex() {
    const { step } = this.view;
    return step === null || step >= this.steps().length ? null : step;
  }

  /** @param {number | null} step */
  showStep(step) {
    const at = step === null ? null : this.steps()[step];
    const sizes = this.result.network.layers;
    this.setView({ step, unit: at ? [at.layer, at.unit] : [sizes.length - 1, 0] });
  }

  /** The unit that is open: the one chosen, or the output where there is no such unit. @returns {[number, number]} */
  selected() {
    const [layer, unit] = this.view.unit;
    const sizes = this.result.network.layers;
    return layer < sizes.length && unit < sizes[layer] ? [layer, unit] : [sizes.length - 1, 0];
  }

  /** A preset is a network; its inputs may have moved since. @param {any} preset */
  isOn(preset) {
    return same(this.request.network, merged(this.first.defaults, preset.request).network);
  }

  /** @param {Event} event */
  onClick(event) {
    super.onClick(event);
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action]")
    );
    const { action, value = "" } = button?.dataset ?? {};
    if (action === "play") this.player.isPlaying ? this.player.pause() : this.player.play();
    if (action === "step") this.player.next();
    if (action === "back") this.player.back();
    if (action === "pace") this.setPace(value);
    if (action === "layers") this.changeDepth(Number(value));
    if (action === "new-seed") this.onControl(seedChange(this.request.network.seed));
  }

  /** @param {string} pace */
  setPace(pace) {
    this.player.isPlaying = false;
    this.player.step = null;
    this.setView({ pace, step: null });
  }

  /** One hidden layer more, or one less. @param {number} change */
  changeDepth(change) {
    const { layers } = this.request.network;
    const hidden = layers.slice(1, -1);
    const next = change > 0 ? [...hidden, hidden.at(-1) ?? 3] : hidden.slice(0, -1);
    const value = [layers[0], ...next, layers.at(-1)];
    this.setRequest(this.settle(this.written("network.layers", value), "network.layers"), "network.layers");
  }

  /** @param {import("./panel_element.js").Model} model */
  parts(model) {
    const shown = { ...model, selected: this.selected(), step: this.currentStep() };
    return {
      title: model.result.network.layers.join(" → "),
      count: countOf(model.result.network),
      picture: picture(shown, this),
      player: playerButtons(this),
      paces: paceButtons(model.view.pace),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: forwardMaths(shown),
      matrix: forwardMatrices(shown),
      data: dataTable(model.result),
    };
  }

  currentStep() {
    const index = this.stepIndex();
    return index === null ? null : this.steps()[index];
  }

  showControls() {
    this.nameControls();
    super.showControls();
    const depth = this.request.network.layers.length;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.querySelectorAll("[data-action=layers]")
    )) {
      button.disabled = button.dataset.value === "1" ? depth >= Number(button.dataset.most) : depth <= 2;
    }
  }

  /** The weight sliders belong to the unit that is open. */
  nameControls() {
    const sizes = this.result.network.layers;
    const [layer, unit] = this.selected();
    const weights = /** @type {any} */ (this.querySelector("[data-role=weights]"));
    const bias = /** @type {any} */ (this.querySelector("[data-role=bias]"));
    const fold = /** @type {HTMLElement} */ (this.querySelector("[data-role=edit]"));
    fold.hidden = layer === 0;
    weights.dataset.path = layer ? `network.weights.${layer - 1}.${unit}` : "";
    bias.dataset.path = layer ? `network.biases.${layer - 1}.${unit}` : "";
    if (!layer) return;
    const name = unitName(sizes, layer, unit);
    weights.names = Array.from(
      { length: sizes[layer - 1] },
      (_, i) => `weight ${unitName(sizes, layer - 1, i)} → ${name}`,
    );
    bias.name = `bias of ${name}`;
    const units = /** @type {any} */ (this.querySelector("[data-role=layers]"));
    units.names = this.request.network.layers.map((/** @type {number} */ _, /** @type {number} */ l) =>
      layerName([...this.request.network.layers].fill(2), l),
    );
  }
}

/** Another seed, the next one along. @param {number} seed @returns {any} */
function seedChange(seed) {
  return { detail: { path: "network.seed", value: (seed + 1) % 10000, isSettled: true } };
}

/** @param {any} network */
function countOf({ parameter_count, weights }) {
  const count = weights.flat(2).length;
  return `${parameter_count} parameters: ${count} weights + ${parameter_count - count} biases`;
}

/** @param {any} model @param {ForwardPanel} panel */
function picture({ result, constants, selected, step, view }, panel) {
  const { network, layers, x } = result;
  return networkPicture(
    {
      sizes: network.layers,
      values: [x, ...layers.map((/** @type {any} */ layer) => layer.a)],
      weights: network.weights,
      functions: network.activations.map((/** @type {string} */ name) => name),
      ranges: constants.ranges,
    },
    {
      selected,
      isKnown: (layer, unit) => isKnown(step, layer, unit),
      isTraveling: (layer, to, from) => isTraveling(step, view.pace, layer, to, from),
      title: `Network ${network.layers.join(" → ")}. Arrow keys walk from unit to unit.`,
      describedBy: "forward-sentence",
      room: panel.isClose ? "close" : "wide",
      onSelect: (layer, unit) => panel.setView({ unit: [layer, unit] }),
    },
  );
}

/** @param {ForwardPanel} panel */
function playerButtons({ player }) {
  const { isPlaying, step } = player;
  const label = isPlaying ? "Pause" : step === null ? "Run forward pass" : "Go on";
  return html`
    <button type="button" class="primary" data-action="play">${label}</button>
    <div class="pair">
      <button type="button" data-action="back"><span aria-hidden="true">◀</span> Back</button>
      <button type="button" data-action="step">Step <span aria-hidden="true">▶</span></button>
    </div>`;
}

/** @param {string} pace */
function paceButtons(pace) {
  return html`<div class="segments" role="group" aria-label="One step is">
    ${["layer", "neuron", "term"].map(
      (name) =>
        html`<button type="button" data-action="pace" data-value=${name} aria-pressed=${String(name === pace)}>${name}</button>`,
    )}
  </div>`;
}

/** The arithmetic of the unit that is open. @param {any} model */
function inside({ result, constants, selected: [layer, unit], step }) {
  const sizes = result.network.layers;
  const name = unitName(sizes, layer, unit);
  if (layer === 0) {
    return html`<h3>Inside ${name}</h3>
      <p class="inside-kind">An input computes nothing. It hands its number on to every unit of the next layer.</p>
      <p class="inside-input"><var>${name}</var> <span class="number">${fixed(result.x[unit])}</span></p>`;
  }
  const { z, a } = result.layers[layer - 1];
  const f = result.network.activations[layer - 1];
  const sources = layer === 1 ? result.x : result.layers[layer - 2].a;
  const weights = result.network.weights[layer - 1][unit];
  const known = knownRows(step, layer, unit, sources.length);
  const open = (/** @type {boolean} */ isOpen, /** @type {number} */ value, decimals = 3) =>
    isOpen ? fixed(value, decimals) : "·";
  return html`
    <h3>Inside ${name}</h3>
    <p class="inside-kind">weighted sum, then ${FUNCTIONS[f]}</p>
    <table class="sum">
      <caption class="visually-hidden">How ${name} gets its activation</caption>
      <thead class="visually-hidden"><tr><th>from</th><th>activation</th><th>weight</th><th>product</th></tr></thead>
      <tbody>
        ${weights.map((/** @type {number} */ w, /** @type {number} */ i) => {
          const isOpen = i < known.terms;
          const isSourceKnown = isKnown(step, layer - 1, i);
          return html`<tr class=${isOpen ? "" : "unknown"}>
            <th scope="row"><var>${unitName(sizes, layer - 1, i)}</var></th>
            <td>${open(isSourceKnown, sources[i], 2)} <span class="sign">×</span></td>
            <td class=${w < 0 ? "negative" : "positive"}>${fixed(w)} <span class="sign">=</span></td>
            <td>${open(isOpen, sources[i] * w)}</td>
          </tr>`;
        })}
        <tr class=${known.z ? "" : "unknown"}>
          <th scope="row" colspan="2">bias</th><td><span class="sign">+</span></td>
          <td>${open(known.z, result.network.biases[layer - 1][unit])}</td>
        </tr>
      </tbody>
      <tfoot>
        <tr><th scope="row" colspan="3"><var>z</var></th><td>${open(known.z, z[unit])}</td></tr>
        <tr><th scope="row" colspan="3"><var>a</var> = ${FUNCTIONS[f]}(<var>z</var>)</th><td>${open(known.a, a[unit])}</td></tr>
      </tfoot>
    </table>
    ${
      known.a
        ? functionPlot(
            { z: constants.curves.z, a: constants.curves[f] },
            { z: z[unit], a: a[unit] },
            { title: f, low: constants.ranges[f][0], high: constants.ranges[f][1] },
          )
        : html`<div class="function-plot-empty"></div>`
    }`;
}

/** The answer, large. @param {any} model */
function answer({ result, step }) {
  const sizes = result.network.layers;
  const last = sizes.length - 1;
  const known = isKnown(step, last, sizes[last] - 1);
  const outputs = result.prediction.map((/** @type {number} */ value, /** @type {number} */ unit) => ({
    name: unitName(sizes, last, unit),
    value,
  }));
  const big = result.leading ?? 0;
  const verdict =
    result.verdict === "largest" ? `${outputs[big].name} is the largest` : VERDICTS[result.verdict];
  return html`
    <p class="answer-line">
      <output class="answer-number" data-answer>${known ? fixed(result.prediction[big]) : "–"}</output>
      <span class="answer-verdict">${known ? verdict : "not there yet"}</span>
    </p>
    ${gauges(outputs, { ...gaugeScale(result), isKnown: known })}`;
}

/** The ends of the scale: those of the output's range, or room enough where it has none. @param {any} result */
function gaugeScale({ network, prediction }) {
  const f = network.activations.at(-1);
  if (f === "sigmoid") return { low: 0, high: 1, middle: 0.5 };
  if (f === "tanh") return { low: -1, high: 1, middle: 0 };
  const reach = Math.max(2, 2 ** Math.ceil(Math.log2(Math.max(...prediction.map(Math.abs), 1))));
  return { low: -reach, high: reach, middle: 0 };
}

/** @param {any} model */
function sentence({ result, step, view }) {
  if (!step) return result.sentence;
  const sizes = result.network.layers;
  const name = unitName(sizes, step.layer, step.unit);
  if (view.pace === "layer")
    return `Every unit of ${layerName(sizes, step.layer)} is computed at once: each weighs the whole layer before it.`;
  if (step.stage === "term")
    return `${name} adds product ${step.terms} of ${sizes[step.layer - 1]} to its sum.`;
  if (step.stage === "bias")
    return `${name} adds its bias: that makes z = ${fixed(result.layers[step.layer - 1].z[step.unit], 3)}.`;
  return `${name} has z = ${fixed(result.layers[step.layer - 1].z[step.unit], 3)} and passes on a = ${fixed(result.layers[step.layer - 1].a[step.unit], 3)}.`;
}

/** Every number of the picture. @param {any} result */
function dataTable({ network, layers, x }) {
  const sizes = network.layers;
  const inputs = x.map((/** @type {number} */ value, /** @type {number} */ unit) => [
    layerName(sizes, 0),
    unitName(sizes, 0, unit),
    "",
    fixed(value, 4),
  ]);
  const units = layers.flatMap((/** @type {any} */ layer, /** @type {number} */ index) =>
    layer.a.map((/** @type {number} */ a, /** @type {number} */ unit) => [
      layerName(sizes, index + 1),
      unitName(sizes, index + 1, unit),
      fixed(layer.z[unit], 4),
      fixed(a, 4),
    ]),
  );
  return html`<table class="data">
    <caption>Every unit's pre-activation z and activation a</caption>
    <thead><tr><th scope="col">layer</th><th scope="col">unit</th><th scope="col">z</th><th scope="col">a</th></tr></thead>
    <tbody>
      ${[...inputs, ...units].map(([layer, unit, z, a]) => html`<tr><td>${layer}</td><th scope="row">${unit}</th><td>${z}</td><td>${a}</td></tr>`)}
    </tbody>
  </table>`;
}

customElements.define("nudge-forward", ForwardPanel);
