import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldText, numberFrom, plain, refusal, stepped } from "../../static/js/lib/number_text.js";

const RATE = { low: 1e-7, high: 10, isWhole: false };

test("a decimal comma is a decimal point, and a true minus a minus", () => {
  const read = ["0,5", "0.5", "−0,25", "-.5", " 3 ", "1e-7", "1e−7", "+2", "5."].map(numberFrom);
  assert.deepEqual(read, [0.5, 0.5, -0.25, -0.5, 3, 1e-7, 1e-7, 2, 5]);
});

test("what is no number is none, and no part of it is read", () => {
  const none = ["", ".", "abc", "1,2,3", "1.2,3", "1,234.5", "0x10", "Infinity", "1 5", "--1", "1e", "NaN"];
  for (const text of none) assert.equal(numberFrom(text), null, text);
});

test("a refusal says what came and what is allowed", () => {
  assert.equal(refusal("0,3", RATE), "");
  assert.equal(refusal("15", RATE), "“15” is out of range. Allowed: 1e−7 to 10.");
  assert.equal(refusal("1e999", RATE), "“1e999” is out of range. Allowed: 1e−7 to 10.");
  assert.equal(refusal("abc", RATE), "“abc” is not a number. Allowed: 1e−7 to 10.");
  assert.equal(refusal(" ", RATE), "No number was typed. Allowed: 1e−7 to 10.");
  const whole = { low: 1, high: 500, isWhole: true };
  assert.equal(refusal("2,5", whole), "“2,5” is not a whole number. Allowed: whole numbers from 1 to 500.");
  const open = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, isWhole: false };
  assert.equal(refusal("x", open), "“x” is not a number.");
  assert.equal(refusal("1e300", open), "");
});

// The same table as in tests/panel_kit/contract/test_words.py
const TEXTS = /** @type {const} */ ([
  [0.3, 4, "0.3000"],
  [0.00001, 4, "0.00001"],
  [1e-7, 4, "1e−7"],
  [-0.000012, 4, "−1.2e−5"],
  [0.345, 2, "0.345"],
  [-0.3456789, 2, "−0.35"],
  [0.0345678, 2, "0.035"],
  [0, 2, "0.00"],
  [-0, 2, "0.00"],
  [200, 0, "200"],
  [1e6, 2, "1000000"],
  [1234567.5, 2, "1.2e6"],
  [0.125, 2, "0.125"],
  [12345678, 0, "1.2e7"],
]);

test("a field shows as many digits as tell the value, and no more than it has room for", () => {
  for (const [value, decimals, text] of TEXTS) {
    assert.equal(fieldText(value, decimals), text);
    assert.ok(text.length <= 7);
    assert.notEqual(numberFrom(text), null);
  }
});

test("a step is the control's; on a logarithmic scale one of the second digit that counts", () => {
  const linear = { low: -2, high: 2, isWhole: false, step: 0.1, isLog: false, decimals: 2 };
  assert.equal(stepped(0.2, 1, linear), 0.3);
  assert.equal(stepped(0.25, -1, linear), 0.15);
  assert.equal(stepped(1.95, 10, linear), 2);
  const log = { ...RATE, step: 0.01, isLog: true, decimals: 4 };
  assert.equal(stepped(0.3, 1, log), 0.31);
  assert.equal(stepped(0.3, 10, log), 0.4);
  assert.equal(stepped(0.1, -1, log), 0.099);
  assert.equal(stepped(0.00001, 1, log), 0.000011);
  assert.equal(stepped(1e-7, -1, log), 1e-7);
});

test("attributes for assistive technology have no exponent", () => {
  assert.deepEqual([1e-7, -0.3, 200, 0, 1e3].map(plain), ["0.0000001", "-0.3", "200", "0", "1000"]);
});
