/** Transfer: what one task has taught is lent to another, and four ways to learn that one are compared. */
import { askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { showBefore } from "../../panel/answer_play.js";
import { CoarsePanel } from "../../panel/coarse.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { answer, examples } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {{request: Api.TransferRequest, view: Api.TransferView & {step: number | null},
 *   result: Api.TransferResult, constants: {counts: number[]}}} Model
 */

/** @extends {CoarsePanel<Model>} */
export class TransferPanel extends CoarsePanel {
  constructor() {
    super();
    /** How many seeds were asked for last, and whether all of them have been told. */
    this.seedsAsked = 1;
    this.isWhole = true;
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) =>
        askInParts(this.first.slug, this.asking(request), signal),
      (known, request) => this.receiveKnown(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /** The page brings one seed; the others are asked for. */
  connectedCallback() {
    super.connectedCallback();
    this.completeSoon();
  }

  /**
   * Nothing is drawn before the first seed is there; then it grows seed by seed.
   * @param {Partial<Model["result"]>} known @param {Model["request"]} request
   */
  receiveKnown(known, request) {
    if (!known.lines) return;
    this.isWhole = (known.seeds?.length ?? 0) >= this.seedsAsked;
    this.receive(/** @type {Model["result"]} */ (known), request);
  }

  /** The question, with how many seeds it asks for written down. @param {Model["request"]} request */
  asking(request) {
    const question = this.question(request);
    this.seedsAsked = question.seeds;
    return question;
  }

  /** While something is dragged, one seed is asked for. @param {Model["request"]} request */
  question(request) {
    const isOther = request.examples === this.answered.examples;
    return this.hasAttribute("data-dragged") && isOther ? { ...request, seeds: 1 } : request;
  }

  /** Whether the answer has fewer seeds than were asked for, and no more are on their way. */
  get isCoarse() {
    return this.isWhole && this.result.seeds.length < this.request.seeds;
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".lent-pictures" };
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
    return {
      examples: examples(model, this),
      picture: picture(model, this),
      inside: this.hasAttribute("data-kept-back") ? "" : inside(model),
      answer: answer(model),
      sentence: model.result.sentence,
      maths: () => maths(model),
    };
  }
}

customElements.define("nudge-transfer", TransferPanel);
