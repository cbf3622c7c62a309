/**
 * Where time goes when another run takes over: whoever stood at the end of one stands at the end of the next.
 */
import { lastEpochOf } from "./run.js";

/** @typedef {import("./model.js").RunResult} RunResult */

export class TimeAtEnd {
  constructor() {
    /** Whether the place in time was opened with the run, and not left over from the run before. */
    this.isPlaced = false;
    /** @type {number | null} The end of the run before, if time stood there. */
    this.end = null;
    /** Whether the training under way was stopped for a newer question, not by a hand. */
    this.isGivenUp = false;
  }

  /** Another run is asked for. @param {RunResult} result  of the run before @param {number} epoch */
  ask(result, epoch) {
    // What was given up moved no time: the end before it still counts
    if (!this.isGivenUp) {
      const last = lastEpochOf(result);
      this.end = !this.isPlaced && last > 0 && epoch >= last ? epoch : null;
    }
    this.isGivenUp = false;
  }

  /**
   * A run has come to its end: the epoch that time goes to, or null where it stays.
   * @param {RunResult} result @param {number} epoch @param {boolean} isPlaying @returns {number | null}
   */
  arrive(result, epoch, isPlaying) {
    const last = lastEpochOf(result);
    const stays = this.end !== null && epoch === this.end && !isPlaying;
    this.isPlaced = false;
    return !this.isGivenUp && (epoch > last || stays) ? last : null;
  }
}
