/** The perceptron: what the panel does. What it shows stands in parts.js. */
import { same } from "../../lib/state.js";
import { showFormula } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { TableReading } from "../../panel/table/reading.js";
import { tableSheet } from "../../panel/table/sheet.js";
import { maths } from "./maths.js";
import { answer, inside, scrubber, sentence } from "./parts.js";
import { picture } from "./picture.js";
import { pointEditor } from "./points.js";

/**
 * @typedef {{request: Api.PerceptronRequest, view: Api.PerceptronView, result: Api.PerceptronResult,
 *   constants: {most_examples: number, most_looks: number, farthest: number, largest: number,
 *   table: Record<string, import("../../panel/model.js").Control>}}} Model
 * @typedef {Model & ({step: number, update: Api.Update} | {step: null, update: null})} Shown
 *   the step that is shown, or the end
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 */

/** @extends {PlayedPanel<Model>} */
export class PerceptronPanel extends PlayedPanel {
  constructor() {
    super();
    this.reading = new TableReading(() => this.requestUpdate());
    /** Its numbers are used as they are, so nothing is standardized. */
    this.tableControls = Object.fromEntries(
      Object.entries(this.first.constants.table).filter(([, { kind }]) => kind !== "switch"),
    );
  }

  /** A gate chosen puts points of one's own aside. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    if (path === "gate") return { ...request, examples: null, table: null };
    if (path !== "labels" || !request.examples) return request;
    const low = request.labels === "minus_one_one" ? -1 : 0;
    return { ...request, examples: request.examples.map(({ x, y }) => ({ x, y: y === 1 ? 1 : low })) };
  }

  /** What is left open is shown as the examples have it; a choice has words. @param {string} path */
  read(path) {
    if (path === "labels") return this.result.low < 0 ? "minus_one_one" : "zero_one";
    return path === "fires_at_zero" ? String(this.request.fires_at_zero) : super.read(path);
  }

  /** @param {string} path @param {unknown} value */
  written(path, value) {
    return super.written(path, path === "fires_at_zero" ? value === "true" : value);
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
    showFormula(this, `${this.request.fires_at_zero}${this.result.low}`);
  }

  /** A table to read examples from. */
  sheet() {
    const { answer } = this.reading;
    const points = examplesOf(answer, this.result.low);
    return tableSheet(this.reading, this.tableControls, {
      id: "perceptron-table",
      isInUse: points !== null && same(this.request.examples, points),
      refusal: answer ? this.refusalOf(answer) : "",
      use: () => points && this.setPoints(points),
    });
  }

  /** Why a table that can be read is nothing for a perceptron. @param {Api.CsvResult} answer */
  refusalOf({ task, class_names: classes, input_names: inputs, examples }) {
    const { most } = this.limits.counts("weights");
    const { most_examples: rows } = this.first.constants;
    if (task !== "classification")
      return "A perceptron tells two classes apart, and here a number is predicted.";
    if (classes.length !== 2) return `A perceptron tells two classes apart, and here are ${classes.length}.`;
    if (inputs.length > most)
      return `This perceptron has at most ${most} inputs, and here are ${inputs.length}.`;
    return examples > rows ? `At most ${rows} examples are looked at here, and there are ${examples}.` : "";
  }

  /** @param {Model} model */
  parts(model) {
    const step = this.stepIndex();
    const at = step === null ? { step, update: null } : { step, update: model.result.updates[step] };
    const shown = { ...model, ...at };
    return {
      player: this.playButtons("Learn, step by step"),
      scrub: scrubber(shown, this),
      examples: pointEditor(shown, this),
      points: () => this.sheet(),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: maths(shown),
    };
  }
}

/**
 * The rows of a table as examples, the first class with the lower label.
 * @param {Api.CsvResult | null} answer @param {number} low @returns {Api.Point[] | null}
 */
function examplesOf(answer, low) {
  const points = /** @type {Api.Point[] | undefined} */ (answer?.dataset.points);
  return points ? points.map(({ x, y }) => ({ x, y: y === 1 ? 1 : low })) : null;
}

customElements.define("nudge-perceptron", PerceptronPanel);
