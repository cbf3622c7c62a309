/** One network, three programs: what the panel does. What it shows stands in the files beside this one. */
import { PlayedPanel } from "../../panel/played.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { answer, scrubber, sentence } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {{request: Api.CodeRequest, view: Api.CodeView, result: Api.CodeResult,
 *   constants: {most_lines: number}}} Model
 * @typedef {Model & {at: number | null, line: Api.CodeLine | null, column: string}} Shown
 *   the line that is shown, by its place among those of the iteration, and the library that has the room
 * @typedef {{name: string, path: string, held: Api.CodeVariable, isNew: boolean}} Held
 *   a variable as it stands, and where in the result it is
 */

/** @extends {PlayedPanel<Model>} */
export class CodePanel extends PlayedPanel {
  constructor() {
    super();
    /** @type {string | null} What the programs were last scrolled to. */
    this.inView = null;
  }

  /** Another program begins at its beginning. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    return path === "program" ? { ...request, iteration: 1 } : request;
  }

  stepCount() {
    return this.result.walk.length;
  }

  /** A place behind the last line is the last line: it comes from an iteration that had more. */
  stepIndex() {
    const { step } = this.view;
    return step === null ? null : Math.min(step, this.stepCount() - 1);
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    if (action === "line") this.showStep(Number(value));
    if (action === "column") this.setView({ column: /** @type {Model["view"]["column"]} */ (value) });
    if (!this.goesOn(action)) super.act(action, value);
  }

  /** From the last line to the first of the next iteration, and back. @param {string} action */
  goesOn(action) {
    const { iteration } = this.request;
    const { iterations } = this.result;
    const at = this.stepIndex();
    const isOn = action === "step" && at === this.stepCount() - 1 && iteration < iterations;
    const isBack = action === "back" && at === 0 && iteration > 1;
    if (!isOn && !isBack) return false;
    this.player.pause();
    this.setRequest({ ...this.request, iteration: iteration + (isOn ? 1 : -1) }, "iteration");
    this.showStep(isOn ? 0 : this.first.constants.most_lines);
    return true;
  }

  /** The slider ends where the program does. */
  showControls() {
    const slider = /** @type {import("../../controls/slider.js").NudgeSlider | null} */ (
      this.querySelector("nudge-slider[data-path=iteration]")
    );
    const { iterations } = this.result;
    slider?.bound([1, Math.max(2, iterations)]);
    slider?.toggleAttribute("hidden", iterations === 1);
    super.showControls();
  }

  /** The line that runs is in view; before it runs, the loop. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const sheet = this.querySelector(".code-sheet");
    const line = this.querySelector(".code-run[aria-current]");
    const shown = line ? line.textContent : this.answered.program;
    if (!sheet || shown === this.inView) return;
    this.inView = shown;
    const step = this.querySelector(line ? ".code-step.now" : "[data-step=loop], [data-step=forward]");
    // In another column than NumPy's the step stands for the line
    const target = line?.checkVisibility() ? line : step;
    if (!target) return;
    const [own, around] = [target.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const heads = sheet.querySelector(".code-heads")?.clientHeight ?? 0;
    const above = line ? (around.height - own.height) / 2 : heads;
    sheet.scrollTop += own.top - around.top - above;
  }

  /** @param {Model} model */
  parts(model) {
    const at = this.stepIndex();
    const { columns, walk } = model.result;
    const has = columns.some(({ library }) => library === model.view.column);
    const line = at === null ? null : walk[at];
    const shown = { ...model, at, line, column: has ? model.view.column : "numpy" };
    return {
      title: model.result.title,
      player: this.playButtons("Step the program"),
      scrub: scrubber(shown, this),
      picture: picture(shown),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-code", CodePanel);
