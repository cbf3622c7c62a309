/** A panel whose picture can be gone through step by step, by buttons, by a clicker, or by itself. */
import { html } from "../../vendor/vendor.js";
import { Player } from "../lib/player.js";
import { BEAT } from "./answer_play.js";
import { PanelElement } from "./element.js";

/** Of a long play, so many steps are shown on the way to an answer, and all of them take so long at most. */
const MOST_SHOWN = 60;
const WHOLE = 4000;

/**
 * @typedef {{request: object, view: import("./model.js").View & {step: number | null},
 *   result: {sentence: string}, constants: object}} Played
 */

/** @template {Played} M @extends {PanelElement<M>} */
export class PlayedPanel extends PanelElement {
  constructor() {
    super();
    this.player = new Player({ count: () => this.stepCount(), show: (step) => this.showStep(step) });
    this.player.step = this.stepIndex();
  }

  /** How many steps there are now. */
  stepCount() {
    return 0;
  }

  /** Where the play stands, or null at its end, when everything is shown. @returns {number | null} */
  stepIndex() {
    const { step } = this.view;
    return step === null || step >= this.stepCount() ? null : step;
  }

  /**
   * Whoever chose a step of a longer play, before the answer of this one came, stands at its last.
   * @param {M["result"]} result @param {M["request"]} request
   */
  receive(result, request) {
    const { step } = this.view;
    const before = this.stepCount();
    super.receive(result, request);
    const count = this.stepCount();
    if (step !== null && step < before && step >= count) this.showStep(count ? count - 1 : null);
  }

  /** @param {number | null} step */
  showStep(step) {
    this.setView(/** @type {Partial<M["view"]>} */ ({ step }));
  }

  /** @param {string} action @param {string} _value */
  act(action, _value) {
    if (action === "play") this.player.isPlaying ? this.player.pause() : this.player.play();
    if (action === "step") this.player.next();
    if (action === "back") this.player.back();
  }

  /**
   * The play's buttons.
   * @param {string} name  what the play is called before it starts
   * @param {{back?: string, step?: string}} [names]  of the other two
   * @param {boolean} [isBegun]  whether it is on its way
   */
  playButtons(name, { back = "Back", step: on = "Step" } = {}, isBegun = this.player.step !== null) {
    const label = this.player.isPlaying ? "Pause" : isBegun ? "Go on" : name;
    return html`
      <button type="button" class="primary" data-action="play">${label}</button>
      <div class="pair">
        <button type="button" data-action="back"><span aria-hidden="true">◀</span> ${back}</button>
        <button type="button" data-action="step">${on} <span aria-hidden="true">▶</span></button>
      </div>`;
  }

  /**
   * Where no number travels, the panel plays to the place where the answer is seen.
   * @param {import("./answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  *stepsTo(answer) {
    if (yield* super.stepsTo(answer)) return true;
    const { step: last = null } = /** @type {{step?: number | null}} */ (answer.view);
    const count = last === null ? this.stepCount() : last + 1;
    yield* this.stepsShown(count, this.player.beat);
    return true;
  }

  /**
   * Where no state in between may be shown: the state before, then the one that settles it, from its start.
   * @param {import("./answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  *stepsFromItsStart({ before, request, view }) {
    this.open(before.request, "", before.view);
    this.address.write("push");
    yield BEAT;
    this.open(request, "", /** @type {Partial<M["view"]>} */ ({ ...view, step: 0 }));
    const { step: last = null } = /** @type {{step?: number | null}} */ (view);
    yield* this.stepsShown(last ?? this.stepCount());
    return true;
  }

  /**
   * Shows the steps one after the other, of many some; a pause after each.
   * @param {number} count @param {number} [longest]  of a pause, in milliseconds
   * @returns {Generator<number, void>}
   */
  *stepsShown(count, longest = Number.POSITIVE_INFINITY) {
    const stride = Math.max(1, count / MOST_SHOWN);
    for (let step = 0; step < count; step += stride) {
      this.showStep(Math.floor(step));
      yield Math.min(longest, WHOLE / Math.min(count, MOST_SHOWN));
    }
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    this.player.step = this.stepIndex();
    super.update(changed);
  }
}
