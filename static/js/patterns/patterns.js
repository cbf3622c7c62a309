/** The page of patterns: what it does. What it draws stands in pictures.js and runs.js. */
import { render } from "../../vendor/vendor.js";
import { numberFrom } from "../lib/number_text.js";
import { pictures } from "./pictures.js";
import { runPictures } from "./runs.js";

const CLOSE_WIDTH = 620;

/** @typedef {import("../questions/question.js").NudgeQuestion} NudgeQuestion */

class NudgePatterns extends HTMLElement {
  constructor() {
    super();
    /** @type {import("../lib/network_walk.js").UnitOrEdge} What is chosen in the networks. */
    this.chosen = [2, 1];
    /** The sample of the curve that the point is on. */
    this.sample = 120;
    /** Where the example to drag is. */
    this.dragged = [0.4, 0.4];
    /** @type {[number, number] | null} The unit that is chosen among the maps. */
    this.mapped = [1, 1];
    /** The epoch that the curves are read at. */
    this.epoch = 40;
    const first = JSON.parse(this.querySelector("[data-patterns]")?.textContent ?? "{}");
    this.results = first.results;
    this.runs = first.runs;
    this.activations = first.results.forward.constants.activations;
    this.code = first.code;
    this.table = first.table;
    this.questions = first.questions;
  }

  connectedCallback() {
    this.addEventListener("submit", (event) => this.answer(event), { capture: true });
    new ResizeObserver(() => this.draw()).observe(this);
    customElements.whenDefined("nudge-slider").then(() => this.showControls());
    customElements.whenDefined("nudge-question").then(() => this.answerAll());
  }

  /** Whether the room is that of a phone. */
  get isClose() {
    return this.clientWidth < CLOSE_WIDTH;
  }

  /**
   * @param {Partial<{chosen: import("../lib/network_walk.js").UnitOrEdge, sample: number, dragged: number[],
   *   mapped: [number, number] | null, epoch: number}>} change
   */
  change(change) {
    Object.assign(this, change);
    this.draw();
  }

  draw() {
    for (const [name, template] of Object.entries({ ...pictures(this), ...runPictures(this) })) {
      const element = this.querySelector(`[data-pattern="${name}"]`);
      if (element) render(template, /** @type {HTMLElement} */ (element));
    }
  }

  /** Sliders say their value in words, as in a panel. */
  showControls() {
    for (const slider of /** @type {NodeListOf<any>} */ (this.querySelectorAll(".pattern nudge-slider")))
      slider.value = numberFrom(slider.number.input.value);
  }

  /** Questions that have been chosen or run. */
  answerAll() {
    for (const [slug, { answer, choice, isRun, isAway }] of Object.entries(this.questions)) {
      const question = /** @type {NudgeQuestion} */ (this.querySelector(`[data-question="${slug}"]`));
      const field = question.guess ?? question.option(choice)?.querySelector("input");
      if (!choice || !field) continue;
      if (question.guess) field.value = choice;
      else field.checked = true;
      question.onInput();
      if (isAway) question.showAway();
      if (isRun) question.show({ ...answer, panel: "" }, choice);
    }
  }

  /** These questions are no lesson's: their answers are in the page. @param {Event} event */
  answer(event) {
    const question = /** @type {NudgeQuestion} */ (
      /** @type {Element} */ (event.target).closest("nudge-question")
    );
    event.preventDefault();
    event.stopPropagation();
    question.show({ ...this.questions[question.slug ?? ""].answer, panel: "" }, String(question.choice));
  }
}

customElements.define("nudge-patterns", NudgePatterns);
