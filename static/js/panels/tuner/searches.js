/** Searches, the newest first, that say when they have come to their end or were stopped. */
import { LatestInParts } from "../../lib/latest_in_parts.js";

/** @template Q @template {object} A @extends {LatestInParts<Q, A>} */
export class Searches extends LatestInParts {
  /** What is done when nothing is under way any more. */
  ended = () => {};

  /** Whether the newest was stopped before anything was known of it. */
  isCut = false;

  stop() {
    this.isCut = this.isBusy && (!this.hasPart || Boolean(this.waiting));
    super.stop();
  }

  /** @param {Q} question */
  async ask(question) {
    this.isCut = false;
    await super.ask(question);
    if (!this.isBusy) this.ended();
  }
}
