/** The perceptron: what the panel does. What it shows stands in parts.js. */
import { same } from "../../lib/state.js";
import { showFormula } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { OwnTable } from "../../panel/table/own_table.js";
import { tableSheet } from "../../panel/table/sheet.js";
import { maths } from "./maths.js";
import { answer, inside, scrubber, sentence } from "./parts.js";
import { picture } from "./picture.js";
import { pointEditor } from "./points.js";

/**
 * @typedef {{request: Api.PerceptronRequest, view: Api.PerceptronView, result: Api.PerceptronResult,
 *   constants: {most_examples: number, most_steps: number, farthest: number, largest: number,
 *   longest: number, table: Record<string, import("../../panel/model.js").Control>}}} Model
 * @typedef {Model & ({step: number, update: Api.Update} | {step: null, update: null})} Shown
 *   the step that is shown, or the end
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 * @typedef {import("./domain.js").Ends} Ends
 */

/** @extends {PlayedPanel<Model>} */
export class PerceptronPanel extends PlayedPanel {
  constructor() {
    super();
    this.table = new OwnTable(
      this,
      () => tableOf(this.request),
      ({ table, reading }) => tableOf({ table, reading: reading ?? {} }),
    );
    /** @type {[Ends, Ends] | null} The ends of the axes as they were last drawn. */
    this.axes = null;
    /** Its numbers are used as they are, so nothing is standardized. */
    this.tableControls = Object.fromEntries(
      Object.entries(this.first.constants.table).filter(([, { kind }]) => kind !== "switch"),
    );
  }

  connectedCallback() {
    if (this.table.refused) this.showSheet();
    super.connectedCallback();
  }

  /** A gate chosen puts points of one's own aside. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    if (path === "gate") return { ...request, ...this.noneOfOnesOwn };
    if (path !== "labels" || !request.examples) return request;
    const low = request.labels === "minus_one_one" ? -1 : 0;
    return { ...request, examples: request.examples.map(({ x, y }) => ({ x, y: y === 1 ? 1 : low })) };
  }

  /** The fields of examples of one's own as they are where there are none. */
  get noneOfOnesOwn() {
    const { examples, table, reading, input_names, class_names } = this.first.defaults;
    return { examples, table, reading, input_names, class_names };
  }

  /** What is left open is shown as the examples have it. @param {string} path */
  read(path) {
    if (path === "labels") return this.result.low < 0 ? "minus_one_one" : "zero_one";
    return super.read(path);
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
    const { input_names: inputs, class_names: classes } = this.result;
    const { examples, table, input_names, class_names } = this.request;
    const names =
      table === null
        ? { input_names, class_names }
        : { input_names: inputs, class_names: classes.every(isNumber) ? null : classes };
    const kept = examples === null && table === null ? {} : names;
    this.setOwn({ examples: points, ...kept }, points.length, isSettled ? "examples" : "");
  }

  /**
   * Examples of one's own in place of those there are, looked at as often as that may be.
   * @param {Partial<Model["request"]>} own @param {number} count @param {string} path
   */
  setOwn(own, count, path) {
    if (this.view.step !== null) this.setView({ step: null });
    const epochs = Math.max(1, Math.floor(this.first.constants.most_steps / count));
    const max_epochs = Math.min(this.request.max_epochs, epochs);
    this.setRequest({ ...this.request, ...this.noneOfOnesOwn, ...own, max_epochs }, path);
  }

  /** The table in the sheet. @param {Api.CsvResult} answer */
  useTable({ examples, input_names: inputs }) {
    const { weights } = this.request;
    const fitting = weights.length === inputs.length ? weights : inputs.map(() => 0);
    const { csv: table, reading } = this.inSheet;
    this.setOwn({ table, reading, weights: fitting }, examples, "table");
    this.table.keep();
  }

  /** The text in the sheet, and how it is read there. */
  get inSheet() {
    const { csv, ...options } = this.table.reading.question;
    const { reading } = this.first.defaults;
    const chosen = Object.entries(options).filter(([name]) => name in reading);
    return { csv, reading: { ...reading, ...Object.fromEntries(chosen) } };
  }

  /** The plane stays as it is while something is dragged in it. @param {[Ends, Ends]} axes */
  steady(axes) {
    if (!this.axes || !this.hasAttribute("data-dragged")) this.axes = axes;
    return this.axes;
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
    const { table, input_names: names } = this.request;
    if (table || names || !same(this.request.examples, examples)) return false;
    return examples !== null || this.request.gate === gate;
  }

  /**
   * With examples of one's own, none of the gates is what the panel shows.
   * @param {Map<string, unknown>} changed
   */
  update(changed) {
    super.update(changed);
    const gates = /** @type {HTMLElement | null} */ (this.querySelector("[data-path=gate]"));
    if (gates) gates.hidden = this.request.examples !== null || this.request.table !== null;
    showFormula(this, `${this.request.fires_at_zero}${this.result.low}`);
  }

  /** A table to read examples from. */
  sheet() {
    this.table.follow();
    const { answer } = this.table.reading;
    const { csv, reading } = this.inSheet;
    return tableSheet(this.table.reading, this.tableControls, {
      id: "perceptron-table",
      isInUse: this.request.table === csv && same(this.request.reading, reading),
      refusal: answer ? this.refusalOf(answer) : "",
      use: () => answer && this.useTable(answer),
    });
  }

  /** Why a table that can be read is nothing for a perceptron. @param {Api.CsvResult} answer */
  refusalOf({ task, class_names: classes, input_names: inputs, examples }) {
    const { most } = this.limits.counts("weights");
    const { most_examples: rows, longest } = this.first.constants;
    const { length } = this.table.reading.text;
    if (length > longest) return `At most ${longest} characters are read here, and there are ${length}.`;
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
      maths: () => maths(shown),
    };
  }
}

/** Whether a class has only its number. @param {string} name */
function isNumber(name) {
  return /^[-−]?\d+$/.test(name);
}

/**
 * The table of a request, with what was chosen about it.
 * @param {{table: string | null, reading: Partial<Api.TableReading>}} request
 */
function tableOf({ table, reading }) {
  const chosen = Object.entries(reading).filter(([, value]) => value !== null);
  return table ? { csv: table, ...Object.fromEntries(chosen) } : null;
}

customElements.define("nudge-perceptron", PerceptronPanel);
