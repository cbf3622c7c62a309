import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerPlay, BEAT } from "../../static/js/panel/answer_play.js";

const answer = /** @type {any} */ ({ mark: "a", drawn: { ends: [] } });

/** A panel of three steps that writes down what it shows, and a play whose time the test turns. */
function playOfThree({ isStill = false, isSettled = /** @type {() => boolean} */ (() => true) } = {}) {
  /** @type {(string | number)[]} */
  const shown = [];
  const panel = {
    request: {},
    get isSettled() {
      return isSettled();
    },
    *stepsTo() {
      for (const step of [1, 2, 3]) {
        shown.push(step);
        yield 10_000;
      }
    },
    endAt() {
      shown.push("end");
      panel.request = { at: "end" };
    },
  };
  /** @type {number[]} */
  const waits = [];
  /** @type {() => void} */
  let meanwhile = () => {};
  const later = async (/** @type {number} */ milliseconds) => {
    waits.push(milliseconds);
    meanwhile();
  };
  const play = new AnswerPlay(panel, later, () => isStill);
  return { panel, play, shown, waits, during: (/** @type {() => void} */ act) => (meanwhile = act) };
}

test("every step is shown, then the end, and what decides is marked only then", async () => {
  const { play, shown, during } = playOfThree();
  during(() => assert.equal(play.shown, null));
  await play.play(answer);
  assert.deepEqual(shown, [1, 2, 3, "end"]);
  assert.equal(play.shown, answer);
});

test("no step stands longer than it may", async () => {
  const { play, waits } = playOfThree();
  await play.play(answer);
  assert.deepEqual(waits, [BEAT, BEAT, BEAT]);
});

test("whoever touches the panel has the end at once, and nothing after it", async () => {
  const { play, shown, during } = playOfThree();
  during(() => play.finish());
  await play.play(answer);
  assert.deepEqual(shown, [1, "end"]);
});

test("whoever opens something else has neither the rest nor the end", async () => {
  const { play, shown, during } = playOfThree();
  during(() => play.abandon());
  await play.play(answer);
  assert.deepEqual(shown, [1]);
  assert.equal(play.shown, null);
});

test("another answer takes the place of the one that is played", async () => {
  const { play, shown, during } = playOfThree();
  const other = /** @type {any} */ ({ mark: "b" });
  /** @type {Promise<void> | undefined} */
  let second;
  during(() => {
    second ??= play.play(other);
  });
  await play.play(answer);
  await second;
  assert.deepEqual(shown, [1, 1, 2, 3, "end"]);
  assert.equal(play.shown, other);
});

test("where motion is not wanted there is nothing but the end", async () => {
  const { play, shown, waits } = playOfThree({ isStill: true });
  await play.play(answer);
  assert.deepEqual([shown, waits], [["end"], []]);
});

test("a step waits for what the panel has asked for, but not forever", async () => {
  let asked = 0;
  const patient = playOfThree({ isSettled: () => ++asked % 5 === 0 });
  await patient.play.play(answer);
  assert.deepEqual(patient.shown, [1, 2, 3, "end"]);
  const never = playOfThree({ isSettled: () => false });
  await never.play.play(answer);
  assert.deepEqual(never.shown, [1, 2, 3, "end"]);
});

test("an answer that takes longer is waited for to its end, unless something else is asked for", async () => {
  let asked = 0;
  const slow = playOfThree({ isStill: true, isSettled: () => ++asked > 1000 });
  await slow.play.play(answer);
  assert.equal(slow.play.isSettled, false);
  assert.equal(await slow.play.arrived(answer), true);
  assert.equal(slow.play.isSettled, true);
  const never = playOfThree({ isStill: true, isSettled: () => false });
  await never.play.play(answer);
  const waiting = never.play.arrived(answer);
  never.panel.request = { at: "elsewhere" };
  assert.equal(await waiting, false);
});

test("the mark and the drawing go when the panel shows another state", async () => {
  const { panel, play } = playOfThree();
  await play.play(answer);
  assert.equal(play.guess, answer.drawn);
  panel.request = { at: "elsewhere" };
  assert.deepEqual([play.shown, play.guess], [null, null]);
});
