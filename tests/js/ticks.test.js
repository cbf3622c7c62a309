import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersOf, short, ticksThatFit, tickText } from "../../static/js/lib/ticks.js";

/**
 * A logarithmic scale as D3 makes one, with the ticks 1, 2, …, 9 of each power of ten.
 * @param {number} low @param {number} high @param {number} length
 */
function powers(low, high, length) {
  const share = (/** @type {number} */ value) => Math.log10(value / low) / Math.log10(high / low);
  const ticks = () => {
    const found = [];
    for (let exponent = -12; exponent <= 3; exponent++)
      for (let digit = 1; digit < 10; digit++) found.push(Number(`${digit}e${exponent}`));
    return found.filter((tick) => tick >= low && tick <= high);
  };
  return Object.assign((/** @type {number} */ value) => length * share(value), { ticks, base: () => 10 });
}

test("ticks of a logarithmic axis keep a line's distance, however close they crowd at its end", () => {
  for (const [low, high] of /** @type {[number, number][]} */ ([
    [0.14, 0.97],
    [0.001, 2],
    [1e-9, 1],
  ])) {
    const scale = powers(low, high, 90);
    const ticks = ticksThatFit(scale, 3, () => 20);
    assert.ok(ticks.length >= 2, `${ticks}`);
    for (const [i, tick] of ticks.slice(1).entries())
      assert.ok(scale(tick) - scale(/** @type {number} */ (ticks[i])) >= 20, `${ticks}`);
  }
});

test("powers of ten come first, then twice and five times one", () => {
  // Decades 30 apart: no room for 2 (9 away) or 5 (9 away) between them
  assert.deepEqual(
    ticksThatFit(powers(0.01, 10, 90), 3, () => 20),
    [0.01, 0.1, 1, 10],
  );
  // One decade, 90 long: 2 is 27 away from 1, 5 is 27 away from 10 and 36 from 2
  assert.deepEqual(
    ticksThatFit(powers(1, 10, 90), 3, () => 20),
    [1, 2, 5, 10],
  );
});

test("where there are three powers of ten, nothing stands between them, whatever room there is", () => {
  assert.deepEqual(
    ticksThatFit(powers(1e-6, 1, 900), 3, () => 20),
    [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1],
  );
});

test("a small tick is not called zero", () => {
  assert.equal(short(0.0001), "10⁻⁴");
  assert.equal(short(-0.00025), "−2.5·10⁻⁴");
  assert.equal(short(2e-9), "2·10⁻⁹");
  assert.equal(short(0), "0");
  assert.equal(short(0.001), "0.001");
  assert.equal(short(0.25), "0.25");
});

test("a long number on a logarithmic axis is written with its power of ten", () => {
  const scale = powers(1e-6, 1e5, 90);
  const texts = [0.002, 0.01, 0.25, 1000, 20000, 1e-5].map((tick) => tickText(scale, tick));
  assert.deepEqual(texts, ["2·10⁻³", "0.01", "0.25", "1000", "2·10⁴", "10⁻⁵"]);
  const straight = Object.assign((/** @type {number} */ value) => value, { ticks: () => [] });
  assert.equal(tickText(straight, 0.002), "0.002");
  assert.equal(lettersOf("100"), 3);
  assert.ok(lettersOf("2·10⁻³") < 6, "raised digits are narrow");
});
