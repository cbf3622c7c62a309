/** A trained network is asked about rows: placed, typed, or a table; each row's way through it is open. */
import { ask, Latest } from "../../lib/api.js";
import { csv } from "../../lib/csv.js";
import { same } from "../../lib/state.js";
import { PanelElement } from "../../panel/element.js";
import { save } from "../../panel/save.js";
import { asked } from "../../run/request.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, answer, titleOf } from "./parts.js";
import { picture } from "./picture.js";
import { bound } from "./places.js";
import { exampleTable, fileOf, rowsSheet } from "./rows.js";

/**
 * @typedef {{request: Api.PredictRequest & {run: Api.TrainingRequest}, view: Api.PredictView,
 *   result: Api.PredictResult,
 *   constants: {activations: import("../../lib/activations.js").Activations}}} Stated
 * @typedef {Api.PredictRows & {inputs: number[][]}} Rows
 * @typedef {Stated & {result: Known, selected: [number, number], edge: number | null}} Model
 *   with the unit that is open, and which of its edges
 * @typedef {Api.PredictResult & {rows: Rows, network: Api.NetworkResult,
 *   data: import("../../run/model.js").Data, distances: Api.PredictDistances, x: number[],
 *   layers: {z: number[], a: number[]}[], predictions: (number | null)[][]}} Known
 *   of a run, and of rows: all is there
 * @typedef {import("../../controls/slider.js").NudgeSlider} Slider
 */

/** Whoever types is answered after so long a pause; whoever pastes or opens a file, at once. */
const PAUSE = 300;
const ROW_FIELD = /^value\.(\d+)$/;

/** @extends {PanelElement<Stated>} */
export class PredictPanel extends PanelElement {
  constructor() {
    super();
    this.computing = new Latest(
      (/** @type {Stated["request"]} */ request) => this.answerTo(request),
      (/** @type {Stated["result"]} */ result, request) => this.receive(result, request),
      (error, request) => this.fail(error, request),
    );
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
    /** What stands in the box; null while it is what is asked. @type {string | null} */
    this.draft = null;
  }

  /** Only what differs from the defaults: what a run leaves open fits its data. @param {object} request */
  question(request) {
    return asked(request, this.first.defaults);
  }

  /**
   * The network is trained for another run alone; else the one that is here is asked again.
   * @param {Stated["request"]} request @returns {Promise<Stated["result"]>}
   */
  async answerTo(request) {
    const question = this.question(request);
    if (!this.shouldUpdate() || !same(request.run, this.answered.run)) return ask(this.first.slug, question);
    const { data, grid, status } = this.result;
    const { layers, activations, weights, biases } = this.known.network;
    const network = { layers, activations, weights, biases };
    const run = asked(request.run, this.first.defaults.run);
    return { ...(await ask(this.first.slug, { ...question, network, run })), data, grid, status };
  }

  /** An address may ask a network of its own, of which nothing else is known: then the panel opens anew. */
  connectedCallback() {
    super.connectedCallback();
    if (!this.shouldUpdate()) this.openPreset(-1);
  }

  shouldUpdate() {
    return Boolean(this.known.data && this.known.rows);
  }

  get known() {
    return /** @type {Known} */ (/** @type {unknown} */ (this.result));
  }

  /** The place of the row whose way is shown. */
  get row() {
    return this.known.rows.row;
  }

  /** @param {string} path */
  read(path) {
    const [, input] = ROW_FIELD.exec(path) ?? [];
    return input === undefined ? super.read(path) : this.valueOf(Number(input));
  }

  /**
   * A number of the row that is selected: of the points as they are set, else as it was told.
   * @param {number} input
   */
  valueOf(input) {
    const { points, row } = this.request;
    return (points?.[Math.min(row, points.length - 1)] ?? this.known.rows.inputs[this.row])?.[input] ?? 0;
  }

  /** Rows of one's own: a table becomes points as soon as one of its numbers is set. */
  get points() {
    return this.request.points ?? this.known.rows.inputs.map((/** @type {number[]} */ row) => [...row]);
  }

  /** Which row is asked for: the last one where there are fewer. */
  get asked() {
    return Math.min(this.request.row, this.points.length - 1);
  }

  /** @param {string} path @param {unknown} value @returns {Stated["request"]} */
  written(path, value) {
    const [, input] = ROW_FIELD.exec(path) ?? [];
    if (input === undefined) return super.written(path, value);
    const { asked } = this;
    const moved = this.points.map((point, place) =>
      place === asked ? point.map((each, axis) => (axis === Number(input) ? Number(value) : each)) : point,
    );
    return { ...this.request, points: moved, csv: null };
  }

  /**
   * The selected row is put elsewhere in the picture.
   * @param {number[]} place @param {boolean} isSettled
   */
  put(place, isSettled) {
    const { asked } = this;
    const points = this.points.map((point, each) => (each === asked ? place : point));
    this.setRequest({ ...this.request, points, csv: null }, isSettled ? "points" : "");
  }

  /** @param {number} row */
  select(row) {
    this.set("row", row);
  }

  /** @param {number} layer @param {number} unit @param {number} [input]  of an edge */
  choose(layer, unit, input) {
    this.setView({ unit: input === undefined ? [layer, unit] : [layer, unit, input] });
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "open-rows") this.openDrawer("rows");
    if (action === "select-row") this.select(Number(value));
    if (action === "add-row") this.addRow();
    if (action === "remove-row") this.removeRow();
    if (action === "example-table") this.take(exampleTable(this.known));
    if (action === "no-table") this.take("");
    if (action === "keep-answers")
      save(csv(fileOf(this.known)), "nudge-predictions.csv", "text/csv;charset=utf-8");
  }

  /** One more, where the selected one is. */
  addRow() {
    const { points, asked } = this;
    const next = [...points, [...(points[asked] ?? [])]];
    this.setRequest({ ...this.request, points: next, csv: null, row: next.length - 1 }, "points");
  }

  removeRow() {
    const { asked } = this;
    const points = this.points.filter((_, place) => place !== asked);
    this.setRequest({ ...this.request, points, csv: null, row: Math.max(0, asked - 1) }, "points");
  }

  /** A text in the box. @param {string} text @param {boolean} [isWhole]  pasted or opened, and not typed */
  write(text, isWhole = false) {
    clearTimeout(this.typing);
    this.draft = text;
    if (isWhole) this.take(text);
    else this.typing = setTimeout(() => this.take(text), PAUSE);
  }

  /**
   * A table in place of the rows that there are; nothing leaves the row that is selected.
   * @param {string} text
   */
  take(text) {
    const isTable = text.trim() !== "";
    const kept = this.points[this.asked] ?? [];
    this.draft = isTable ? text : "";
    const rows = isTable ? { csv: text, points: null } : { csv: null, points: [kept] };
    this.setRequest({ ...this.request, ...rows, row: 0 }, "csv");
  }

  /** @param {Stated["request"]} request @param {string} path */
  setRequest(request, path) {
    if (path !== "csv") this.draft = null;
    super.setRequest(request, path);
  }

  /**
   * The unit that is open: the one chosen, or where there is no such unit the output that decides.
   * @returns {[number, number]}
   */
  selected() {
    const { network, decisions } = this.known;
    const sizes = network.layers;
    const last = sizes.length - 1;
    const [layer = sizes.length, unit = 0] = this.view.unit ?? [];
    if (layer <= last && unit < (sizes[layer] ?? 0)) return [layer, unit];
    return [last, Math.min(decisions?.[this.row] ?? 0, (sizes[last] ?? 1) - 1)];
  }

  /** Where the edge comes from that has been chosen of the open unit's; null for the unit itself. */
  edge() {
    const [layer, unit, input] = this.view.unit ?? [];
    const [at, of] = this.selected();
    const count = this.known.network.layers[at - 1] ?? 0;
    return layer === at && unit === of && input !== undefined && input < count ? input : null;
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".predict-picture" };
  }

  /** @param {Stated} stated */
  parts(stated) {
    const model = /** @type {Model} */ ({ ...stated, selected: this.selected(), edge: this.edge() });
    return {
      title: titleOf(model),
      actions: actions(model, this.first.defaults.run),
      picture: picture(model, this),
      inside: inside(model, this),
      answer: answer(model),
      sentence: model.result.sentence,
      maths: () => maths(model),
      rows: () => rowsSheet(model, this),
    };
  }

  /** The sliders are those of the row that is selected, as far as the picture goes. */
  showControls() {
    const { data } = this.known;
    const inputs = data.input_names.length;
    for (const slider of /** @type {NodeListOf<Slider>} */ (this.querySelectorAll("[data-path^=value]"))) {
      const input = Number(slider.dataset.path?.slice("value.".length));
      const isShown = inputs <= 2 && input < inputs;
      if (slider.hidden === isShown) slider.hidden = !isShown;
      if (isShown) bound(slider, this.known, input);
    }
    super.showControls();
  }
}

customElements.define("nudge-predict", PredictPanel);
