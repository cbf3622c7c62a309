/**
 * Time in a run: plays through the epochs at a speed, steps, stops at the end or begins again. Knows no
 * screen: it calls `show` with the epoch to show.
 */
/** How long a whole run takes at each speed. */
const SECONDS = /** @type {Record<string, number>} */ ({ slow: 30, normal: 10, fast: 4 });

/**
 * @typedef {object} Run
 * @property {() => number} last  the last epoch there is
 * @property {() => number} coming  the last epoch there will be: a run may be played while it is trained
 * @property {() => number} now  the epoch that is wanted
 * @property {() => boolean} isReady  whether the wanted epoch is on the screen
 * @property {() => {speed: string, loop: boolean}} pace
 * @property {(epoch: number, isSettled: boolean) => void} show
 */

export class Clock {
  /**
   * @param {Run} run
   * @param {(callback: (time: number) => void) => unknown} [later]  requestAnimationFrame, or a test's own
   */
  constructor(run, later = (callback) => requestAnimationFrame(callback)) {
    this.run = run;
    this.later = later;
    this.isPlaying = false;
    /** Whether time has come to its end since the page opened. */
    this.hasRun = false;
    this.begun = { time: -1, epoch: 0 };
  }

  /** The epoch as a clicker asks for it: null at the end. */
  get step() {
    const { now, last } = this.run;
    return now() >= last() ? null : now();
  }

  /** Plays on; from the start when it was at the end. */
  play() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    if (this.step === null) this.run.show(0, false);
    this.begun = { time: -1, epoch: this.run.now() };
    this.later((time) => this.tick(time));
  }

  pause() {
    this.isPlaying = false;
    this.run.show(this.run.now(), true);
  }

  next() {
    this.go(Math.min(this.run.last(), this.run.now() + 1));
  }

  back() {
    this.go(Math.max(0, this.run.now() - 1));
  }

  /** @param {number} epoch */
  go(epoch) {
    this.isPlaying = false;
    this.run.show(epoch, true);
    this.hasRun ||= this.step === null;
  }

  /** One beat of the screen. A picture that is not there yet is waited for. @param {number} time */
  tick(time) {
    if (!this.isPlaying) return;
    const { last, coming, now, isReady, pace, show } = this.run;
    if (this.begun.time < 0 || !isReady()) this.begun = { time, epoch: now() };
    const { speed, loop } = pace();
    const perSecond = coming() / (SECONDS[speed] ?? 10);
    const wanted = this.begun.epoch + Math.floor(((time - this.begun.time) / 1000) * perSecond);
    if (wanted > now()) show(Math.min(wanted, last()), false);
    if (now() >= coming() && isReady()) {
      this.hasRun = true;
      if (!loop) {
        this.pause();
        return;
      }
      show(0, false);
      this.begun = { time: -1, epoch: 0 };
    }
    this.later((again) => this.tick(again));
  }
}
