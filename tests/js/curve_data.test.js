import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, boundsOf, readOff, thinned, upTo, valueAt } from "../../static/js/lib/curve_data.js";

/** @param {(number | null)[]} values @param {any} [more] */
function line(values, more = {}) {
  return { name: "train", epochs: values.map((_, epoch) => epoch), values, kind: "", isRead: true, ...more };
}

test("a chart shows all of a run that behaves, and cuts off one that explodes", () => {
  assert.deepEqual(boundsOf(/** @type {any} */ ({ lines: [line([0.7, 0.5, 0.2])] })), [0, 0.7 * 1.06]);
  const [bottom, top] = boundsOf(/** @type {any} */ ({ lines: [line([0.5, 9, 1e9, null])] }));
  assert.equal(bottom, 0);
  assert.ok(top < 2.2);
});

test("a logarithmic chart has no zero in it", () => {
  const [bottom] = boundsOf(/** @type {any} */ ({ lines: [line([0.5, 0.001, 0])], isLog: true }));
  assert.ok(bottom > 0 && bottom < 0.001);
});

test("numbers are read off at the latest epoch that has one", () => {
  const sparse = line([0.9, 0.5, 0.1], { epochs: [0, 10, 20] });
  assert.equal(valueAt(sparse, 14), 0.5);
  assert.equal(valueAt(line([1, null]), 1), null);
  const lines = [sparse, line([0.2, 0.3], { name: "held out", epochs: [0, 10] })];
  assert.equal(
    readOff(/** @type {any} */ ({ lines, decimals: 3, unit: "" }), 14),
    "train 0.500 · held out 0.300",
  );
});

test("a thinned line keeps its ends, its peak and its gap", () => {
  /** @type {(number | null)[]} */
  const values = Array.from({ length: 5000 }, () => 0.5);
  values[3210] = 7;
  values[4000] = null;
  const places = thinned(values, 200);
  assert.ok(places.length < 300);
  for (const place of [0, 3210, 4000, 4999]) assert.ok(places.includes(place), `${place}`);
});

test("a line up to an epoch knows nothing of what comes after", () => {
  const whole = line([0.9, 0.5, 0.1], { epochs: [0, 10, 20] });
  assert.deepEqual(upTo(whole, 14).values, [0.9, 0.5]);
  assert.deepEqual(upTo(whole, 0).epochs, [0]);
  assert.equal(upTo(whole, 20), whole);
});

test("labels part as far as they must, in their order, between the ends", () => {
  assert.deepEqual(apart([50, 90], 20, [0, 100]), [50, 90]);
  assert.deepEqual(apart([52, 50], 20, [0, 100]), [70, 50]);
  assert.deepEqual(apart([95, 99, 10], 20, [0, 100]), [80, 100, 10]);
});
