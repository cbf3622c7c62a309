import assert from "node:assert/strict";
import { test } from "node:test";
import { KEYS, projectionAction } from "../../static/js/lib/projection.js";

/** @param {string} key */
const press = (key, more = {}) => projectionAction({ key, isTyping: false, isProjecting: true, ...more });

test("each key has one action, and each action its words", () => {
  const keys = KEYS.flatMap((each) => each.keys);
  assert.equal(new Set(keys).size, keys.length);
  for (const { keys, action, does } of KEYS) {
    for (const key of keys) assert.equal(press(key), action);
    assert.ok(does.length > 3);
  }
});

test("letters count in either case", () => {
  assert.equal(press("M"), "maths");
  assert.equal(press("P", { isProjecting: false }), "toggle");
});

test("beside projection only its own key, the list of keys and the large curves do something", () => {
  for (const { keys, action } of KEYS) {
    const expected = ["toggle", "keys", "curves"].includes(action) ? action : null;
    assert.equal(press(keys[0], { isProjecting: false }), expected);
  }
});

test("who types is left alone, save that Escape leaves", () => {
  assert.equal(press("1", { isTyping: true }), null);
  assert.equal(press("Escape", { isTyping: true }), "leave");
});

test("in the picture arrows walk from unit to unit, and digits still open presets", () => {
  assert.equal(press("ArrowUp", { isInPicture: true }), null);
  assert.equal(press("2", { isInPicture: true }), "preset");
});
