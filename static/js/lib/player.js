/**
 * Goes through numbered steps: forward, back, to the end, or by itself at a beat. Knows no screen: it
 * calls `show` with the step to show, null when the play has come to its end and all is shown.
 */
/** @typedef {ReturnType<typeof setTimeout> | number | undefined} Timer */

export class Player {
  /**
   * @param {object} options
   * @param {() => number} options.count  how many steps there are now
   * @param {(step: number | null) => void} options.show
   * @param {number} [options.beat]  milliseconds between two steps
   * @param {(callback: () => void, delay: number) => Timer} [options.later]  setTimeout, or a test's own
   * @param {(timer: Timer) => void} [options.cancel]
   */
  constructor({
    count,
    show,
    beat = 700,
    later = setTimeout.bind(globalThis),
    cancel = clearTimeout.bind(globalThis),
  }) {
    this.count = count;
    this.show = show;
    this.beat = beat;
    this.later = later;
    this.cancel = cancel;
    /** @type {number | null} */
    this.step = null;
    this.isPlaying = false;
    /** Whether the play has come to its end since the page opened. */
    this.hasRun = false;
    /** @type {Timer} */
    this.timer = undefined;
  }

  /** Plays on from where it is; from the start when it was at the end. */
  play() {
    this.isPlaying = true;
    this.go(this.step === null ? 0 : this.step + 1);
  }

  pause() {
    this.isPlaying = false;
    this.cancel(this.timer);
    this.show(this.step);
  }

  /** One step on; past the last one everything is shown. */
  next() {
    this.isPlaying = false;
    this.go(this.step === null ? 0 : this.step + 1);
  }

  /** One step back; from the end to the last step, and never before the first. */
  back() {
    this.isPlaying = false;
    this.go(this.step === null ? this.count() - 1 : Math.max(0, this.step - 1));
  }

  /** Shows everything. */
  finish() {
    this.stopAt(this.count());
  }

  /** Shows this step, and stays there. @param {number | null} step */
  stopAt(step) {
    this.isPlaying = false;
    this.go(step);
  }

  /** @param {number | null} step */
  go(step) {
    this.cancel(this.timer);
    const isOver = step === null || step >= this.count();
    this.step = isOver ? null : step;
    if (isOver) {
      this.isPlaying = false;
      this.hasRun = true;
    }
    if (this.isPlaying)
      this.timer = this.later(() => this.go(/** @type {number} */ (this.step) + 1), this.beat);
    this.show(this.step);
  }
}
