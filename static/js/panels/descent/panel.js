/** The race downhill: optimizers start at one point of a surface and go their ways, step by step. */

import { same, withValue } from "../../lib/state.js";
import { drawnByServer, setHidden } from "../../panel/frame.js";
import { PlayedPanel } from "../../panel/played.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import {
  kindIndex,
  pointSettings,
  racerChoice,
  settingAt,
  usualButton,
  withSetting,
} from "./own_settings.js";
import { answer, chooser, expressionField, hasOneRate, isRefused, scrubber } from "./parts.js";
import { picture } from "./picture.js";
import { rounded, startOnNewRun } from "./starts.js";
import { sentenceAt } from "./words.js";

/**
 * @typedef {{title: string, spec: Api.RacerSpec}} Kind
 * @typedef {{request: Api.DescentRequest, view: Api.DescentView, result: Api.DescentResult,
 *   constants: {kinds: Kind[], starts: Record<string, [number, number]>, example: string, rates: number,
 *     plane_starts: Record<string, [number, number]>,
 *     directions: {turn: [number, number], tilt: [number, number]}}}} Model
 * @typedef {Model & {step: number, selected: number}} Shown  at a step, with one optimizer opened
 */

const SECONDS = 6;
/** A search for the best rates that takes longer, in milliseconds, is told of. */
const PATIENCE = 250;

/** @extends {PlayedPanel<Model>} */
export class DescentPanel extends PlayedPanel {
  constructor() {
    super();
    /** Whether the best rates have been sought for a while. */
    this.isSearching = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.patience = undefined;
  }

  /** The sentence may have to be scrolled, by keys too. */
  connectedCallback() {
    super.connectedCallback();
    const sentence = /** @type {HTMLElement | null} */ (this.querySelector(".sentence"));
    if (sentence) sentence.tabIndex = 0;
  }

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
   * Over a network's loss the search for the best rates takes a while.
   * @param {Model["request"]} request @param {string} path
   */
  setRequest(request, path) {
    super.setRequest(request, path);
    clearTimeout(this.patience);
    if (request.rates !== "best" || !this.computing.isBusy) return;
    this.patience = setTimeout(() => {
      this.isSearching = this.computing.isBusy;
      this.requestUpdate();
    }, PATIENCE);
  }

  /**
   * The same surface stays the same object: it is not painted again for another rate.
   * @param {Model["result"]} result @param {Model["request"]} request
   */
  receive(result, request) {
    clearTimeout(this.patience);
    this.isSearching = false;
    const start = startOnNewRun(this.result, this.answered, result, request);
    if (start && same(request, this.request)) {
      this.set("start", start);
      return;
    }
    const isSame = same(groundOf(request), groundOf(this.answered));
    super.receive(isSame ? { ...result, contour: this.result.contour } : result, request);
  }

  /** @param {string} path */
  read(path) {
    return super.read(path) ?? settingAt(this, path);
  }

  /** @param {string} path @param {unknown} value */
  written(path, value) {
    return path.startsWith("optimizers.") ? withSetting(this, path, value) : super.written(path, value);
  }

  /** One of a kind joins the race, or all leave. @param {number} index  among those that may be chosen */
  toggle(index) {
    const { kinds } = this.first.constants;
    const { optimizers } = this.request;
    const { spec } = /** @type {Kind} */ (kinds[index]);
    const order = (/** @type {Api.RacerSpec} */ racer) => kindIndex(kinds, racer);
    const others = optimizers.filter((racer) => order(racer) !== index);
    const next = others.length < optimizers.length ? others : [...others, spec];
    if (next.length)
      this.set(
        "optimizers",
        next.sort((one, other) => order(one) - order(other)),
      );
  }

  /** The one whose settings are shown has those again that its kind starts with. */
  resetRacer() {
    const { kinds } = this.first.constants;
    const index = Math.min(this.view.selected, this.request.optimizers.length - 1);
    const kind = kinds[kindIndex(kinds, /** @type {Api.RacerSpec} */ (this.request.optimizers[index]))];
    if (kind) this.setRequest(withValue(this.request, `optimizers.${index}`, kind.spec), "optimizers");
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "racer") this.setView({ selected: Number(value) });
    if (action === "choose-racer") this.toggle(Number(value));
    if (action === "see") this.setView({ relief: value === "relief", losses: value === "losses" });
    if (action === "one-rate") this.giveOneRate();
    if (action === "usual") this.resetRacer();
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

  get pictureFile() {
    return {
      ...super.pictureFile,
      drawn: ".race-map :is(.layered, .plot)",
      name: `nudge-descent-${this.request.surface}`,
    };
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

  /** The losses in place of the surface: on a projector there is not always room for both. */
  toggleLarge() {
    this.setView({ losses: !this.view.losses });
  }

  get isLarge() {
    return this.view.losses;
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    pointSettings(this);
    super.update(changed);
  }

  /** Only what shapes this surface is there to be set. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    for (const group of drawnByServer(this, "[data-surface]"))
      setHidden(group, group.dataset.surface !== this.request.surface);
    const rates = hasOneRate(this.request) ? "one" : "many";
    for (const group of drawnByServer(this, "[data-rates]")) setHidden(group, group.dataset.rates !== rates);
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
      racer: racerChoice(shown),
      usual: usualButton(shown),
      expression: expressionField(shown, this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown, this.isSearching),
      sentence: sentenceAt(model.result, step, last),
      ...(isRefused(this) ? { trouble: "" } : {}),
      maths: () => maths(shown),
    };
  }
}

/** What the surface is made of. @param {Model["request"]} request */
function groundOf({ surface, curvatures, angle, expression, extent, network, plane }) {
  return { surface, curvatures, angle, expression, extent, network, plane };
}

customElements.define("nudge-descent", DescentPanel);
