/** The perceptron: what the panel does. What it shows stands in perceptron_parts.js. */
import { same } from "../../lib/state.js";
import { PlayedPanel } from "../../panel/played.js";
import { answer, inside, maths, picture, pointEditor, scrubber, sentence } from "./parts.js";

/** @typedef {{x: number[], y: number}} Point */

class PerceptronPanel extends PlayedPanel {
  /** A gate chosen puts points of one's own aside. @param {any} request @param {string} path */
  settle(request, path) {
    if (path === "gate") return { ...request, examples: null };
    return request;
  }

  stepCount() {
    return this.result.updates.length;
  }

  /** The examples as they are now, one's own or those of the gate. @returns {Point[]} */
  get points() {
    return this.request.examples ?? this.result.examples;
  }

  /** @param {Point[]} points @param {boolean} [isSettled] */
  setPoints(points, isSettled = true) {
    if (this.view.step !== null) this.setView({ step: null });
    const looks = Math.max(1, Math.floor(1200 / points.length));
    const max_epochs = Math.min(this.request.max_epochs, looks);
    this.setRequest({ ...this.request, examples: points, max_epochs }, isSettled ? "examples" : "");
  }

  /** @param {number} index @param {Partial<Point>} change @param {boolean} [isSettled] */
  changePoint(index, change, isSettled = true) {
    this.setPoints(
      this.points.map((each, at) => (at === index ? { ...each, ...change } : each)),
      isSettled,
    );
  }

  /** @param {number[]} x */
  addPoint(x) {
    if (this.points.length < 24) this.setPoints([...this.points, { x, y: this.view.placing }]);
  }

  /** @param {number} index */
  removePoint(index) {
    if (this.points.length > 1) this.setPoints(this.points.filter((_, at) => at !== index));
  }

  /** A preset is the examples; how they are gone through may have changed since. @param {any} preset */
  isOn({ request }) {
    const { gate = "and", examples = null } = request;
    return same(this.request.examples, examples) && (examples !== null || this.request.gate === gate);
  }

  /** @param {import("../../panel/element.js").Model} model */
  parts(model) {
    const step = this.stepIndex();
    const shown = { ...model, step, update: step === null ? null : model.result.updates[step] };
    return {
      player: this.playButtons("Learn, step by step"),
      scrub: scrubber(shown, this),
      points: pointEditor(this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: maths(shown),
    };
  }
}

customElements.define("nudge-perceptron", PerceptronPanel);
