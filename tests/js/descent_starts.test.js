import assert from "node:assert/strict";
import { test } from "node:test";
import { rounded, startOnNewRun } from "../../static/js/panels/descent/starts.js";

/** @param {number[] | null} point @returns {any} */
const resultOf = (point) => ({ own_run: point && { points: [point, [0, 0]] } });
/** @param {number[]} start @param {string} [surface] @returns {any} */
const requestOf = (start, surface = "network") => ({ surface, start });

test("a race that starts where the network's run does goes with it to another run", () => {
  const [before, after] = [resultOf([3.276, 1.744]), resultOf([-0.5, 2.001])];
  assert.deepEqual(rounded([3.276, 1.744]), [3.28, 1.74]);
  const there = requestOf([3.28, 1.74]);
  assert.deepEqual(startOnNewRun(before, there, after, there), [-0.5, 2]);
});

test("a start of one's own stays, and so does one on the same run or on another surface", () => {
  const [before, after] = [resultOf([3.276, 1.744]), resultOf([-0.5, 2.001])];
  const [there, own] = [requestOf([3.28, 1.74]), requestOf([1, 1])];
  assert.equal(startOnNewRun(before, own, after, own), null);
  assert.equal(startOnNewRun(before, there, after, own), null);
  assert.equal(startOnNewRun(before, there, before, there), null);
  assert.equal(startOnNewRun(before, there, resultOf(null), there), null);
  const bowl = requestOf([3.28, 1.74], "bowl");
  assert.equal(startOnNewRun(resultOf(null), bowl, after, bowl), null);
});
