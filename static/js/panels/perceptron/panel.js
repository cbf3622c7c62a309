/** The perceptron: what the panel does. What it shows stands in parts.js. */
import { same } from "../../lib/state.js";
import { PlayedPanel } from "../../panel/played.js";
import { maths } from "./maths.js";
import { answer, inside, scrubber, sentence } from "./parts.js";
import { picture } from "./picture.js";
import { pointEditor } from "./points.js";

/**
 * @typedef {{request: Api.PerceptronRequest, view: Api.PerceptronView, result: Api.PerceptronResult,
 *   constants: {most_examples: number, most_looks: number, farthest: number, largest: number}}} Model
 * @typedef {Model & ({step: number, update: Api.Update} | {step: null, update: null})} Shown
 *   the step that is shown, or the end
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 */

/** @extends {PlayedPanel<Model>} */
export class PerceptronPanel extends PlayedPanel {
  /** A gate chosen puts points of one's own aside. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    if (path === "gate") return { ...request, examples: null, table: null };
    return request;
  }

  stepCount() {
    return this.result.updates.length;
  }

  /** The examples as they are now, one's own or those of the gate. @returns {Api.Point[]} */
  get points() {
    return this.request.examples ?? this.result.examples;
  }

  /** @param {Api.Point[]} points @param {boolean} [isSettled] */
  setPoints(points, isSettled = true) {
    if (this.view.step !== null) this.setView({ step: null });
    const looks = Math.max(1, Math.floor(this.first.constants.most_looks / points.length));
    const max_epochs = Math.min(this.request.max_epochs, looks);
    const request = { ...this.request, examples: points, table: null, max_epochs };
    this.setRequest(request, isSettled ? "examples" : "");
  }

  /** @param {number} index @param {Partial<Api.Point>} change @param {boolean} [isSettled] */
  changePoint(index, change, isSettled = true) {
    this.setPoints(
      this.points.map((each, at) => (at === index ? { ...each, ...change } : each)),
      isSettled,
    );
  }

  /** @param {number[]} x */
  addPoint(x) {
    if (this.points.length >= this.first.constants.most_examples) return;
    if (this.points[0].x.length !== 2) return;
    this.setPoints([...this.points, { x, y: this.view.placing || this.result.low }]);
  }

  /** @param {number} index */
  removePoint(index) {
    if (this.points.length > 1) this.setPoints(this.points.filter((_, at) => at !== index));
  }

  /** A preset is the examples; how they are gone through may have changed since. @param {Preset} preset */
  isOn({ request }) {
    const { gate, examples } = { ...this.first.defaults, ...request };
    if (this.request.table || !same(this.request.examples, examples)) return false;
    return examples !== null || this.request.gate === gate;
  }

  /**
   * With examples of one's own, none of the gates is what the panel shows.
   * @param {Map<string, unknown>} changed
   */
  update(changed) {
    super.update(changed);
    const gates = /** @type {HTMLElement | null} */ (this.querySelector("[data-path=gate]"));
    if (gates) gates.hidden = this.request.examples !== null;
  }

  /** @param {Model} model */
  parts(model) {
    const step = this.stepIndex();
    const at = step === null ? { step, update: null } : { step, update: model.result.updates[step] };
    const shown = { ...model, ...at };
    return {
      player: this.playButtons("Learn, step by step"),
      scrub: scrubber(shown, this),
      points: pointEditor(shown, this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: maths(shown),
    };
  }
}

customElements.define("nudge-perceptron", PerceptronPanel);
