/** What a schedule buys: a curve of rates to be drawn by its own parameters, and what it does to the loss. */

import { askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { withValue } from "../../lib/state.js";
import { PlayedPanel } from "../../panel/played.js";
import { maths } from "./maths.js";
import { Answering } from "./network.js";
import { answer, axis, inside } from "./parts.js";
import { picture } from "./picture.js";
import "../../controls/slider.js";

/**
 * @typedef {{request: Api.ScheduleRequest, view: Api.ScheduleView, result: Api.ScheduleResult,
 *   constants: {options: string[], spans: string[],
 *   units: Record<string, string>}}} Model
 * @typedef {Model & {epoch: number, stride: number, place: number, drawnEpoch: number,
 *   isStale: boolean}} Shown
 *   stride: rates in an epoch; place: of the drawn networks; isStale: the losses are still those of before
 */

/** How long a whole run takes to be played. */
const RUN = 5000;

/** @extends {PlayedPanel<Model>} */
export class SchedulePanel extends PlayedPanel {
  constructor() {
    super();
    this.isStale = false;
    this.answering = new Answering(() => this.requestUpdate());
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) => askInParts(this.first.slug, request, signal),
      (known, request) => this.receiveKnown(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /** The verdict comes last. @param {Partial<Model["result"]>} known @param {Model["request"]} request */
  receiveKnown(known, request) {
    this.isStale = known.verdict === undefined;
    this.receive({ ...this.result, ...known }, request);
  }

  stepCount() {
    this.player.beat = RUN / this.request.epochs;
    return this.request.epochs;
  }

  /**
   * Options belong to one schedule; a longer run is a longer cycle. What is moved while another schedule is
   * on its way has gone with the one before.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const { options } = this.first.constants;
    const free = (/** @type {string[]} */ names) =>
      /** @type {Model["request"]} */ ({
        ...request,
        ...Object.fromEntries(names.map((name) => [name, null])),
      });
    if (request.name !== this.answered.name && options.includes(path.split(".")[0])) return this.request;
    if (path === "name") return free([...options, "schedule_by"]);
    if (path === "schedule_by") return free(this.first.constants.spans);
    if (path === "epochs" || path === "batch_size") return free(["total_steps"]);
    if (path === "optimizer") return free(["cycle_momentum"]);
    return request;
  }

  /** @param {string} path @param {unknown} value */
  written(path, value) {
    const filled =
      path.startsWith("milestones") && !this.request.milestones
        ? { ...this.request, milestones: this.result.options.milestones }
        : this.request;
    return /** @type {Model["request"]} */ (withValue(filled, path, value));
  }

  /** What a control shows; of what is left open, what was made of it. @param {string} path */
  read(path) {
    const value = super.read(path);
    if (value !== null && value !== undefined) return value;
    if (path === "batch_size") return this.request.dataset.samples;
    if (path === "schedule_by") return this.result.unit;
    return this.result.options[path] ?? (path === "milestones" ? [] : 0);
  }

  /**
   * A handle was moved: new values, each within its bounds.
   * @param {Record<string, unknown>} changes @param {boolean} isSettled
   */
  shape(changes, isSettled) {
    const fitting = (/** @type {string} */ name, /** @type {unknown} */ value) =>
      Array.isArray(value)
        ? value.map((each) => this.limits.fitting(name, each))
        : this.limits.fitting(name, Number(value));
    const fitted = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, fitting(name, value)]),
    );
    const request = /** @type {Model["request"]} */ ({ ...this.request, ...fitted });
    this.removeAttribute("data-kept-back");
    this.setRequest(request, isSettled ? (Object.keys(fitted)[0] ?? "") : "");
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "log") this.setView({ log: !this.view.log });
  }

  get pictureFile() {
    return {
      ...super.pictureFile,
      drawn: ".schedule-pictures",
      name: `nudge-schedule-${this.request.name}`,
    };
  }

  showControls() {
    const { options } = this.result;
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-option]")))
      element.hidden = !((element.dataset.option ?? "") in options);
    for (const name of this.first.constants.spans) this.showSpan(name);
    super.showControls();
  }

  /** What counts epochs or batches reaches as far as the run, and says which. @param {string} name */
  showSpan(name) {
    const slider = /** @type {import("../../controls/slider.js").NudgeSlider} */ (
      this.querySelector(`nudge-slider[data-path="${name}"]`)
    );
    const { length } = this.result.learning_rate;
    const { units } = this.first.constants;
    slider.bound(name === "total_steps" ? [length, 2 * length] : [this.limits.of(name).low, length]);
    const [word = "", ...rest] = slider.name.split(" ");
    const unit = Object.values(units).includes(word) ? (units[this.result.unit] ?? word) : word;
    slider.name = [unit, ...rest].join(" ");
  }

  /** @param {Model} model @returns {Shown} */
  shownOf(model) {
    const { request, result, view } = model;
    const last = Math.min(request.epochs, result.mean_loss.length - 1);
    const epoch = Math.min(view.step ?? last, last);
    const { epochs } = result.drawing;
    const later = epochs.findIndex((each) => each > epoch);
    const place = (later < 0 ? epochs.length : later) - 1;
    const stride = result.unit === "batch" ? result.batches : 1;
    return { ...model, epoch, stride, place, drawnEpoch: epochs[place] ?? 0, isStale: this.isStale };
  }

  /** @param {Model} model */
  parts(model) {
    const shown = this.shownOf(model);
    if (!this.isStale) this.answering.want(shown);
    return {
      player: this.playButtons("Play the run"),
      axis: axis(shown),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-schedule", SchedulePanel);
