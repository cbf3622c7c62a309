import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeAtEnd } from "../../static/js/run/time_at_end.js";
import { Watched } from "../../static/js/run/watched.js";

test("a run has been watched as far as its latest place, another one anew", () => {
  const watched = new Watched();
  const [one, other] = [{}, {}];
  for (const epoch of [3, 40, 12]) watched.see(one, epoch);
  assert.equal(watched.epoch, 40);
  watched.see(other, 5);
  assert.equal(watched.epoch, 5);
  watched.forget();
  watched.see(other, 2);
  assert.equal(watched.epoch, 2);
});

/** @param {number} last  epoch @returns {any} */
const run = (last) => ({ history: { epoch: [0, last] } });

test("whoever stood at the end of a run stands at the end of the next, unless the place was opened", () => {
  const time = new TimeAtEnd();
  time.ask(run(100), 100);
  assert.equal(time.arrive(run(300), 100, false), 300);
  time.ask(run(100), 60);
  assert.equal(time.arrive(run(300), 60, false), null);
  assert.equal(time.arrive(run(50), 60, false), 50);
  time.isPlaced = true;
  time.ask(run(100), 100);
  assert.equal(time.arrive(run(300), 100, false), null);
});

test("a run that was given up moves no time, and the end before it still counts", () => {
  const time = new TimeAtEnd();
  time.ask(run(100), 100);
  time.isGivenUp = true;
  assert.equal(time.arrive(run(20), 100, false), null);
  time.ask(run(20), 100);
  assert.equal(time.arrive(run(300), 100, false), 300);
});
