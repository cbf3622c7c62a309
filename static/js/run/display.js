/**
 * What the screen shows of a run: one of its snapshots, and what was fetched for it. Everything on
 * the screen belongs together: a snapshot is shown only when its frame is here, and a new run takes over only
 * with its first frame. Where nothing is to be fetched, every snapshot is here at once.
 */
import { indexOfEpoch } from "../lib/epochs.js";
import { same } from "../lib/state.js";
import { Frames } from "./frames.js";

/**
 * @typedef {import("./model.js").Frame} Frame
 * @typedef {import("./model.js").Loader} Loader
 * @typedef {import("./model.js").Run} Run
 * @typedef {import("./model.js").ShownSnapshot} ShownSnapshot
 */

/** Of a run without pictures that need more than θ. @type {Frame} */
const NOTHING_FETCHED = { heats: [], margins: [], decisions: null, predictions: null };
/** @type {Loader} */
const AT_ONCE = {
  load: async (_run, indices) => indices.map(() => NOTHING_FETCHED),
  together: () => 1,
  basis: () => null,
};

export class RunDisplay {
  /**
   * @param {Run} run
   * @param {Loader | null} loader
   * @param {() => void} redraw
   * @param {(error: Error) => void} fail
   */
  constructor(run, loader, redraw, fail) {
    this.loader = loader;
    this.redraw = redraw;
    this.fail = fail;
    this.epoch = 0;
    this.run = run;
    this.frames = this.framesOf(run);
    /** @type {ShownSnapshot} */
    this.snapshot = { run, index: 0, frame: undefined };
    this.refresh();
  }

  /** Another run, from the same epoch on. @param {Run} run */
  take(run) {
    const { run: before, index, frame } = this.snapshot;
    const here = indexOfEpoch(run.result.snapshots.epoch, this.epoch);
    this.run = run;
    this.frames = this.framesOf(run);
    const { basis } = this.loader ?? AT_ONCE;
    if (frame && same(basis(before, index), basis(run, here))) this.frames.kept.set(here, frame);
    this.refresh();
  }

  /** @param {Run} run @returns {Frames<Frame>} */
  framesOf(run) {
    const { load, together } = this.loader ?? AT_ONCE;
    return new Frames({
      load: (/** @type {number[]} */ indices) => load(run, indices),
      arrived: () => this.arrived(run),
      failed: this.fail,
      count: () => run.result.snapshots.epoch.length,
      ahead: together(run.result),
    });
  }

  /** @param {number} epoch */
  seek(epoch) {
    this.epoch = epoch;
    this.refresh();
  }

  /**
   * The epoch to go to for one that was asked for: a long run has snapshots of some only, and each step
   * reaches another.
   * @param {number} epoch
   */
  toward(epoch) {
    const epochs = this.run.result.snapshots.epoch.filter(Number.isInteger);
    const index = indexOfEpoch(epochs, epoch);
    const shown = /** @type {number} */ (this.snapshot.run.result.snapshots.epoch[this.snapshot.index]);
    const isBeyond = epoch > shown && /** @type {number} */ (epochs[index]) <= shown;
    return epochs[isBeyond ? index + 1 : index] ?? epoch;
  }

  /** Whether an epoch is what the screen shows. @param {number} epoch */
  isShowing(epoch) {
    const { run, index } = this.snapshot;
    return run === this.run && index === indexOfEpoch(run.result.snapshots.epoch, epoch);
  }

  /**
   * The same run with the batches of one epoch in it, at one of them.
   * @param {import("./model.js").RunResult} result
   * @param {number} epoch
   */
  zoom(result, epoch) {
    this.epoch = epoch;
    this.take({ ...this.run, result });
  }

  /** Shows the snapshot of the present epoch: now, or as soon as its frame is here. */
  refresh() {
    const index = indexOfEpoch(this.run.result.snapshots.epoch, this.epoch);
    const frame = this.loader ? this.frames.at(index) : NOTHING_FETCHED;
    if (frame) this.show({ run: this.run, index, frame });
  }

  /** @param {ShownSnapshot} snapshot */
  show(snapshot) {
    this.snapshot = snapshot;
    this.redraw();
  }

  /** @param {Run} run */
  arrived(run) {
    if (run !== this.run) return;
    const index = indexOfEpoch(run.result.snapshots.epoch, this.epoch);
    // What was asked for earlier is shown, too, while the newest is on its way: a drag keeps moving
    const here = this.frames.kept.has(index) ? index : (this.frames.asked ?? index);
    const frame = this.frames.kept.get(here);
    if (frame && frame !== this.snapshot.frame) this.show({ run, index: here, frame });
    if (here !== index) this.frames.at(index);
  }
}
