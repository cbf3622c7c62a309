/**
 * Time in a run: plays through the epochs at a speed, steps, stops at the end or begins again. Knows no
 * screen: it calls `show` with the epoch to show.
 */
const SECONDS = /** @type {Record<string, number>} */ ({ slow: 30, normal: 10, fast: 4 });
const SLOWEST = 24;

export class Clock {
  /**
   * @param {object} options
   * @param {() => number} options.last  the last epoch there is
   * @param {() => number} options.now  the epoch that is wanted
   * @param {() => boolean} options.isReady  whether the wanted epoch is on the screen
   * @param {() => {speed: string, loop: boolean}} options.pace
   * @param {(epoch: number, isSettled: boolean) => void} options.show
   * @param {(callback: (time: number) => void) => any} [options.later]  requestAnimationFrame, or a test's own
   */
  constructor({ last, now, isReady, pace, show, later = (callback) => requestAnimationFrame(callback) }) {
    Object.assign(this, { last, now, isReady, pace, show, later });
    this.isPlaying = false;
    this.hasRun = false;
    this.begun = { time: 0, epoch: 0 };
  }

  /** What a clicker asks: null at the end. */
  get step() {
    return this.now() >= this.last() ? null : this.now();
  }

  /** Plays on; from the start when it was at the end. */
  play() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    if (this.step === null) this.show(0, false);
    this.begun = { time: -1, epoch: this.now() };
    this.later((/** @type {number} */ time) => this.tick(time));
  }

  pause() {
    this.isPlaying = false;
    this.show(this.now(), true);
  }

  next() {
    this.isPlaying = false;
    this.show(Math.min(this.last(), this.now() + 1), true);
    this.hasRun ||= this.step === null;
  }

  back() {
    this.isPlaying = false;
    this.show(Math.max(0, this.now() - 1), true);
  }

  /** One beat of the screen. A picture that is not there yet is waited for. @param {number} time */
  tick(time) {
    if (!this.isPlaying) return;
    if (this.begun.time < 0) this.begun.time = time;
    const { speed, loop } = this.pace();
    const perSecond = Math.min(SLOWEST, this.last()) && this.last() / (SECONDS[speed] ?? 10);
    const wanted = this.begun.epoch + Math.floor(((time - this.begun.time) / 1000) * perSecond);
    if (!this.isReady()) this.begun = { time, epoch: this.now() };
    else if (wanted > this.now()) this.show(Math.min(wanted, this.last()), false);
    if (this.now() >= this.last() && this.isReady()) {
      this.hasRun = true;
      if (!loop) {
        this.pause();
        return;
      }
      this.show(0, false);
      this.begun = { time, epoch: 0 };
    }
    this.later((/** @type {number} */ again) => this.tick(again));
  }
}
