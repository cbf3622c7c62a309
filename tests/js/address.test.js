/** When a panel's state is written into the address: not at every key, but once the hand rests. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { PanelAddress } from "../../static/js/panel/address.js";

const FIRST = {
  slug: "neuron",
  prefix: "",
  defaults: { bias: 0 },
  start: { bias: 0 },
  viewDefaults: {},
  refused: null,
};
/** @type {{how: string, query: string}[]} */
let written = [];
let state = { request: { bias: 0 }, view: {} };
let now = 0;
let isBusy = false;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  [written, now, isBusy] = [[], 0, false];
  const write =
    (/** @type {string} */ how) =>
    (/** @type {object} */ _, __ = "", query = "") => {
      written.push({ how, query });
      location.search = query;
    };
  Object.assign(globalThis, {
    history: { state: null, replaceState: write("replace"), pushState: write("push") },
    location: { search: "", pathname: "", hash: "" },
    document: { hidden: false },
    requestAnimationFrame: (/** @type {() => void} */ paint) => setTimeout(paint, 16),
  });
  mock.method(performance, "now", () => now);
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

function pass(/** @type {number} */ milliseconds) {
  for (let each = 0; each < milliseconds; each += 4) {
    now += 4;
    mock.timers.tick(4);
  }
}

/** A key on the slider of the bias. */
function press(/** @type {PanelAddress} */ address) {
  state = { ...state, request: { bias: state.request.bias + 1 } };
  address.writeSoon("bias");
}

function opened() {
  state = { request: { bias: 0 }, view: {} };
  now = 10_000;
  return new PanelAddress(
    FIRST,
    () => state,
    () => isBusy,
  );
}

test("a key is written once the hand has rested, as a new entry", () => {
  const address = opened();
  press(address);
  pass(200);
  assert.deepEqual(written, []);
  pass(200);
  assert.deepEqual(written, [{ how: "push", query: "?bias=1" }]);
});

test("a key that is held writes now and then, and its last state at the end, all as one entry", () => {
  const address = opened();
  for (let key = 0; key < 90; key++) {
    press(address);
    pass(32);
  }
  assert.ok(written.length >= 1 && written.length <= 2, `${written.length} times in three seconds`);
  pass(600);
  assert.equal(written.at(-1)?.query, "?bias=90");
  assert.deepEqual(new Set(written.slice(1).map(({ how }) => how)), new Set(["replace"]));
});

test("while an answer is awaited it waits, but not for ever", () => {
  const address = opened();
  isBusy = true;
  press(address);
  pass(1200);
  assert.deepEqual(written, []);
  pass(800);
  assert.equal(written.length, 1);
});

test("whoever needs the address has it at once, and it is not written again", () => {
  const address = opened();
  press(address);
  address.flush();
  pass(2000);
  assert.deepEqual(written, [{ how: "push", query: "?bias=1" }]);
});

test("another writing takes along what was to be written soon, as its entry", () => {
  const address = opened();
  press(address);
  address.write("replace");
  pass(2000);
  assert.deepEqual(written, [{ how: "push", query: "?bias=1" }]);
});

test("what was to be written is forgotten when another entry is opened", () => {
  const address = opened();
  press(address);
  address.abandon();
  pass(2000);
  assert.deepEqual(written, []);
});
