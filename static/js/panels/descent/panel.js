/** The race downhill: optimizers start at one point of a surface and go their ways, step by step. */

import { merged, same } from "../../lib/state.js";
import { setHidden } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { answer, chooser, expressionField, hasOneRate, isRefused, scrubber } from "./parts.js";
import { picture } from "./picture.js";
import { sentenceAt } from "./words.js";

/**
 * @typedef {{title: string, spec: Api.RacerSpec}} Kind
 * @typedef {{request: Api.DescentRequest, view: Api.DescentView, result: Api.DescentResult,
 *   constants: {kinds: Kind[], starts: Record<string, [number, number]>, example: string,
 *     plane_starts: Record<string, [number, number]>,
 *     directions: {turn: [number, number], tilt: [number, number]}}}} Model
 * @typedef {Model & {step: number, selected: number}} Shown  at a step, with one optimizer opened
 */

const SECONDS = 6;

/** @extends {PlayedPanel<Model>} */
export class DescentPanel extends PlayedPanel {
  /** All of a race takes some seconds, however many steps it has. */
  stepCount() {
    this.player.beat = Math.max(16, (1000 * SECONDS) / this.request.steps);
    return this.request.steps;
  }

  /**
   * Each surface begins where it is worth beginning, and a function of one's own is there with its surface.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const { starts, plane_starts: planeStarts, example } = this.first.constants;
    const isNetwork = request.surface === "network";
    if (isNetwork && (path === "surface" || path === "plane.directions"))
      return { ...request, start: rounded(planeStarts[request.plane.directions]), expression: null };
    if (path === "surface") {
      const isOwn = request.surface === "expression";
      const start = starts[request.surface] ?? request.start;
      return { ...request, start, expression: isOwn ? (request.expression ?? example) : null };
    }
    return request;
  }

  /**
   * The same surface stays the same object: it is not painted again for another rate.
   * @param {Model["result"]} result @param {Model["request"]} request
   */
  receive(result, request) {
    const isSame = same(groundOf(request), groundOf(this.answered));
    super.receive(isSame ? { ...result, contour: this.result.contour } : result, request);
  }

  /** @param {number} index  among those that may be chosen */
  toggle(index) {
    const { kinds } = this.first.constants;
    const { title, spec } = /** @type {Kind} */ (kinds[index]);
    const isIn = (/** @type {Api.RacerSpec} */ racer) => same(merged(spec, racer), spec);
    const others = this.request.optimizers.filter((racer) => !isIn(racer));
    const next = others.length < this.request.optimizers.length ? others : [...others, spec];
    const order = (/** @type {Api.RacerSpec} */ racer) => kinds.findIndex((kind) => same(kind.spec, racer));
    if (title && next.length)
      this.set(
        "optimizers",
        next.sort((one, other) => order(one) - order(other)),
      );
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "racer") this.setView({ selected: Number(value) });
    if (action === "choose-racer") this.toggle(Number(value));
    if (action === "relief") this.setView({ relief: value !== "" });
    if (action === "picture") this.keepPicture(value);
    if (action === "one-rate") this.giveOneRate();
    if (action === "run-start") this.set("start", rounded(this.result.own_run?.points[0]));
  }

  /** All at the slider's rate again. */
  giveOneRate() {
    const optimizers = this.request.optimizers.map((racer) => ({ ...racer, learning_rate: null }));
    this.setRequest({ ...this.request, rates: "given", optimizers }, "rates");
  }

  /**
   * An answer's run is gone through step by step from its own start: no other run is shown on the way.
   * @param {import("../../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  stepsTo(answer) {
    return this.stepsFromItsStart(answer);
  }

  /** Map or relief as a file, with what it shows in words. @param {string} kind  "svg" or "png" */
  async keepPicture(kind) {
    const { savePicture } = await import("../../run/picture_file.js");
    const picture = /** @type {Element} */ (this.querySelector(".race-map .layered"));
    await savePicture(kind, picture, [this.result.sentence], `nudge-descent-${this.request.surface}`);
  }

  /**
   * Turns and tilts the relief: around as often as one likes, and from nearly flat to nearly from above.
   * @param {number} turn @param {number} tilt  in degrees
   */
  look(turn, tilt) {
    const [least, most] = this.first.constants.directions.tilt;
    const around = ((((turn + 180) % 360) + 360) % 360) - 180;
    this.setView({ turn: Math.round(around), tilt: Math.round(Math.min(most, Math.max(least, tilt))) });
  }

  /** Only what shapes this surface is there to be set. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-surface]")))
      setHidden(group, group.dataset.surface !== this.request.surface);
    const rates = hasOneRate(this.request) ? "one" : "many";
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-rates]")))
      setHidden(group, group.dataset.rates !== rates);
    const { result, answered, view } = this;
    this.voice.say(sentenceAt(result, view.step ?? answered.steps, answered.steps));
  }

  /** @param {Model} model */
  parts(model) {
    const last = model.request.steps;
    const step = Math.min(model.view.step ?? last, last);
    const selected = Math.min(model.view.selected, model.result.paths.length - 1);
    const shown = { ...model, step, selected };
    return {
      player: this.playButtons("Race", {}, step > 0 && step < last),
      scrub: scrubber(shown, this),
      chooser: chooser(shown),
      expression: expressionField(shown, this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: sentenceAt(model.result, step, last),
      ...(isRefused(this) ? { trouble: "" } : {}),
      maths: maths(shown),
    };
  }
}

/** What the surface is made of. @param {Model["request"]} request */
function groundOf({ surface, curvatures, angle, expression, extent, network, plane }) {
  return { surface, curvatures, angle, expression, extent, network, plane };
}

/** A start as the sliders set it. @param {number[]} [point] */
function rounded(point = [0, 0]) {
  return /** @type {[number, number]} */ (point.map((each) => Number(each.toFixed(2))));
}

customElements.define("nudge-descent", DescentPanel);
