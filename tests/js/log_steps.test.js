/** A logarithmic slider's steps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueAtPosition } from "../../static/js/lib/log_steps.js";

const STEP = 0.01;

test("a step up is always higher and a step down always lower, from end to end", () => {
  for (const way of [1, -1]) {
    let now = way > 0 ? 1e-4 : 10;
    let steps = 0;
    while (way > 0 ? now < 10 : now > 1e-4) {
      const next = valueAtPosition(Math.log10(now) + way * STEP, now);
      assert.ok(way * (next - now) > 0, `${now} to ${next}`);
      assert.equal(next, Number(next.toPrecision(2)));
      now = next;
      steps += 1;
    }
    assert.ok(steps < 600);
  }
});

test("a way of more than a step is rounded to the nearest value of two digits", () => {
  assert.equal(valueAtPosition(-0.9, 0.1), 0.13);
  assert.equal(valueAtPosition(-1, 0.2), 0.1);
  assert.equal(valueAtPosition(Math.log10(0.1), 0.1), 0.1);
});

test("a typed value of more digits is left in the way of the step", () => {
  assert.equal(valueAtPosition(Math.log10(0.1234) + STEP, 0.1234), 0.13);
  assert.equal(valueAtPosition(Math.log10(0.1234) - STEP, 0.1234), 0.12);
});
