/** What is said of a run, whatever its data are made of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sentenceOf } from "../../static/js/run/words.js";

/** A run's model before training, three of four examples decided right. @param {object} data */
function before(data) {
  const none = [null, null];
  const history = {
    train_loss: [2.25, 1],
    validation_loss: none,
    train_accuracy: [0.75, 1],
    validation_accuracy: none,
    learning_rate: none,
  };
  const confusion = [
    [
      [2, 1],
      [0, 1],
    ],
    null,
  ];
  const result = {
    data,
    history,
    sentence: "Done.",
    status: "completed",
    settings: { batches: 1, epochs: 1, batch_size: 4 },
    snapshots: { epoch: [0, 1], confusion },
  };
  return /** @type {any} */ ({ snapshot: { index: 0, run: { result } } });
}

test("the wrong ones are ringed where the examples lie in a plane", () => {
  const said = sentenceOf(before({ inputs: [[0, 1]] }));
  assert.equal(
    said,
    "Before the first step the loss is 2.250; 1 of 4 training examples is decided wrong (ringed).",
  );
});

test("data that are no inputs in a list, as images are, have their words too", () => {
  const said = sentenceOf(before({ pixels: "" }));
  assert.equal(said, "Before the first step the loss is 2.250; 1 of 4 training examples is decided wrong.");
});
