/** Numbers that move: from where they are, to where they belong, and never later than promised. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MOVE, Tween } from "../../static/js/lib/tween.js";

/** A tween on a clock of the test's own. */
function moving() {
  const shown = /** @type {number[][]} */ ([]);
  const clock = { time: 0, next: /** @type {(() => void) | null} */ (null) };
  const tween = new Tween((numbers) => shown.push(numbers), {
    now: () => clock.time,
    later: (callback) => {
      clock.next = callback;
      return 1;
    },
    cancel: () => {
      clock.next = null;
    },
  });
  const wait = (/** @type {number} */ time) => {
    clock.time += time;
    const { next } = clock;
    clock.next = null;
    next?.();
  };
  return { tween, shown, wait, clock };
}

test("the first numbers are there at once, and nothing moves", () => {
  const { tween, shown, clock } = moving();
  tween.to([1, 2]);
  assert.deepEqual(shown, [[1, 2]]);
  assert.equal(clock.next, null);
});

test("new numbers are gone to from the old ones, and reached within 400 milliseconds", () => {
  const { tween, shown, wait, clock } = moving();
  tween.to([0]);
  tween.to([1]);
  assert.deepEqual(shown.at(-1), [0]);
  wait(MOVE / 2);
  assert.deepEqual(shown.at(-1), [0.5]);
  wait(MOVE / 2);
  assert.deepEqual(shown.at(-1), [1]);
  assert.equal(clock.next, null);
  assert.ok(MOVE <= 400);
});

test("another aim on the way is taken up from where the numbers are by then", () => {
  const { tween, shown, wait } = moving();
  tween.to([0]);
  tween.to([1]);
  wait(MOVE / 2);
  tween.to([0]);
  assert.deepEqual(shown.at(-1), [0.5]);
  wait(MOVE / 2);
  assert.deepEqual(shown.at(-1), [0.25]);
});

test("the same aim again neither starts over nor jumps", () => {
  const { tween, shown, wait } = moving();
  tween.to([0]);
  tween.to([1]);
  wait(MOVE / 2);
  tween.to([1]);
  assert.deepEqual(shown.at(-1), [0.5]);
  wait(MOVE / 2);
  assert.deepEqual(shown.at(-1), [1]);
});

test("what is dragged is there at once, also in the middle of a move", () => {
  const { tween, shown, wait, clock } = moving();
  tween.to([0]);
  tween.to([1]);
  wait(MOVE / 2);
  tween.to([7], true);
  assert.deepEqual(shown.at(-1), [7]);
  assert.equal(clock.next, null);
});

test("as many more or fewer numbers have no way to go", () => {
  const { tween, shown } = moving();
  tween.to([0]);
  tween.to([1, 2]);
  assert.deepEqual(shown.at(-1), [1, 2]);
});
