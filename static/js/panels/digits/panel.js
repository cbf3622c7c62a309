/** Handwritten digits: a network learns them in view, and reads one at every moment: given, or yours. */
import { ask, Latest } from "../../lib/api.js";
import { textOf } from "../../lib/bytes.js";
import { drawPart } from "../../panel/frame.js";
import { lossCurve } from "../../run/curves.js";
import { RunPanel } from "../../run/panel.js";
import { modelOf } from "../../run/panel_model.js";
import { answer } from "./answer.js";
import { Drawing } from "./drawing.js";
import { pixelsOf } from "./images.js";
import { switches } from "./pad.js";
import { picture } from "./picture.js";

/**
 * @typedef {import("../../run/model.js").RunModel} RunModel
 * @typedef {import("../../run/model.js").RunView & {cell: [number, number] | null, digit: number,
 *   shown: "digit" | "mistakes", placement: "centered" | "as_drawn", epsilon: number}} DigitsView
 * @typedef {{pixels: number[], nudged: number[], probabilities: number[] | null, before: number[] | null,
 *   stages: {box: number[] | null, strokes: number[][], bitmap: string} | null, said: number | null,
 *   entropy: number | null, nearest: {index: number, label: number, distance: number} | null,
 *   problem: string | null, sentence: string}} Reading
 */

/** What belongs to the digit that is read, not to the run. */
const OF_THE_VIEW = ["epsilon"];

export class DigitsPanel extends RunPanel {
  constructor() {
    super({
      numbers: "float32",
      seedPath: "seed",
      title: ({ settings }) => `Handwritten digits, ${settings.layers.join(" → ")}`,
      picture: (model) => picture(model, this),
      isSeeded: false,
      isPlayedWhileTrained: true,
      beside: lossCurve,
      readings: () => "",
      fileName: () => "digits",
    });
    this.drawing = new Drawing(() => this.drawPicture(), /** @type {any} */ (this.first.constants));
    /** @type {Reading | null} What the network makes of the digit. */
    this.reading = null;
    /** @type {unknown[]} What it was asked of. */
    this.basis = [];
    this.reader = new Latest(
      (/** @type {object} */ question) => ask("digit", question),
      (/** @type {Reading} */ reading) => {
        this.reading = reading;
        if (this.troubleAside) this.endTroubleAside();
        else this.drawPicture();
      },
      (error) => this.failAside(error, () => this.readAgain()),
    );
  }

  get digitsView() {
    return /** @type {DigitsView} */ (/** @type {unknown} */ (this.view));
  }

  get isSettled() {
    return super.isSettled && !this.reader?.isBusy;
  }

  /** @param {string} path */
  read(path) {
    return OF_THE_VIEW.includes(path) ? this.digitsView.epsilon : super.read(path);
  }

  /** @param {string} path @param {unknown} value @param {boolean} [isSettled] */
  set(path, value, isSettled = true) {
    if (OF_THE_VIEW.includes(path)) this.setView(/** @type {any} */ ({ [path]: value }));
    else super.set(path, value, isSettled);
  }

  /** @param {string} value @returns {Record<string, () => void>} */
  actions(value) {
    return {
      ...super.actions(value),
      undo: () => this.drawing.undo(),
      clear: () => this.drawing.clear(),
      placement: () => this.setView(/** @type {any} */ ({ placement: value })),
      copies: () => super.set("shifted_copies", !(/** @type {any} */ (this.request).shifted_copies)),
      shown: () => this.setView(/** @type {any} */ ({ shown: value })),
      digit: () => this.openDigit(Number(value)),
      cell: () => this.openCell(value),
    };
  }

  /** A digit of the data, in place of what is drawn. @param {number} digit */
  openDigit(digit) {
    this.drawing.clear();
    this.setView(/** @type {any} */ ({ digit, shown: "digit" }));
  }

  /** The digits of a cell of the confusion matrix, as they are at the end. @param {string} value */
  openCell(value) {
    const [truth = 0, said = 0] = value.split(",").map(Number);
    const { cell } = this.digitsView;
    const isOpen = cell?.[0] === truth && cell[1] === said;
    this.setView(/** @type {any} */ ({ cell: isOpen ? null : [truth, said] }));
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    this.readAgain(); // the server may answer while the picture is drawn
    super.update(changed);
  }

  /** A stroke that grows, and what is read in it. The rest of the page stays: a hand need not wait for it. */
  drawPicture() {
    this.readAgain();
    drawPart(this, "picture", picture(modelOf(this), this));
  }

  /** The digit is read there, too. @param {HTMLElement} place */
  drawPictureIn(place) {
    super.drawPictureIn(place);
    this.drawPicture = () => this.requestUpdate();
    this.readAgain();
  }

  /** Asks what the shown θ makes of the digit, where either is another. */
  readAgain() {
    const { run, index } = this.display.snapshot;
    const theta = run.result.snapshots.parameters[index];
    const { epsilon, placement, digit } = this.digitsView;
    const { images } = /** @type {any} */ (run.request);
    const basis = [theta, this.drawing.strokes, epsilon, placement, digit];
    if (!theta || basis.every((each, place) => each === this.basis[place])) return;
    this.basis = basis;
    const numbers = Float32Array.from(/** @type {ArrayLike<number>} */ (theta));
    this.reader.ask({
      network: networkOf(run.result.settings),
      parameters: textOf(new Uint8Array(numbers.buffer)),
      ...this.digitAsked(run.result.data),
      epsilon,
      placement,
      images,
    });
  }

  /** What is drawn, or the digit of the data that is opened. @param {object} data */
  digitAsked(data) {
    if (this.drawing.strokes.length) return { strokes: this.drawing.strokes };
    return { pixels: pixelsOf(/** @type {any} */ (data), this.digitsView.digit) };
  }

  /** @param {RunModel} model */
  ownParts(model) {
    return { switches: switches(model, this.digitsView), answer: answer(model) };
  }
}

/** @param {import("../../run/model.js").Settings} settings */
function networkOf({ layers, activations }) {
  const hidden = activations.length > 1 ? { hidden_activation: activations[0] } : {};
  return { layers, ...hidden, output_activation: "softmax" };
}

customElements.define("nudge-digits", DigitsPanel);
