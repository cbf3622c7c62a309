/** What reaches each layer: the signal on its way forward, the gradient on its way back, and the training. */
import { merged, same, valueAt } from "../../lib/state.js";
import { PlayedPanel } from "../../panel/played.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, added, answer, opener } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {{request: Api.GradientFlowRequest, view: Api.FlowView, result: Api.GradientFlowResult,
 *   constants: {epochs: number, network: string[]}}} Model
 * @typedef {Model & {step: number | null, layer: number}} Shown  at a step, with one layer opened
 */

/** How long a layer, and a whole training, takes to be played. */
const [LAYER, TRAINING] = [160, 4000];

/** @extends {PlayedPanel<Model>} */
export class GradientFlowPanel extends PlayedPanel {
  constructor() {
    super();
    this.isWaitedFor = false;
  }

  /** The sentence may have to be scrolled, by keys too. */
  connectedCallback() {
    super.connectedCallback();
    const sentence = /** @type {HTMLElement | null} */ (this.querySelector(".sentence"));
    if (sentence) sentence.tabIndex = 0;
  }

  /** A pass goes through all layers and back; a training through its epochs. */
  stepCount() {
    const { train_epochs: epochs, depth } = this.request;
    this.player.beat = epochs ? TRAINING / epochs : LAYER;
    return epochs || 2 * (depth + 1);
  }

  /** A preset leaves the kept network where it is; a reset does not. @param {number} index */
  openPreset(index) {
    const { kept } = this.request;
    const preset = this.first.presets[index];
    if (!preset || !kept) super.openPreset(index);
    else this.open({ ...preset.request, kept }, `preset.${index}`);
  }

  /**
   * Whether a preset is shown, whatever is kept beside it.
   * @param {import("../../panel/model.js").Preset<Model>} preset
   */
  isOn(preset) {
    return same({ ...this.request, kept: null }, merged(this.first.defaults, preset.request));
  }

  /** A spread is asked for where the weights are normal. @param {Map<string, unknown>} changed */
  update(changed) {
    super.update(changed);
    const spread = /** @type {HTMLElement | null} */ (this.querySelector("[data-role=spread]"));
    if (spread) spread.hidden = this.request.initializer !== "normal";
  }

  /**
   * A network that is another has not been trained.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const isOther = this.first.constants.network.includes(path);
    return isOther && request.train_epochs ? { ...request, train_epochs: 0 } : request;
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "train") this.train();
    if (action === "keep") this.keep();
    if (action === "switch") this.set(value, !valueAt(this.request, value));
    if (action === "time") this.setView({ step: this.view.step === 0 ? null : 0 });
  }

  /** Trains, or goes back to before; the training is played when it has come. */
  train() {
    this.player.pause();
    this.setView({ step: null });
    this.isWaitedFor = !this.request.train_epochs;
    this.set("train_epochs", this.isWaitedFor ? this.first.constants.epochs : 0);
  }

  /** Keeps this network beside those to come, or lets the kept one go. */
  keep() {
    const { network } = this.first.constants;
    const fields = Object.entries(this.request).filter(([name]) => network.includes(name));
    this.set("kept", this.request.kept ? null : Object.fromEntries(fields));
  }

  /**
   * The answer to a question: the state before, and then the other network, whose pass or training is played.
   * @param {import("../../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  stepsTo(answer) {
    return this.stepsFromItsStart(answer);
  }

  /** @param {Model["result"]} result @param {Model["request"]} request */
  receive(result, request) {
    super.receive(result, request);
    if (!this.isWaitedFor || !result.trained) return;
    this.isWaitedFor = false;
    this.player.play();
  }

  /** @param {Model} model */
  parts(model) {
    const layer = Math.min(model.view.layer, model.result.layers.length - 1);
    const { step } = model.view;
    const last = model.request.train_epochs || 2 * model.result.layers.length;
    const shown = { ...model, layer, step: step === null || step >= last ? null : step };
    return {
      player: this.playButtons(model.request.train_epochs ? "Play the training" : "Play a pass"),
      actions: actions(shown),
      added: added(shown, this),
      opener: opener(shown, this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-gradient-flow", GradientFlowPanel);
