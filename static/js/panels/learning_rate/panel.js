/** The learning rate: one network, its data and its first weights, trained at several rates side by side. */
import { EpochsPanel } from "../../panel/epochs.js";
import { asked } from "../../run/request.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, answer, scrubber } from "./parts.js";
import { picture } from "./picture.js";
import { between, shownEpoch } from "./rates.js";

/**
 * @typedef {{name: string, low: number, high: number}} RateBand
 * @typedef {{request: Api.LearningRateRequest, view: Api.LearningRateView, result: Api.LearningRateResult,
 *   constants: {ends: [number, number], bands: RateBand[]}}} Model
 * @typedef {Model & {epoch: number, selected: number}} Shown  at an epoch, with one rate selected
 */

/** @extends {EpochsPanel<Model>} */
export class LearningRatePanel extends EpochsPanel {
  /** Whether all that was asked for is more than a drag can wait for. @param {Model["request"]} request */
  isDear({ seeds, sharpness }) {
    return seeds > 1 || sharpness;
  }

  /**
   * What differs from the defaults: the rest fits the data. While a rate is dragged, one seed is asked for
   * and no curvature.
   * @param {Model["request"]} request
   */
  question(request) {
    const { defaults } = this.first;
    const isCoarse = this.hasAttribute("data-dragged") && this.isDear(request);
    return asked(isCoarse ? { ...request, seeds: 1, sharpness: false } : request, defaults);
  }

  /** Whether the answer has less than was asked for. */
  get isCoarse() {
    const [run] = this.result.runs;
    const { seeds, sharpness } = this.request;
    return run !== undefined && (run.seeds.length < seeds || (sharpness && run.sharpness === null));
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "select-rate") this.setView({ selected: Number(value) });
    if (action === "add-rate") this.add();
    if (action === "remove-rate") this.leaveOut(this.view.selected);
  }

  get pictureFile() {
    return {
      ...super.pictureFile,
      drawn: ".rate-pictures",
      words: [this.result.title, this.result.sentence],
      name: "nudge-learning-rates",
    };
  }

  /** A rate more, where the axis has most room. */
  add() {
    const { rates } = this.request;
    if (rates.length >= this.limits.counts("rates").most) return;
    this.set("rates", [...rates, between(rates, this.first.constants.ends)]);
    this.setView({ selected: rates.length });
  }

  /** @param {number} index */
  leaveOut(index) {
    const { rates } = this.request;
    if (rates.length <= this.limits.counts("rates").fewest) return;
    const at = Math.min(index, rates.length - 1);
    this.set(
      "rates",
      rates.filter((_, place) => place !== at),
    );
    this.setView({ selected: Math.max(0, at - 1) });
  }

  /** @param {Model} model */
  parts(model) {
    const selected = Math.min(model.view.selected, model.result.runs.length - 1);
    const shown = { ...model, epoch: shownEpoch(model), selected };
    return {
      player: this.playButtons("Play the runs"),
      actions: actions(shown, this),
      scrub: scrubber(shown, this),
      picture: picture(shown, this),
      inside: this.hasAttribute("data-kept-back") ? "" : inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-learning-rate", LearningRatePanel);
