/**
 * Asks for a result in parts, the newest value first: while a question is being answered, a newer one waits
 * until the first part is there, which comes at once, and then ends the older one. So a drag shows its rates
 * all along, and its losses as soon as it rests.
 */
import { askInParts } from "../../lib/api.js";

/**
 * @typedef {Api.ScheduleRequest} Question
 * @typedef {Partial<Api.ScheduleResult>} Part
 */

export class Stream {
  /**
   * @param {string} path
   * @param {(parts: Part, question: Question, isWhole: boolean) => void} receive  what is known so far
   * @param {(error: Error, question: Question) => void} fail
   */
  constructor(path, receive, fail) {
    this.path = path;
    this.receive = receive;
    this.fail = fail;
    this.isBusy = false;
    /** @type {Question | null} */
    this.waiting = null;
    /** @type {AbortController | null} Ends the question under way, once its first part is there. */
    this.ending = null;
  }

  /** @param {Question} question */
  async ask(question) {
    if (this.isBusy) {
      this.waiting = question;
      this.ending?.abort();
      return;
    }
    this.isBusy = true;
    try {
      await this.answer(question);
    } catch (error) {
      if (!this.ending?.signal.aborted) this.fail(/** @type {Error} */ (error), question);
    } finally {
      this.isBusy = false;
      this.ending = null;
    }
    const next = this.waiting;
    this.waiting = null;
    if (next) await this.ask(next);
  }

  /** @param {Question} question */
  async answer(question) {
    const ending = new AbortController();
    /** @type {Part} */
    let known = {};
    for await (const part of askInParts(this.path, question, ending.signal)) {
      if (!Object.keys(part).length) continue;
      if (part.problem) throw new Error(part.problem.detail);
      known = { ...known, ...part };
      this.receive(known, question, known.verdict !== undefined);
      this.ending = ending;
      if (this.waiting) ending.abort();
    }
  }
}
