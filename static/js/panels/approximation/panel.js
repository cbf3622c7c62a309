/** Built and trained: what N units can follow by formula, and what training finds of it. */
import { ask, askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { BEAT, showBefore } from "../../panel/answer_play.js";
import { CoarsePanel } from "../../panel/coarse.js";
import { drawnByServer, setHidden } from "../../panel/frame.js";
import { TakenApart, wantedOf } from "./apart.js";
import { sampled } from "./layers.js";
import { maths } from "./maths.js";
import { matrices } from "./matrices.js";
import { actions, answer, inside, scrubber } from "./parts.js";
import { picture } from "./picture.js";
import { sidesOf } from "./sides.js";

/**
 * @typedef {{request: Api.ApproximationRequest, view: Api.ApproximationView, result: Api.ApproximationResult,
 *   constants: {seeds: number, built: string[], every: number, highest: number,
 *     symbols: Record<string, string>}}} Model
 * @typedef {import("./sides.js").Side} Side
 * @typedef {Model & {sides: Side[], folds: number, step: number | null, isStep: boolean,
 *   known: import("./apart.js").Known | null}} Shown
 */

/** How long all of a play takes, and one step at most, in milliseconds. */
const [WHOLE, LONGEST] = [5000, 700];
const PLAY_BUTTONS = { built: "Add the units", trained: "Play the training", folded: "Play the folds" };
const UNKNOWN = {
  ...{ fit: [], units: [], kinks: [], errors: [], bias: 0, error: null, linear_pieces: null },
  ...{ fits: [], kinks_then: [], parameters: [], errors_then: [], said: [] },
};

/** @extends {CoarsePanel<Model>} */
export class ApproximationPanel extends CoarsePanel {
  constructor() {
    super();
    this.chosen = 0;
    /** Whether less was asked for last than the controls say. */
    this.isAskedLess = false;
    /** @type {[number, number]} */
    this.handEnds = [-this.first.constants.highest, this.first.constants.highest];
    this.apart = new TakenApart(
      () => this.endTroubleAside(),
      (error) => this.failAside(error, () => this.requestUpdate()),
    );
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) => this.partsOf(request, signal),
      (known, request) => this.receiveKnown(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /** What is trained comes in parts. @param {Model["request"]} request @param {AbortSignal} signal */
  async *partsOf(request, signal) {
    const question = this.question(request);
    this.isAskedLess = question !== request;
    yield* this.ahead.parts(this.short(request), () => askInParts(this.first.slug, question, signal));
  }

  /** What a formula knows is known at once; what is trained is not. @param {Model["request"]} request */
  short(request) {
    const question = this.question(request);
    const isTrained = question.how === "trained" || (question.how === "folded" && question.seeds > 1);
    return isTrained ? null : { path: this.first.slug, request: question, send: ask };
  }

  /** While something is dragged, what a formula knows at once. @param {Model["request"]} request */
  question(request) {
    if (!this.hasAttribute("data-dragged") || request.how === "built") return request;
    const isBuilt = this.first.constants.built.includes(request.activation);
    if (request.how === "trained" && isBuilt)
      return { ...request, how: /** @type {"built"} */ ("built"), seeds: 1 };
    return { ...request, seeds: 1 };
  }

  /** @param {Partial<Model["result"]>} known @param {Model["request"]} request */
  receiveKnown(known, request) {
    const { sentence } = this.result;
    this.receive(/** @type {Model["result"]} */ ({ ...UNKNOWN, sentence, ...known }), request);
  }

  get isCoarse() {
    return this.isAskedLess;
  }

  /**
   * A curve from the list is no drawing; a formula is there for some activations only.
   * @param {Model["request"]} request @param {string} path @returns {Model["request"]}
   */
  settle(request, path) {
    const isBuilt = this.first.constants.built.includes(request.activation);
    if (path === "target") return { ...request, points: null };
    if (path === "how" && request.how === "built" && !isBuilt) return { ...request, activation: "relu" };
    if (path === "activation" && request.how === "built" && !isBuilt) return { ...request, how: "trained" };
    return request;
  }

  stepCount() {
    const { how, hidden, depth } = this.answered;
    const count = { built: hidden, trained: Math.max(0, this.result.fits.length - 1), folded: depth }[how];
    this.player.beat = Math.min(LONGEST, WHOLE / Math.max(1, count));
    return count;
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    const { seeds, biases, points } = this.request;
    if (action === "seeds") this.set("seeds", seeds > 1 ? 1 : this.first.constants.seeds);
    if (action === "spread") this.set("biases", biases === "spread" ? "zeros" : "spread");
    if (action === "draw") this.set("points", points ? null : this.ownPoints());
  }

  /** A drawing starts from the curve that is there. */
  ownPoints() {
    const { x, target } = this.result;
    const [low, high] = this.handEnds;
    const heights = target.map((y) => Math.min(high, Math.max(low, y)));
    return sampled(x, heights, this.first.constants.every);
  }

  /**
   * The points of the drawing at other heights.
   * @param {number[]} heights @param {boolean} isSettled @param {number} chosen  the one that is drawn
   */
  draw(heights, isSettled, chosen) {
    this.chosen = chosen;
    const points = (this.request.points ?? []).map(([x = 0], index) => [x, heights[index] ?? 0]);
    this.removeAttribute("data-kept-back");
    this.set("points", points, isSettled);
  }

  /** Leads the keyboard to a point of the drawing. @param {number} index */
  async choose(index) {
    this.chosen = index;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-point="${index}"]`))?.focus();
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".approx-pictures" };
  }

  showControls() {
    const { how, activation } = this.request;
    for (const element of drawnByServer(this, "[data-only]"))
      setHidden(element, !(element.dataset.only ?? "").split(" ").includes(how));
    for (const element of drawnByServer(this, "[data-bumps]"))
      setHidden(element, how === "folded" || activation === "relu");
    super.showControls();
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    const { answered: request, view, result } = this;
    const model = { request, view, result, constants: this.first.constants };
    this.apart.follow(wantedOf(model, this.stepIndex()));
    super.update(changed);
  }

  get isSettled() {
    return super.isSettled && !this.apart.latest.isBusy;
  }

  /** @param {Model} model @returns {Shown} */
  shownOf(model) {
    const { request } = model;
    const step = this.stepIndex();
    const folds = request.how === "folded" ? (step ?? request.depth) : 0;
    const isStep = step !== null;
    const { known } = this.apart;
    return { ...model, sides: sidesOf(model, step, known), folds, step, isStep, known };
  }

  /**
   * The way to an answer: the state before, then the one that settles it, and when that is known, its steps.
   * @param {import("../../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  *stepsTo(answer) {
    yield* showBefore(this, answer);
    this.open(answer.request, "", answer.view);
    yield BEAT;
    yield* this.stepsShown(this.stepCount(), this.player.beat);
    return true;
  }

  /** @param {Model} model */
  parts(model) {
    const shown = this.shownOf(model);
    return {
      player: this.playButtons(PLAY_BUTTONS[model.request.how]),
      scrub: scrubber(shown, this),
      actions: actions(shown),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: (shown.isStep && model.result.said[shown.step ?? 0]) || model.result.sentence,
      maths: () => maths(shown),
      matrix: () => matrices(shown, this),
    };
  }
}

customElements.define("nudge-approximation", ApproximationPanel);
