/** A slow start: the same badly wrong neuron, learned with squared errors and with cross-entropy. */
import { html, svg } from "../../vendor/vendor.js";
import { equation, formula, fraction, joined } from "../charts/equation.js";
import { fitted } from "../charts/fit.js";
import { shown, sourced } from "../charts/number.js";
import { curve, plot, point, scales, upright } from "../charts/plot.js";
import { fixed } from "../lib/format.js";
import { PlayedPanel } from "../panel/played.js";

/**
 * @typedef {{request: Api.SlowStartRequest, view: Api.SlowStartView, result: Api.SlowStartResult,
 *   constants: object}} Model
 */

const SCREENS = 60;

/** @typedef {Model & {epoch: number, last: number, seen: number}} Shown  at an epoch, curves up to `seen` */

/** @extends {PlayedPanel<Model>} */
class SlowStartPanel extends PlayedPanel {
  constructor() {
    super();
    this.player.beat = 60;
    /** @type {number | null} How far a play from the start has come; null where all is drawn. */
    this.seen = this.view.step === 0 ? 0 : null;
  }

  /** The play goes through the run in sixty pictures. */
  stepCount() {
    return Math.min(SCREENS, this.request.epochs);
  }

  /** The epoch that a step of the play shows. @param {number | null} step */
  epochOf(step) {
    const last = this.result.mse.output.length - 1;
    return step === null ? last : Math.round((step / this.stepCount()) * last);
  }

  stepIndex() {
    const { step } = this.view;
    if (step === null || step > this.request.epochs) return null;
    return Math.min(this.stepCount() - 1, Math.round((step / this.request.epochs) * this.stepCount()));
  }

  /**
   * The view keeps the epoch, which means the same whatever the play's pace is.
   * @param {number | null} step
   */
  showStep(step) {
    if (step === 0) this.seen = 0;
    this.setView({ step: step === null ? null : this.epochOf(step) });
  }

  /** A play from the start draws the curves anew. @param {string} action @param {string} value */
  act(action, value) {
    if ((action === "play" || action === "step") && this.view.step === 0) this.seen = 0;
    super.act(action, value);
  }

  /**
   * What a setting changes is seen in the whole of the curves, wherever time stands.
   * @param {CustomEvent<import("../controls/slider.js").Change>} event
   */
  onControl(event) {
    this.seen = null;
    super.onControl(event);
  }

  /**
   * Presets, links and Reset open it at its beginning, with nothing played.
   * @param {object} changes @param {string} [name] @param {Partial<Model["view"]>} [view]
   */
  open(changes, name, view) {
    super.open(changes, name, view);
    this.seen = this.view.step === 0 ? 0 : null;
  }

  /**
   * An answer's run is gone through from its own start: no other run is shown on the way.
   * @param {import("../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  stepsTo(answer) {
    return this.stepsFromItsStart(answer);
  }

  /** While it plays for the first time, the curves grow with it. @param {Map<string, unknown>} changed */
  update(changed) {
    const { step } = this.view;
    if (this.seen !== null) this.seen = step === null ? null : Math.max(this.seen, step);
    super.update(changed);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    this.voice.say(sentenceAt(this.result, this.view.step));
  }

  /** @param {Model} model */
  parts(model) {
    const last = model.result.mse.output.length - 1;
    const { step } = model.view;
    const epoch = step === null || step > last ? last : step;
    const shownModel = { ...model, epoch, last, seen: this.seen ?? last };
    return {
      player: this.playButtons("Let both learn", {}, epoch > 0 && epoch < last),
      scrub: scrubber(shownModel, this),
      picture: html`<div class="pictures">
          <div class="stack whole">
            <div><p class="figure-name">the neuron's answer (target
            ${fixed(model.request.y)})</p>${fitted((room) => this.graph(shownModel, "output", room))}</div>
            <div><p class="figure-name">size of the slope ∂L/∂w</p>${fitted((room) =>
              this.graph(shownModel, "slope", room),
            )}</div>
          </div>
          ${legend()}
        </div>`,
      inside: inside(shownModel),
      answer: html`<p class="answer-line"><output class="answer-number"
        data-answer>${shown(model.result, `mse.output.${epoch}`, 3)}</output>
        <span class="answer-verdict">with squared errors, and ${shown(
          model.result,
          `bce.output.${epoch}`,
          3,
        )} with cross-entropy, ${
          epoch === 0 ? "at the start" : `after ${epoch} ${epoch === 1 ? "epoch" : "epochs"}`
        }</span></p>`,
      sentence: sentenceAt(model.result, step),
      maths: () => maths(shownModel),
    };
  }

  /** @param {Shown} model @param {"output" | "slope"} kind @param {import("../charts/fit.js").Room} room */
  graph({ result, epoch, last, seen }, kind, room) {
    const both = [result.mse, result.bce].map((run) =>
      run[kind].map((each) => (kind === "slope" ? Math.abs(each) : each)),
    );
    const top = Math.max(1, ...both.flat());
    const axes = scales({ x: [0, last], y: [0, top * 1.03], ...room });
    const epochs = both[0].map((_, i) => i).slice(0, seen + 1);
    const move = (/** @type {number} */ x) =>
      this.setView({ step: Math.round(x) >= last ? null : Math.round(x) });
    const name = kind === "slope" ? "size of the slope" : kind;
    const [one, two] = both.map((values) => fixed(values[epoch], 4));
    return plot(
      axes,
      {
        label: `${name} by epoch; at epoch ${epoch} ${one} with squared errors and ${two} with cross-entropy`,
        xName: "epoch",
      },
      [
        upright(axes, epoch),
        curve(axes, epochs, both[0]),
        curve(axes, epochs, both[1], "second"),
        point(axes, {
          x: epoch,
          y: both[0][epoch],
          hint: "Drag: moves the epoch",
          decimals: 0,
          onMove: move,
        }),
        point(axes, {
          x: epoch,
          y: both[1][epoch],
          kind: "second",
          hint: "Drag: moves the epoch",
          decimals: 0,
          onMove: move,
        }),
      ],
    );
  }
}

/**
 * The engine's sentence tells of the end, and is said there; before it stands where both start.
 * @param {Model["result"]} result @param {number | null} epoch
 */
function sentenceAt({ mse, opening, sentence }, epoch) {
  return epoch === null || epoch >= mse.output.length - 1 ? sentence : opening;
}

function legend() {
  const line = (/** @type {string} */ kind) =>
    svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
      <path class="curve ${kind}" d="M0,6H36"></path></svg>`;
  return html`<ul class="legend row"><li>${line("")}½ squared error</li>
    <li>${line("second")}cross-entropy</li></ul>`;
}

/** @param {Shown} model @param {SlowStartPanel} panel */
function scrubber({ epoch, last }, panel) {
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.setView({ step: value >= last ? null : value });
  };
  return html`<label class="slider-name" for="slow-start-scrub">Epoch</label>
    <input class="slider-range" id="slow-start-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(epoch)} aria-valuetext="epoch ${epoch} of ${last}" @input=${move}>
    <p class="more-count">epoch ${epoch} of ${last}</p>`;
}

/** @param {Shown} model */
function inside({ result, epoch }) {
  const rows = [
    ["answer a", "output", 4],
    ["loss", "loss", 4],
    ["slope ∂L/∂w", "slope", 4],
    ["weight w", "weight", 3],
    ["bias b", "bias", 3],
  ];
  return html`<h3>Epoch ${epoch}</h3>
    <p class="inside-kind">the same neuron under two losses</p>
    <table class="sum"><thead class="of-words"><tr><th scope="col">
    <span class="visually-hidden">quantity</span></th><th scope="col">½ squared error</th>
    <th scope="col">cross-entropy</th></tr></thead>
      <tbody>${rows.map(
        ([name, field, decimals]) => html`<tr><th scope="row">${name}</th>
      <td>${shown(result, `mse.${field}.${epoch}`, /** @type {number} */ (decimals))}</td>
      <td>${shown(result, `bce.${field}.${epoch}`, /** @type {number} */ (decimals))}</td></tr>`,
      )}</tbody>
    </table>`;
}

/** @param {Shown} model */
function maths({ result, request, epoch }) {
  const n = (/** @type {string} */ path) => sourced(result, path, 4);
  const two = (/** @type {number} */ value) => ({ text: fixed(value), source: "" });
  const a = n(`mse.output.${epoch}`);
  const b = n(`bce.output.${epoch}`);
  const y = two(request.y);
  const slope = fraction("∂L", "∂w");
  return html`<p class="maths-of">In epoch ${epoch}: with squared errors, then with cross-entropy</p>
    ${equation`${slope} = ${joined([formula`( ${a} − ${y} )`, a, formula`( 1 − ${a} )`, two(request.x)], "·")}
      = ${n(`mse.slope.${epoch}`)}`}
    ${equation`${slope} = ${joined([formula`( ${b} − ${y} )`, two(request.x)], "·")} =
      ${n(`bce.slope.${epoch}`)}`}`;
}

customElements.define("nudge-slow-start", SlowStartPanel);
