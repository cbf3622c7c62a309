/** The play of backpropagation: what each step knows, and where the arrow keys lead. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  endOf,
  followed,
  isBack,
  isHidden,
  knownAt,
  moved,
  openParameter,
  parametersOf,
  STAGES,
  whereIs,
} from "../../static/js/lib/backprop_steps.js";

/**
 * @param {import("../../static/js/lib/backprop_steps.js").Stage} stage @param {number | null} [layer]
 * @param {number | null} [unit]
 */
const step = (stage, layer = null, unit = null) => ({ stage, layer, unit, sentence: "" });
const WALK = [
  step("forward", 1),
  step("forward", 2),
  step("loss"),
  step("backward", 2, 0),
  step("backward", 1, 0),
  step("backward", 1, 1),
  step("backward", 1, 2),
  step("update"),
];
const SIZES = [2, 3, 1];

test("each step knows what the one before it knew, and one thing more", () => {
  const known = WALK.map((_, index) => knownAt(WALK, index));
  assert.deepEqual(
    known.map((each) => [each.forward, each.loss, each.backward, each.update]),
    [
      [1, false, 3, false],
      [2, false, 3, false],
      [2, true, 3, false],
      [2, true, 2, false],
      [2, true, 2, false],
      [2, true, 2, false],
      [2, true, 1, false],
      [2, true, 1, true],
    ],
  );
});

test("on the way back each unit of a layer gets its error signal in turn", () => {
  const back = WALK.map((_, index) => {
    const known = knownAt(WALK, index);
    return [
      [2, 0],
      [1, 0],
      [1, 1],
      [1, 2],
    ].filter(([layer, unit]) => isBack(known, layer, unit)).length;
  });
  assert.deepEqual(back, [0, 0, 0, 1, 2, 3, 4, 4]);
});

test("what is open follows the step, and stays where it is of the same unit", () => {
  const open = WALK.map((each) => followed(each, [1, 1, 0], 2));
  assert.deepEqual(open, [
    [1, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [1, 0],
    [1, 1, 0],
    [1, 2],
    [1, 1, 0],
  ]);
});

test("the end knows what the last step knows, and nothing moves there", () => {
  assert.deepEqual(knownAt(WALK, null), knownAt(WALK, WALK.length - 1));
});

test("a stage is complete at its last step", () => {
  assert.deepEqual(
    STAGES.map((stage) => endOf(WALK, stage)),
    [1, 2, 6, 7],
  );
});

test("a parameter that the network lacks is replaced by the output's first weight", () => {
  assert.deepEqual(openParameter(SIZES, [1, 2, 1]), [1, 2, 1]);
  assert.deepEqual(openParameter(SIZES, [1, 2]), [1, 2]);
  for (const at of [
    [3, 0, 0],
    [1, 3, 0],
    [1, 0, 2],
    [0, 0, 0],
    [2, 1],
  ])
    assert.deepEqual(openParameter(SIZES, at), [2, 0, 0]);
});

test("a layer's parameters are the weights into each unit and its bias", () => {
  assert.deepEqual(parametersOf(SIZES, 2), [
    [2, 0, 0],
    [2, 0, 1],
    [2, 0, 2],
    [2, 0],
  ]);
  assert.equal(parametersOf(SIZES, 1).length, 9);
});

test("up and down go through a layer, left and right to the next one, and none falls off", () => {
  assert.deepEqual(moved(SIZES, [1, 0, 1], "ArrowDown"), [1, 0]);
  assert.deepEqual(moved(SIZES, [1, 0], "ArrowDown"), [1, 1, 0]);
  assert.deepEqual(moved(SIZES, [1, 0, 0], "ArrowUp"), [1, 0, 0]);
  assert.deepEqual(moved(SIZES, [1, 2], "ArrowDown"), [1, 2]);
  assert.equal(moved(SIZES, [1, 0, 0], "ArrowRight")?.[0], 2);
  assert.equal(moved(SIZES, [2, 0], "ArrowLeft")?.[0], 1);
  assert.deepEqual(moved(SIZES, [2, 0, 1], "ArrowRight"), [2, 0, 1]);
  assert.equal(moved(SIZES, [1, 0, 0], "Enter"), null);
});

test("walking down from the first parameter reaches every one", () => {
  const seen = [[1, 0, 0]];
  while (seen.length < 9)
    seen.push(/** @type {number[]} */ (moved(SIZES, /** @type {number[]} */ (seen.at(-1)), "ArrowDown")));
  assert.deepEqual(seen, parametersOf(SIZES, 1));
});

test("what is worked out by hand is hidden with all that follows from it", () => {
  const shown = ["dL_da", "da_dz", "delta", "gradient", "updated"].map((name) => !isHidden("delta", name));
  assert.deepEqual(shown, [true, true, false, false, false]);
  assert.equal(isHidden("none", "updated"), false);
});

test("a number is found at the step that computes it, in the arithmetic of its parameter", () => {
  const found = (/** @type {Api.WrongNumber["quantity"]} */ quantity, /** @type {number[]} */ place) => {
    const { step, at } = whereIs(WALK, quantity, place);
    return [step, at];
  };
  assert.deepEqual(found("z", [1, 2]), [0, [1, 2, 0]]);
  assert.deepEqual(found("a", [2, 0]), [1, [2, 0, 0]]);
  assert.deepEqual(found("loss", []), [2, null]);
  assert.deepEqual(found("delta", [1, 1]), [5, [1, 1, 0]]);
  assert.deepEqual(found("weights", [1, 2, 1]), [6, [1, 2, 1]]);
  assert.deepEqual(found("biases", [2, 0]), [3, [2, 0]]);
  assert.deepEqual(found("updated.weights", [1, 1, 1]), [7, [1, 1, 1]]);
  assert.deepEqual(found("updated.biases", [1, 1]), [7, [1, 1]]);
  assert.deepEqual(found("weights", [1]), [4, [1, 0, 0]], "of a wrong shape, its first");
});
