import assert from "node:assert/strict";
import { test } from "node:test";
import { sideView } from "../../static/js/lib/side_view.js";

const PLACES = Array.from({ length: 21 }, (_, place) => place / 10 - 1);
const ROOM = { width: 400, height: 300 };
/** A wall along y at x = 0, on flat ground. */
const WALL = { x: PLACES, y: PLACES, z: PLACES.map(() => PLACES.map((x) => (Math.abs(x) < 0.06 ? 8 : 0))) };
const BOWL = { x: PLACES, y: PLACES, z: PLACES.map((y) => PLACES.map((x) => x * x + y * y)) };

/** @param {[number, number]} one @param {[number, number]} other */
function isNear([x, y], [u, v]) {
  return Math.hypot(x - u, y - v) < 1e-6;
}

test("unturned and from above, x goes to the right and y away", () => {
  const { place } = sideView(BOWL, { turn: 0, tilt: 89.9 }, ROOM);
  const middle = place(0, 0, 0);
  assert.ok(place(0.5, 0, 0)[0] > middle[0] + 10);
  assert.ok(place(0, 0.5, 0)[1] < middle[1] - 10);
});

test("turned all the way around it is the same picture, and half way around the far side is near", () => {
  const at = (/** @type {number} */ turn) => sideView(BOWL, { turn, tilt: 40 }, ROOM).place(0.3, 0.9, 0.5);
  assert.ok(isNear(at(-180), at(180)));
  assert.ok(at(180)[1] > at(0)[1]);
});

test("the whole ground and its height are in the picture, however it is turned", () => {
  for (let turn = -180; turn < 180; turn += 15)
    for (let tilt = 10; tilt <= 80; tilt += 10) {
      const { place } = sideView(BOWL, { turn, tilt }, ROOM);
      for (const [x, y] of [
        [-1, -1],
        [-1, 1],
        [1, -1],
        [1, 1],
      ])
        for (const z of [0, 2]) {
          const [px, py] = place(x ?? 0, y ?? 0, z);
          assert.ok(px >= 0 && px <= ROOM.width && py >= 0 && py <= ROOM.height, `${turn}, ${tilt}`);
        }
    }
});

test("lifts go from 0 at the lowest place to 1 at the highest, the middle height well above half way", () => {
  const { lift } = sideView({ ...BOWL, z: [[0, 1, 100]] }, { turn: 0, tilt: 40 }, ROOM);
  assert.equal(lift(0), 0);
  assert.equal(lift(100), 1);
  // ln(1 + 1) / ln(1 + 100) = 0.15, where a straight scale gives 0.01
  assert.ok(Math.abs(lift(1) - Math.log(2) / Math.log(101)) < 1e-12);
});

test("what lies behind a wall is hidden, and what lies before it or on its top is not", () => {
  // Turned by 90 degrees the look goes along x, from its low end
  const { isHidden, away } = sideView(WALL, { turn: 90, tilt: 20 }, ROOM);
  assert.ok(away[0] > 0.99);
  assert.equal(isHidden(0.4, 0, 0), true);
  assert.equal(isHidden(-0.4, 0, 0), false);
  assert.equal(isHidden(0, 0, 8), false);
});
