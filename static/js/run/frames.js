/**
 * The maps of a run, frame by frame, as the server computes them: kept once seen. A frame that is wanted now
 * is asked for alone; once it is here, those follow to which time moves. At most one question is under way,
 * and the newest snapshot is asked next.
 */
import { Latest } from "../lib/api.js";

const AHEAD = 12;
const MOST = 600;
/** How many milliseconds pass before frames are fetched ahead: the wanted one is painted first. */
const PAINTED = 30;

/**
 * @template F
 * @typedef {(indices: number[]) => Promise<F[]>} Load  the frames of these snapshots, in their order
 */

/** @template F */
export class Frames {
  /**
   * @param {object} options
   * @param {Load<F>} options.load
   * @param {() => void} options.arrived  called when frames have come in
   * @param {(error: Error) => void} options.failed
   * @param {() => number} options.count  how many snapshots there are
   * @param {number} [options.ahead] @param {number} [options.most]
   * @param {(work: () => void) => void} [options.later]  after the next painting
   */
  constructor({ load, arrived, failed, count, ahead = AHEAD, most = MOST, later = soon }) {
    this.later = later;
    this.count = count;
    this.ahead = ahead;
    this.most = most;
    /** @type {Map<number, F>} */
    this.kept = new Map();
    this.last = 0;
    this.way = 1;
    /** @type {number | undefined} The first snapshot of the latest question. */
    this.asked = undefined;
    this.arrived = arrived;
    this.latest = new Latest(
      (/** @type {number[]} */ indices) => load(indices),
      (frames, indices) => this.keep(indices, frames),
      (error) => failed(error),
    );
  }

  /**
   * The frame of a snapshot, if it is here; if not, it is asked for.
   * @param {number} index
   * @returns {F | undefined}
   */
  at(index) {
    if (index !== this.last) this.way = index > this.last ? 1 : -1;
    this.last = index;
    const frame = this.kept.get(index);
    if (frame !== undefined) {
      this.kept.delete(index);
      this.kept.set(index, frame);
    }
    if (frame === undefined) this.askFor([index]);
    else this.fetchAhead();
    return frame;
  }

  /** Asks for what comes next, when half of it is not here. */
  fetchAhead() {
    const wanted = this.missingFrom(this.last);
    if (wanted.length > this.ahead / 2) this.askFor(wanted);
  }

  /** Asks, unless that very question is under way. @param {number[]} indices */
  askFor(indices) {
    if (this.latest.isBusy && indices[0] === this.asked) return;
    this.asked = indices[0];
    this.latest.ask(indices);
  }

  /** What is not here, from a snapshot on in the way of time. @param {number} index */
  missingFrom(index) {
    return Array.from({ length: this.ahead }, (_, step) => index + this.way * step).filter(
      (each) => each >= 0 && each < this.count() && !this.kept.has(each),
    );
  }

  /** @param {number[]} indices @param {F[]} frames */
  keep(indices, frames) {
    for (const [at, index] of indices.entries()) this.kept.set(index, /** @type {F} */ (frames[at]));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
    this.arrived();
    this.later(() => this.kept.has(this.last) && this.fetchAhead());
  }
}

/** @param {() => void} work */
function soon(work) {
  setTimeout(work, PAINTED);
}
