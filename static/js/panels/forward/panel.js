/** The forward pass: what the panel does. What it shows stands in the files beside this one. */
import { layerName, unitName } from "../../lib/format.js";
import { settledNetwork } from "../../lib/network_request.js";
import { same, valueAt, withValue } from "../../lib/state.js";
import { setAttribute, setHidden, showFormula } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { forwardMaths, forwardMatrices } from "./maths.js";
import { answer, countOf, inside, paceButtons, picture, sentence, titleOf } from "./parts.js";
import { forwardSteps } from "./steps.js";

/** What a further input starts with: no picture of zeros. */
const EXAMPLE = [0.8, -0.45];

/**
 * @typedef {{request: Api.ForwardRequest, view: Api.ForwardView, result: Api.ForwardResult,
 *   constants: {activations: import("../../lib/activations.js").Activations,
 *   curves: Record<string, number[]>}}} Model
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 * @typedef {import("../../controls/slider.js").NudgeSlider} Slider
 * @typedef {import("../../controls/slider.js").NudgeSliderList} SliderList
 * @typedef {Model & {selected: [number, number], edge: number | null,
 *   step: import("./steps.js").Step | null}} Shown
 *   with the unit that is open, which of its edges, and how far the pass is played
 */

/** @extends {PlayedPanel<Model>} */
export class ForwardPanel extends PlayedPanel {
  /** @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    const network = settledNetwork(request.network, path);
    const n_in = network.layers[0];
    const x = Array.from({ length: n_in }, (_, i) => request.x[i] ?? EXAMPLE[i % 2]);
    return { ...request, x, network };
  }

  /**
   * Weights that were drawn by the seed can be read, and changed, as if they had been given. While
   * another network is on its way, its sliders are those of the one that is drawn.
   * @param {string} path
   */
  read(path) {
    const isDrawn = same(this.request.network.layers, this.result.network.layers);
    const isNumber = /^network\.(weights|biases)\./.test(path);
    return (isDrawn || !isNumber ? valueAt(this.request, path) : undefined) ?? valueAt(this.result, path);
  }

  /** @param {string} path @param {unknown} value */
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

  stepCount() {
    return this.steps().length;
  }

  /** @param {number | null} step */
  showStep(step) {
    const at = step === null ? null : this.steps()[step];
    const sizes = this.result.network.layers;
    this.setView({ step, unit: at ? [at.layer, at.unit] : [sizes.length - 1, 0] });
  }

  /**
   * The unit that is open: the one chosen, or the output where there is no such unit.
   * @returns {[number, number]}
   */
  selected() {
    const [layer, unit] = this.view.unit;
    const sizes = this.result.network.layers;
    return layer < sizes.length && unit < sizes[layer] ? [layer, unit] : [sizes.length - 1, 0];
  }

  /** @param {number} layer @param {number} unit @param {number} [input]  of an edge */
  choose(layer, unit, input) {
    this.setView({ unit: input === undefined ? [layer, unit] : [layer, unit, input] });
  }

  /** Where the edge comes from that has been chosen of the open unit's; null for the unit itself. */
  edge() {
    const [layer, unit, input] = this.view.unit;
    const isHere = String(this.selected()) === String([layer, unit]);
    const count = this.result.network.layers[layer - 1] ?? 0;
    return isHere && input !== undefined && input < count ? input : null;
  }

  /**
   * A preset is a network; its inputs may have moved since. Of several with one network it is the one with
   * these inputs, else the first.
   * @param {Preset} preset
   */
  isOn(preset) {
    const near = this.first.presets.filter((each) => same(this.opened(each).network, this.request.network));
    return preset === (near.find((each) => same(this.opened(each), this.request)) ?? near[0]);
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "pace") this.setPace(/** @type {Api.ForwardView["pace"]} */ (value));
    if (action === "layers") this.changeDepth(Number(value));
    if (action === "new-seed")
      this.set("network.seed", this.limits.next("network.seed", this.request.network.seed));
  }

  /** @param {Api.ForwardView["pace"]} pace */
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

  /** @param {Model} model */
  parts(model) {
    const shown = { ...model, selected: this.selected(), edge: this.edge(), step: this.currentStep() };
    return {
      title: titleOf(model.result),
      count: countOf(model.result.network),
      picture: picture(shown, this),
      player: this.playButtons("Run forward pass"),
      paces: paceButtons(model.view.pace),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: () => forwardMaths(shown),
      matrix: () => forwardMatrices(shown),
    };
  }

  currentStep() {
    const index = this.stepIndex();
    return index === null ? null : this.steps()[index];
  }

  showControls() {
    this.nameControls();
    showFormula(this, ...this.result.network.activations);
    super.showControls();
    const depth = this.request.network.layers.length;
    const { fewest, most } = this.limits.counts("network.layers");
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.querySelectorAll("[data-action=layers]")
    )) {
      button.disabled = button.dataset.value === "1" ? depth >= most : depth <= fewest;
    }
  }

  /** The weight sliders belong to the unit that is open. */
  nameControls() {
    const sizes = this.result.network.layers;
    const [layer, unit] = this.selected();
    const weights = /** @type {SliderList} */ (this.querySelector("[data-role=weights]"));
    const bias = /** @type {Slider} */ (this.querySelector("[data-role=bias]"));
    const fold = /** @type {HTMLElement} */ (this.querySelector("[data-role=edit]"));
    setHidden(fold, layer === 0);
    setAttribute(weights, "data-path", layer ? `network.weights.${layer - 1}.${unit}` : "");
    setAttribute(bias, "data-path", layer ? `network.biases.${layer - 1}.${unit}` : "");
    if (!layer) return;
    const name = unitName(sizes, layer, unit);
    weights.names = Array.from(
      { length: sizes[layer - 1] },
      (_, i) => `weight ${unitName(sizes, layer - 1, i)} → ${name}`,
    );
    bias.name = `bias of ${name}`;
    const units = /** @type {SliderList} */ (this.querySelector("[data-role=layers]"));
    units.names = this.request.network.layers.map((_, l) =>
      layerName([...this.request.network.layers].fill(2), l),
    );
  }
}

customElements.define("nudge-forward", ForwardPanel);
