/** What axes and inputs are called. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAxis, namesOfInputs } from "../../static/js/run/axis_names.js";

test("the axis of an answer says of what it is", () => {
  /** @param {string[]} names @param {string} output @param {number} outputs */
  const axis = (names, output, outputs) =>
    answerAxis(
      /** @type {any} */ ({
        data: { class_names: names },
        settings: { activations: ["tanh", output], layers: [3, 2, outputs] },
      }),
    );
  assert.equal(axis(["no", "yes"], "sigmoid", 1), "probability of yes");
  assert.equal(axis(["no", "yes"], "tanh", 1), "answer");
  assert.equal(axis(["a", "b", "c"], "softmax", 3), "probability of the right class");
  assert.equal(axis(["a", "b", "c"], "sigmoid", 3), "answer for the right class");
});

test("inputs have the names of columns, unless these are only numbered", () => {
  const data = { features: null, feature_names: ["x₁²"], input_names: ["age", "income"] };
  assert.deepEqual(namesOfInputs(data), ["age", "income"]);
  assert.equal(namesOfInputs({ ...data, input_names: ["x1", "x2"] }), null);
  assert.equal(namesOfInputs({ ...data, input_names: ["x"] }), null);
  assert.deepEqual(namesOfInputs({ ...data, features: ["x1_squared"] }), ["x₁²"]);
});
