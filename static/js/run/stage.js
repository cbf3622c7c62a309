/**
 * What the screen shows of a run: one place in its time, and what was fetched for that place. Everything on
 * the screen belongs together: a place is shown only when its frame is here, and a new run takes over only
 * with its first frame. Where nothing is to be fetched, every place is here at once.
 */
import { placeOfEpoch } from "../lib/epochs.js";
import { same } from "../lib/state.js";
import { Frames } from "./frames.js";

/**
 * @typedef {import("./model.js").Frame} Frame
 * @typedef {import("./model.js").Loader} Loader
 * @typedef {import("./model.js").Run} Run
 * @typedef {import("./model.js").Scene} Scene
 */

/** Of a run without pictures that need more than θ. @type {Frame} */
const NOTHING_FETCHED = { heats: [], margins: [], decisions: null, predictions: null };
/** @type {Loader} */
const AT_ONCE = {
  load: async (_run, places) => places.map(() => NOTHING_FETCHED),
  together: () => 1,
  basis: () => null,
};

export class Stage {
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
    /** @type {Scene} */
    this.scene = { run, place: 0, frame: undefined };
    this.refresh();
  }

  /** Another run, from the same epoch on. @param {Run} run */
  take(run) {
    const { run: before, place, frame } = this.scene;
    const here = placeOfEpoch(run.result.snapshots.epoch, this.epoch);
    this.run = run;
    this.frames = this.framesOf(run);
    const { basis } = this.loader ?? AT_ONCE;
    if (frame && same(basis(before, place), basis(run, here))) this.frames.kept.set(here, frame);
    this.refresh();
  }

  /** @param {Run} run @returns {Frames<Frame>} */
  framesOf(run) {
    const { load, together } = this.loader ?? AT_ONCE;
    return new Frames({
      load: (/** @type {number[]} */ places) => load(run, places),
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
    const place = placeOfEpoch(epochs, epoch);
    const shown = /** @type {number} */ (this.scene.run.result.snapshots.epoch[this.scene.place]);
    const isBeyond = epoch > shown && /** @type {number} */ (epochs[place]) <= shown;
    return epochs[isBeyond ? place + 1 : place] ?? epoch;
  }

  /** Whether an epoch is what the screen shows. @param {number} epoch */
  isShowing(epoch) {
    const { run, place } = this.scene;
    return run === this.run && place === placeOfEpoch(run.result.snapshots.epoch, epoch);
  }

  /**
   * The same run with the batches of one epoch in it, at a place among them.
   * @param {import("./model.js").RunResult} result
   * @param {number} epoch
   */
  zoom(result, epoch) {
    this.epoch = epoch;
    this.take({ ...this.run, result });
  }

  /** Shows the place of the present epoch: now, or as soon as its frame is here. */
  refresh() {
    const place = placeOfEpoch(this.run.result.snapshots.epoch, this.epoch);
    const frame = this.loader ? this.frames.at(place) : NOTHING_FETCHED;
    if (frame) this.show({ run: this.run, place, frame });
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.redraw();
  }

  /** @param {Run} run */
  arrived(run) {
    if (run !== this.run) return;
    const place = placeOfEpoch(run.result.snapshots.epoch, this.epoch);
    // What was asked for earlier is shown, too, while the newest is on its way: a drag keeps moving
    const here = this.frames.kept.has(place) ? place : (this.frames.asked ?? place);
    const frame = this.frames.kept.get(here);
    if (frame && frame !== this.scene.frame) this.show({ run, place: here, frame });
    if (here !== place) this.frames.at(place);
  }
}
