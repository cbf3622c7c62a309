/** What the race says of a step before its last, and nothing of the end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver, rateText, sentenceAt } from "../../static/js/panels/descent/words.js";

/** @param {string} name @param {number[]} loss @param {number | null} [left_at] */
const racer = (name, loss, left_at = null) => ({ name, loss, left_at, diverged_at: null, ending: "left" });
const RACE = /** @type {Api.DescentResult} */ (
  /** @type {unknown} */ ({
    paths: [racer("SGD", [8, 2, 1, 0.5]), racer("Adam", [8, 4, 3, 0.1]), racer("Momentum", [8, 9e6], 1)],
    opening: "They start.",
    sentence: "Adam is lowest.",
  })
);

test("the beginning and the end have the engine's sentences", () => {
  assert.equal(sentenceAt(RACE, 0, 3), "They start.");
  assert.equal(sentenceAt(RACE, 3, 3), "Adam is lowest.");
});

test("between, the losses of the shown step are said, and who has left by then", () => {
  assert.equal(
    sentenceAt(RACE, 2, 3),
    "After 2 of 3 steps SGD is lowest, at a loss of 1.000. Adam is highest, at 3.000. Momentum left.",
  );
});

test("losses that are written alike have no winner", () => {
  const paths = /** @type {any} */ ([racer("SGD", [8, 2.0001, 1]), racer("Adam", [8, 2, 0])]);
  assert.equal(
    sentenceAt({ ...RACE, paths }, 1, 2),
    "After 1 of 2 steps Adam and SGD are at a loss of 2.000.",
  );
});

test("a path is over when it has left, or after all steps", () => {
  const [sgd, , momentum] = RACE.paths;
  assert.deepEqual(
    [0, 1, 2, 3].map((step) => [
      isOver(/** @type {any} */ (sgd), step, 3),
      isOver(/** @type {any} */ (momentum), step, 3),
    ]),
    [
      [false, false],
      [false, true],
      [false, true],
      [true, true],
    ],
  );
});

test("a rate is written as the engine writes it", () => {
  assert.deepEqual([0.0005, 0.00464159, 0.1, 1e-7].map(rateText), ["0.0005", "0.00464", "0.1", "0.0000001"]);
});
