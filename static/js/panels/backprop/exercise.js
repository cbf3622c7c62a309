/**
 * A number that somebody works out by hand: which one, the engine's verdict, and until when it stays hidden.
 */
import { ask } from "../../lib/api.js";

/** @typedef {import("../../controls/number_field.js").NudgeNumber} NudgeNumber */

export class Exercise {
  /** @param {import("./panel.js").BackpropPanel} panel */
  constructor(panel) {
    this.panel = panel;
    /** @type {Api.BackpropGrade | null} */
    this.verdict = null;
    /** The exercise that has been solved or given up, so that its number may be seen. */
    this.seen = "";
  }

  /** Another exercise: what was said of the last one no longer holds. */
  begin() {
    this.verdict = null;
  }

  /** The exercise as a word: another number, another parameter, another pass is another exercise. */
  get name() {
    return JSON.stringify([this.panel.request, this.panel.at, this.panel.view.asked]);
  }

  /** What is being worked out and not yet known; "none" where nothing is. */
  get hiddenFrom() {
    return this.seen === this.name ? "none" : this.panel.view.asked;
  }

  /** Shows the number that was asked for. */
  reveal() {
    this.seen = this.name;
    this.panel.requestUpdate();
  }

  /** @param {SubmitEvent} event */
  async onAnswer(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const field = /** @type {NudgeNumber} */ (form.querySelector("nudge-number"));
    if (field.check() && field.good !== null) await this.grade(field.good);
  }

  /** @param {number} value */
  async grade(value) {
    const { request, at, view } = this.panel;
    const { name } = this;
    try {
      const verdict = await ask("grade/backprop", gradeRequest(request, at, view.asked, value));
      if (name !== this.name) return;
      this.verdict = verdict;
      if (verdict.correct) this.seen = name;
    } catch (error) {
      this.panel.fail(/** @type {Error} */ (error), this.panel.request);
    }
    this.panel.requestUpdate();
  }
}

/**
 * What the server is asked about a value.
 * @param {Api.BackpropRequest} request @param {number[]} at @param {string} asked @param {number} value
 */
function gradeRequest(request, [layer, unit, input], asked, value) {
  const quantity = {
    kind: asked,
    layer,
    unit,
    input: asked === "gradient" || asked === "updated" ? (input ?? null) : null,
  };
  return { ...request, quantity, value };
}
