/** Asks the server for a run: before training in one piece, a training in parts, which may be stopped. */
import { ask, askInParts, ProblemError } from "../lib/api.js";
import { joined } from "./run.js";
import { withRows } from "./snapshots.js";

/**
 * @typedef {import("./model.js").Run} Run
 * @typedef {import("./model.js").RunRequest} RunRequest
 */

export class RunQuestion {
  /**
   * @param {object} options
   * @param {string} options.slug
   * @param {string} options.numbers  how θ comes: "float64" or "float32"
   * @param {(run: Run) => void} options.grown  a part more is here, of a run that takes long
   * @param {number} options.shownAfter  how many milliseconds are long
   */
  constructor({ slug, numbers, grown, shownAfter }) {
    this.slug = slug;
    this.accept = `application/x-ndjson; snapshots=${numbers}`;
    this.grown = grown;
    this.shownAfter = shownAfter;
    /** @type {AbortController | null} */
    this.abort = null;
    this.started = 0;
  }

  get isUnderWay() {
    return this.abort !== null;
  }

  /** For how many milliseconds a training has been under way. */
  get age() {
    return this.isUnderWay ? performance.now() - this.started : 0;
  }

  stop() {
    this.abort?.abort();
  }

  /**
   * The run before its first step.
   * @param {RunRequest} request @param {object} question  what the server is asked @returns {Promise<Run>}
   */
  async before(request, question) {
    return { request, result: await ask(this.slug, { ...question, epochs: 0 }), name: "" };
  }

  /**
   * The whole run, or what there is of it when it is stopped; null where nothing had come.
   * @param {RunRequest} request @param {object} question @returns {Promise<Run | null>}
   */
  async train(request, question) {
    const run = { request, result: /** @type {import("./model.js").RunResult} */ ({}), name: "" };
    this.abort = new AbortController();
    this.started = performance.now();
    try {
      for await (const part of askInParts(this.slug, question, this.abort.signal, this.accept)) {
        if (part.problem) throw new ProblemError(part.problem);
        joined(run.result, withRows(part));
        if (this.age > this.shownAfter) this.grown(run);
      }
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") throw error;
      if (!run.result.history) return null;
      run.result.status ??= "stopped";
    } finally {
      this.abort = null;
    }
    return run;
  }
}
