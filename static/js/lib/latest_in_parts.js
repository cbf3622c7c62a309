/**
 * Asks for results in parts, the newest question first: while one is being answered, a newer one waits until
 * the first part is there, which comes at once, and then ends the older one. So a drag shows what is known at
 * once all along, and the rest as soon as it rests.
 */
import { NewestFirst } from "./api.js";

/** @typedef {{problem?: {detail: string}}} Told  what may come in place of a part */

/** @template Q @template {object} A @extends {NewestFirst<Q>} */
export class LatestInParts extends NewestFirst {
  /**
   * @param {(question: Q, signal: AbortSignal) => AsyncIterable<Partial<A> & Told>} send  its parts
   * @param {(known: A, question: Q) => void} receive  all that is known so far
   * @param {(error: Error, question: Q) => void} fail
   */
  constructor(send, receive, fail) {
    super(fail);
    this.send = send;
    this.receive = receive;
    /** @type {AbortController | null} Ends the question under way. */
    this.ending = null;
    this.hasPart = false;
  }

  hurry() {
    if (this.hasPart) this.ending?.abort();
  }

  /** The question under way is given up, and the one that waits for it; what has come stays. */
  stop() {
    this.waiting = null;
    this.ending?.abort();
  }

  /** @param {Q} question */
  async answer(question) {
    const ending = new AbortController();
    let known = /** @type {A} */ ({});
    this.ending = ending;
    try {
      for await (const part of this.send(question, ending.signal)) {
        if (!Object.keys(part).length) continue;
        if (part.problem) throw new Error(part.problem.detail);
        known = { ...known, ...part };
        this.receive(known, question);
        this.hasPart = true;
        if (this.waiting) ending.abort();
      }
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    } finally {
      this.ending = null;
      this.hasPart = false;
    }
  }
}
