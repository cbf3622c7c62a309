/** A panel that plays the epochs of a run: all of it takes some seconds, however many epochs it has. */
import { CoarsePanel } from "./coarse.js";

/** Of a longer run, only so many epochs are shown in a play. */
const PICTURES = 200;

/**
 * @template {import("./played.js").Played & {request: {epochs: number}}} M
 * @extends {CoarsePanel<M>}
 */
export class EpochsPanel extends CoarsePanel {
  /** How many seconds a whole run is played. */
  get seconds() {
    return 6;
  }

  stepCount() {
    const count = Math.min(PICTURES, this.request.epochs);
    this.player.beat = (1000 * this.seconds) / count;
    return count;
  }

  /** The picture of the shown epoch, or null at the end. */
  stepIndex() {
    const { step } = this.view;
    const { epochs } = this.request;
    if (step === null || step >= epochs) return null;
    return Math.round((step * this.stepCount()) / epochs);
  }

  /** @param {number | null} step  the number of a picture; the view holds its epoch */
  showStep(step) {
    const epoch = step === null ? null : Math.round((step * this.request.epochs) / this.stepCount());
    super.showStep(epoch);
  }
}
