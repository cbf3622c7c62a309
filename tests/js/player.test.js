import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../static/js/lib/player.js";
import { projectionAction } from "../../static/js/lib/projection.js";

/** A player of three steps whose clock the test turns. */
function playerOfThree() {
  /** @type {(number | null)[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const timers = [];
  const player = new Player({
    count: () => 3,
    show: (step) => shown.push(step),
    later: (callback) => timers.push(callback) - 1,
    cancel: (timer) => delete timers[/** @type {number} */ (timer)],
  });
  const tick = () => {
    for (const callback of timers.splice(0)) callback?.();
  };
  return { player, shown, tick };
}

test("a play goes through every step and ends with everything shown", () => {
  const { player, shown, tick } = playerOfThree();
  player.play();
  for (let i = 0; i < 5; i++) tick();
  assert.deepEqual(shown, [0, 1, 2, null]);
  assert.equal(player.isPlaying, false);
});

test("a pause holds the step, and play goes on from there", () => {
  const { player, shown, tick } = playerOfThree();
  player.play();
  tick();
  player.pause();
  tick();
  assert.equal(player.step, 1);
  player.play();
  assert.equal(shown.at(-1), 2);
});

test("back and next go one step and stop the play", () => {
  const { player } = playerOfThree();
  player.back();
  assert.equal(player.step, 2);
  player.next();
  assert.equal(player.step, null);
  player.next();
  player.back();
  player.back();
  assert.equal(player.step, 0);
  assert.equal(player.isPlaying, false);
});

test("in projection a clicker's keys step, and typing is left alone", () => {
  const press = { isTyping: false, isProjecting: true };
  assert.equal(projectionAction({ key: "PageDown", ...press }), "next");
  assert.equal(projectionAction({ key: "PageUp", ...press }), "back");
  assert.equal(projectionAction({ key: "Escape", ...press }), "leave");
  assert.equal(projectionAction({ key: "Escape", isTyping: true, isProjecting: true }), "leave");
  assert.equal(projectionAction({ key: "Escape", isTyping: false, isProjecting: false }), null);
  assert.equal(projectionAction({ key: "PageDown", isTyping: true, isProjecting: true }), null);
  assert.equal(projectionAction({ key: "PageDown", isTyping: false, isProjecting: false }), null);
  assert.equal(projectionAction({ key: "p", isTyping: true, isProjecting: false }), null);
  assert.equal(projectionAction({ key: "p", isTyping: false, isProjecting: false }), "toggle");
});
