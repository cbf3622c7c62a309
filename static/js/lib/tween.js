/**
 * Numbers that move: a line, a boundary, a point goes from where it is to where it belongs, and is seen
 * moving. A new aim is taken up from wherever the numbers are by then. Knows no screen: it calls `show`.
 */

/** Milliseconds that a move takes. */
export const MOVE = 350;

export class Tween {
  /**
   * @param {(numbers: number[]) => void} show
   * @param {object} [clock]  the browser's, or a test's own
   * @param {() => number} [clock.now]
   * @param {(callback: () => void) => number} [clock.later]
   * @param {(frame: number) => void} [clock.cancel]
   */
  constructor(
    show,
    {
      now = () => performance.now(),
      later = (callback) => requestAnimationFrame(callback),
      cancel = (frame) => cancelAnimationFrame(frame),
    } = {},
  ) {
    this.show = show;
    this.clock = { now, later, cancel };
    /** Where the numbers are now. @type {number[]} */
    this.at = [];
    /** @type {number[]} */
    this.from = [];
    /** @type {number[]} */
    this.aim = [];
    this.start = 0;
    this.frame = 0;
  }

  /**
   * Moves to these numbers, or is there at once; the first ones, and more or fewer, have no way to go.
   * @param {number[]} aim @param {boolean} [isAtOnce]
   */
  to(aim, isAtOnce = false) {
    const isNew = !sameNumbers(aim, this.aim);
    this.aim = aim;
    if (isAtOnce || aim.length !== this.at.length) this.end();
    else if (isNew) this.begin();
    this.show(this.at);
  }

  begin() {
    this.clock.cancel(this.frame);
    this.from = this.at;
    this.start = this.clock.now();
    this.frame = this.clock.later(() => this.go());
  }

  go() {
    const share = Math.min(1, (this.clock.now() - this.start) / MOVE);
    if (share === 1) this.end();
    else {
      this.at = between(this.from, this.aim, eased(share));
      this.frame = this.clock.later(() => this.go());
    }
    this.show(this.at);
  }

  /** Is where it belongs. */
  end() {
    this.clock.cancel(this.frame);
    this.at = this.aim;
  }
}

/** Starts and ends slowly. @param {number} share */
function eased(share) {
  return share * share * (3 - 2 * share);
}

/** @param {number[]} from @param {number[]} to @param {number} share */
function between(from, to, share) {
  return to.map((end, index) => {
    const start = from[index] ?? end;
    return start + share * (end - start);
  });
}

/** @param {number[]} one @param {number[]} other */
function sameNumbers(one, other) {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
