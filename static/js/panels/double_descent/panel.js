/** More parameters than examples: errors over the number of features, weights, and one digit's scores. */

import { showBefore } from "../../panel/answer_play.js";
import { CoarsePanel } from "../../panel/coarse.js";
import { fits } from "./fits.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { answer, ridge, scrubber } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {{request: Api.DoubleDescentRequest, view: Api.DoubleDescentView & {step: number | null},
 *   result: Api.DoubleDescentResult, constants: {ridges: number[]}}} Model
 * @typedef {Model & {place: number}} Shown  with one place of the curve opened
 */

/** What is computed anew when it is dragged; all prices are known together. */
const DEAR = /** @type {const} */ (["examples", "label_noise", "seed"]);

/** @extends {CoarsePanel<Model>} */
export class DoubleDescentPanel extends CoarsePanel {
  /** Whether the answer has fewer seeds than were asked for. */
  get isCoarse() {
    return this.result.seeds.length < this.request.seeds;
  }

  /**
   * While the digits change under a dragged slider, one seed is asked for.
   * @param {Model["request"]} request
   */
  question(request) {
    const isOther = DEAR.some((name) => request[name] !== this.answered[name]);
    return this.hasAttribute("data-dragged") && isOther ? { ...request, seeds: 1 } : request;
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".wide-pictures" };
  }

  /**
   * The state before, then the one that settles the question: what lies between would be computed in vain.
   * @param {import("../../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  *stepsTo(answer) {
    yield* showBefore(this, answer);
    return false;
  }

  /** @param {Model} model */
  parts(model) {
    const last = model.result.features.length - 1;
    const place = Math.min(last, model.view.place ?? model.result.at);
    const shown = { ...model, place };
    return {
      ridge: ridge(shown, this),
      scrub: scrubber(shown, this),
      picture: picture(shown, this, fits(shown)),
      inside: inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-double-descent", DoubleDescentPanel);
