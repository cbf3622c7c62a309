/**
 * How far a run has been watched. What lies ahead of that is not drawn: a curve grows with its epoch until it
 * has been seen, and nothing tells its end before.
 */
export class Watched {
  constructor() {
    /** @type {object | null} The request of the run. */
    this.request = null;
    this.epoch = 0;
  }

  /**
   * A snapshot of a run is on the screen.
   * @param {object} request @param {number} epoch
   */
  see(request, epoch) {
    this.epoch = request === this.request ? Math.max(this.epoch, epoch) : epoch;
    this.request = request;
  }

  /** Nothing has been seen: the same run may come again. */
  forget() {
    this.request = null;
    this.epoch = 0;
  }
}
