/** Backpropagation: what the panel does. What it shows stands in the files beside this one. */
import { endOf, followed, isHidden, knownAt, openParameter } from "../../lib/backprop_steps.js";
import { layerName } from "../../lib/format.js";
import { settledNetwork } from "../../lib/network_request.js";
import { merged, same, valueAt, withValue } from "../../lib/state.js";
import { showFormula } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { Exercise } from "./exercise.js";
import { inside, parameterName, pathOf } from "./inside.js";
import { settledLoss } from "./loss.js";
import { maths } from "./maths.js";
import { answer, halves, picture, switches } from "./parts.js";
import { byHand } from "./quiz.js";
import { StepCheck, stepCheckSheet } from "./step_check.js";

const NUMBERS = /^network\.(weights|biases)\./;
const EXAMPLE = [0.8, -0.45];

/**
 * @typedef {{request: Api.BackpropRequest, view: Api.BackpropView, result: Api.BackpropResult,
 *   constants: {activations: import("../../lib/activations.js").Activations,
 *   outputs: import("./loss.js").Outputs, targets: Record<string, [number, number]>,
 *   optimizers: Record<string, {name: string}>, moments: Record<string, string>}}} Model
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 * @typedef {Api.BackpropView["asked"]} Asked
 * @typedef {import("../../lib/backprop_steps.js").Stage} Stage
 * @typedef {Model & {at: number[], known: import("../../lib/backprop_steps.js").Known,
 *   hidden: (name: string) => boolean, mostSteps: number}} Shown
 *   with the parameter that is open, what is known by now, and what is hidden to be worked out
 */

/** @extends {PlayedPanel<Model>} */
export class BackpropPanel extends PlayedPanel {
  constructor() {
    super();
    this.exercise = new Exercise(this);
    this.stepCheck = new StepCheck(this);
  }

  /** @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    const network = settledNetwork(request.network, path);
    const sizes = network.layers;
    const fit = (
      /** @type {number[]} */ values,
      /** @type {number} */ count,
      /** @type {(index: number) => number} */ fresh,
    ) => Array.from({ length: count }, (_, index) => values[index] ?? fresh(index));
    const next = {
      ...request,
      network,
      x: fit(request.x, sizes[0], (index) => EXAMPLE[index % 2]),
      y: fit(request.y, /** @type {number} */ (sizes.at(-1)), (index) => (index ? 0 : 1)),
    };
    if (path === "optimizer") next.momentum = 0;
    return settledLoss(next, path, this.first.constants.outputs);
  }

  /**
   * Weights that were drawn, or moved by updates, can be read as if they had been given.
   * @param {string} path
   */
  read(path) {
    if (!NUMBERS.test(path)) return super.read(path);
    return valueAt(this.request.steps ? this.result : this.request, path) ?? valueAt(this.result, path);
  }

  /**
   * A weight that is set belongs to the network as it is now: the updates before it are part of that.
   * @param {string} path @param {unknown} value
   */
  written(path, value) {
    if (!NUMBERS.test(path)) return super.written(path, value);
    const { weights, biases } = this.result.network;
    const { network, steps } = this.request;
    const now = steps
      ? { weights, biases }
      : { weights: network.weights ?? weights, biases: network.biases ?? biases };
    return withValue({ ...this.request, steps: 0, network: { ...network, ...now } }, path, value);
  }

  /** How many updates may come before the one that is shown. */
  get mostSteps() {
    return this.limits.of("steps").high;
  }

  stepCount() {
    return this.result.walk.length;
  }

  /** The parameter that is open. */
  get at() {
    return openParameter(this.result.network.layers, this.view.at);
  }

  /**
   * Stepping opens the arithmetic of the unit that is computed, unless something is worked out by hand.
   * @param {number | null} step
   */
  showStep(step) {
    const layers = this.result.network.layers.length - 1;
    const isFollowing = step !== null && step !== this.view.step && this.view.asked === "none";
    const at = isFollowing ? followed(this.result.walk[step], this.at, layers) : this.view.at;
    this.setView({ step, at });
  }

  /** @param {number[]} at */
  select(at) {
    this.exercise.begin();
    this.setView({ at });
  }

  /** @param {Asked} asked */
  ask(asked) {
    this.exercise.begin();
    this.setView({ asked });
  }

  /** @param {Model["result"]} result @param {Model["request"]} request */
  receive(result, request) {
    this.exercise.begin();
    super.receive(result, request);
    this.stepCheck.again();
  }

  /**
   * A preset is a network and an example; the updates made since are not part of it.
   * @param {Preset} preset
   */
  isOn(preset) {
    const { steps: _, ...now } = this.request;
    const { steps: __, ...then } = merged(this.first.defaults, preset.request);
    return same(now, then);
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "stage") this.goTo(/** @type {Stage} */ (value));
    if (action === "picture") this.setView({ picture: /** @type {Api.BackpropView["picture"]} */ (value) });
    if (action === "again") this.set("steps", Math.min(this.mostSteps, this.request.steps + 1));
    if (action === "biases") this.set("freeze_biases", value === "kept");
    if (action === "half") this.set("half", value === "half");
    if (action === "layers") this.changeDepth(Number(value));
    if (action === "new-seed")
      this.set("network.seed", this.limits.next("network.seed", this.request.network.seed));
  }

  /** @param {Stage} stage */
  goTo(stage) {
    const { at } = this.view;
    this.player.stopAt(endOf(this.result.walk, stage));
    this.setView({ at });
  }

  /** One hidden layer more, or one less. @param {number} change */
  changeDepth(change) {
    const layers = this.result.network.layers;
    const hidden = layers.slice(1, -1);
    const next = change > 0 ? [...hidden, hidden.at(-1) ?? 3] : hidden.slice(0, -1);
    this.set("network.layers", [layers[0], ...next, layers.at(-1)]);
  }

  /** What the step says, and at the end the whole; nothing that would give an exercise away. */
  get sentence() {
    if (this.exercise.hiddenFrom !== "none")
      return `Yours to work out, for the ${parameterName(
        this.result.network.layers,
        this.at,
      )}. Its number and what follows from it are hidden until then.`;
    const step = this.stepIndex();
    return step === null ? this.result.sentence : this.result.walk[step].sentence;
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    super.update(changed);
    const bounds = this.first.constants.targets[this.request.loss] ?? null;
    const targets = /** @type {NodeListOf<import("../../controls/slider.js").NudgeSlider>} */ (
      this.querySelectorAll('nudge-slider[data-path^="y."]')
    );
    for (const slider of targets) slider.bound(bounds);
    const momentum = /** @type {HTMLElement | null} */ (this.querySelector("[data-path=momentum]"));
    if (momentum) momentum.hidden = this.request.optimizer !== "sgd";
    this.voice.say(this.sentence);
  }

  /** @param {Model} model */
  parts(model) {
    const { at } = this;
    const known = knownAt(model.result.walk, this.stepIndex());
    const hidden = (/** @type {string} */ name) => isHidden(this.exercise.hiddenFrom, name);
    const shown = { ...model, at, known, hidden, mostSteps: this.mostSteps };
    return {
      title: model.result.network.layers.join(" → "),
      player: this.playButtons("Auto", { back: "Prev", step: "Next" }),
      switches: switches(model.request),
      half: model.request.loss === "mse" ? halves(model.request) : "",
      picture: picture(shown, this),
      inside: inside(shown),
      ...byHand(shown, this.exercise),
      answer: answer(shown),
      sentence: this.sentence,
      maths: () => maths(shown),
      check: () => stepCheckSheet(this.stepCheck),
    };
  }

  showControls() {
    this.nameControls();
    showFormula(this, ...this.result.network.activations);
    super.showControls();
    const depth = this.result.network.layers.length;
    const { fewest, most } = this.limits.counts("network.layers");
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.querySelectorAll("[data-action=layers]")
    ))
      button.disabled = button.dataset.value === "1" ? depth >= most : depth <= fewest;
    const again = /** @type {HTMLButtonElement | null} */ (this.querySelector("[data-action=again]"));
    if (again) again.disabled = this.request.steps >= this.mostSteps || this.result.updated === null;
  }

  /** The slider of a value belongs to the parameter that is open; the fold follows the exercise. */
  nameControls() {
    const { at } = this;
    const slider = /** @type {import("../../controls/slider.js").NudgeSlider} */ (
      this.querySelector("[data-role=value]")
    );
    slider.dataset.path = `network.${pathOf(at)}`;
    slider.name = parameterName(this.result.network.layers, at);
    const fold = /** @type {HTMLDetailsElement} */ (this.querySelector("[data-role=quiz]"));
    fold.open = this.view.asked !== "none";
    const units = /** @type {import("../../controls/slider.js").NudgeSliderList} */ (
      this.querySelector("[data-role=layers]")
    );
    units.names = this.request.network.layers.map((_, l, sizes) => layerName([...sizes].fill(2), l));
  }

  connectedCallback() {
    super.connectedCallback();
    const fold = /** @type {HTMLDetailsElement} */ (this.querySelector("[data-role=quiz]"));
    fold.addEventListener("toggle", () => {
      const isAsked = this.view.asked !== "none";
      if (fold.open !== isAsked) this.ask(fold.open ? "gradient" : "none");
    });
  }
}

customElements.define("nudge-backprop", BackpropPanel);
