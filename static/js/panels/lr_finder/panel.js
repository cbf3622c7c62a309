/** The range test: the rate grows, five rules read its curve, seeds spread, and a proof is trained. */
import { ask, askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { merged, same } from "../../lib/state.js";
import { PlayedPanel } from "../../panel/played.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, answer, scrubber } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {"steepest" | "valley" | "minimum_tenth" | "slide" | "longest_fall"} Rule
 * @typedef {{request: Api.LrFinderRequest, view: Api.LrFinderView, result: Api.LrFinderResult,
 *   constants: {rules: Record<Rule, string>, seeds: number, factors: number[],
 *     smoothing: number}}} Model
 * @typedef {Model & {step: number | null}} Shown  step: from 0, null for the end of the test
 */

/** All of a test takes so long to be played. */
const WHOLE = 6000;
/** What the proof depends on beside the test: it is trained anew for these, and let go for others. */
const OF_THE_PROOF = ["prove", "epochs"];

/** @extends {PlayedPanel<Model>} */
export class LrFinderPanel extends PlayedPanel {
  constructor() {
    super();
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) => this.partsOf(request, signal),
      (/** @type {Model["result"]} */ known, request) => this.receive(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /**
   * The test in one piece, with a proof in parts.
   * @param {Model["request"]} request @param {AbortSignal} signal
   */
  async *partsOf(request, signal) {
    if (request.prove) yield* askInParts(this.first.slug, request, signal);
    else yield await ask(this.first.slug, request);
  }

  stepCount() {
    const count = this.result.loss.length;
    this.player.beat = Math.max(16, WHOLE / Math.max(1, count));
    return count;
  }

  /**
   * Another test has not been put to the proof.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const isOther = path !== "" && !OF_THE_PROOF.includes(path);
    const samples = request.dataset.samples;
    const isAll = path === "batch_size" && (request.batch_size ?? samples) >= samples;
    return { ...request, ...(isOther && { prove: false }), ...(isAll && { batch_size: null }) };
  }

  /** All examples at once is as many as there are. @param {string} path */
  read(path) {
    const value = super.read(path);
    return path === "batch_size" ? (value ?? this.request.dataset.samples) : value;
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    const { seeds } = this.first.constants;
    if (action === "seeds") this.set("seeds", this.request.seeds > 1 ? 1 : seeds);
    if (action === "prove") this.set("prove", !this.request.prove);
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".finder-curve", name: "nudge-range-test" };
  }

  /**
   * The answer to a question: the state before, then the one that settles it, whose test is played.
   * @param {import("../../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  *stepsTo(answer) {
    if (!same(merged(this.first.defaults, answer.request), this.request)) {
      this.open(answer.request, "", {});
      this.address.write("push");
    }
    return yield* super.stepsTo(answer);
  }

  /** @param {Model} model */
  parts(model) {
    const { step } = model.view;
    const shown = { ...model, step: step === null || step >= model.result.loss.length ? null : step };
    return {
      player: this.playButtons("Play the test"),
      scrub: scrubber(shown, this),
      actions: actions(shown),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-lr-finder", LrFinderPanel);
