import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../static/js/run/clock.js";

/** A clock over a run that may still grow; each beat is the test's. @param {number} last */
function played(last, coming = last) {
  const run = { last, coming, now: 0 };
  const beats = /** @type {((time: number) => void)[]} */ ([]);
  const clock = new Clock(
    {
      last: () => run.last,
      coming: () => run.coming,
      now: () => run.now,
      isReady: () => true,
      pace: () => ({ speed: "normal", loop: false }),
      show: (epoch) => (run.now = epoch),
    },
    (callback) => beats.push(callback),
  );
  return { clock, run, beat: (/** @type {number} */ time) => beats.shift()?.(time) };
}

test("A run is played to its end within ten seconds", () => {
  const { clock, run, beat } = played(40);
  clock.play();
  for (const time of [0, 5000]) beat(time);
  assert.deepEqual([run.now, clock.isPlaying], [20, true]);
  beat(10_000);
  assert.deepEqual([run.now, clock.isPlaying], [40, false]);
});

test("A run that is being trained is played at the pace of the whole, and waited for where it ends", () => {
  const { clock, run, beat } = played(2, 40);
  clock.play();
  for (const time of [0, 250, 5000]) beat(time);
  assert.deepEqual([run.now, clock.isPlaying], [2, true]);
  run.last = 40;
  beat(5250);
  assert.deepEqual([run.now, clock.isPlaying], [21, true]);
});

test("A run that was stopped ends where it was stopped", () => {
  const { clock, run, beat } = played(2, 40);
  clock.play();
  for (const time of [0, 5000]) beat(time);
  run.coming = 2;
  beat(5016);
  assert.deepEqual([run.now, clock.isPlaying], [2, false]);
});
