/**
 * A surface seen from the side, as a relief that can be turned and tilted. The projection is parallel: what
 * is farther off is not smaller. High ground is compressed, so that a valley below steep walls can be seen:
 * heights are ln(1 + h ÷ m), h above the lowest place and m the middle one of all h.
 */

/** @typedef {{x: number[], y: number[], z: (number | null)[][]}} Surface  z[j][i] at x[i], y[j] */
/** @typedef {{turn: number, tilt: number}} Direction  in degrees; tilted by 90 it is seen from above */
/**
 * @typedef {{width: number, height: number, place: (x: number, y: number, z: number) => [number, number],
 *   isHidden: (x: number, y: number, z: number) => boolean, lift: (z: number) => number,
 *   away: [number, number]}} SideView
 *   place: where a point is drawn; isHidden: whether a hill is before it, not only a wall at the edge, which
 *   is seen through; lift: its height, 0 to 1;
 *   away: the way from whoever looks, over the ground
 */

/** How high the relief stands over half the width of its ground, and the room around it. */
export const HIGH = 1.1;
const EDGE = 30;
/** The places toward whoever looks that are tried for what stands before a point. */
const [LOOKS, REACH] = [24, 2.2];
/** So much higher must stand what hides a point: the way lies on the ground itself. */
const SKIN = 0.02;

/**
 * @param {Surface} surface @param {Direction} direction
 * @param {{width: number, height: number}} room
 * @returns {SideView}
 */
export function sideView(surface, { turn, tilt }, { width, height }) {
  const lift = lifted(surface.z);
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const [up, flat] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)];
  const [reach, tall] = [Math.SQRT2, 2 * Math.SQRT2 * up + HIGH * flat];
  const size = Math.max(20, Math.min((width / 2 - EDGE) / reach, (height - 2 * EDGE) / tall));
  const unit = unitOf(surface);
  const down = height / 2 + (size * HIGH * flat) / 2;
  /** @type {SideView["place"]} */
  const place = (x, y, z) => {
    const [u, v] = unit(x, y);
    const [across, deep] = [cos * u - sin * v, sin * u + cos * v];
    return [width / 2 + size * across, down - size * (deep * up + HIGH * lift(z) * flat)];
  };
  const ground = gridOf(surface, lift);
  /** @type {SideView["isHidden"]} */
  const isHidden = (x, y, z) => {
    const [u, v] = unit(x, y);
    const own = lift(z) + SKIN;
    let isUnder = false;
    for (let look = 1; look <= LOOKS; look++) {
      const far = (look / LOOKS) * REACH;
      const height = ground(u - far * sin, v - far * cos);
      if (height === null) return false;
      const isBelow = height > own + (far * up) / (flat * HIGH);
      if (isUnder && !isBelow) return true;
      isUnder = isBelow;
    }
    return false;
  };
  return { width, height, place, isHidden, lift, away: [sin, cos] };
}

/**
 * Heights from 0 to 1, the high ones compressed; a little beyond for what is higher.
 * @param {Surface["z"]} z
 */
function lifted(z) {
  const known = z.flat().filter((each) => each !== null);
  const low = known.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const above = Float64Array.from(known, (each) => each - low).sort();
  const [middle, most] = [above[above.length >> 1] || above.at(-1) || 1, above.at(-1) || 1];
  const whole = Math.log1p(most / middle);
  return (/** @type {number} */ value) =>
    Math.min(1.08, Math.log1p(Math.max(0, value - low) / middle) / whole);
}

/** A place of the picture in units of half its width, from its middle. @param {Surface} surface */
function unitOf({ x, y }) {
  const along = (/** @type {number[]} */ ends) => {
    const [low, high] = [/** @type {number} */ (ends[0]), /** @type {number} */ (ends.at(-1))];
    return (/** @type {number} */ at) => (2 * (at - low)) / (high - low) - 1;
  };
  const [ofX, ofY] = [along(x), along(y)];
  return (/** @type {number} */ at, /** @type {number} */ to) =>
    /** @type {[number, number]} */ ([ofX(at), ofY(to)]);
}

/**
 * The height of the ground at (u, v), of the nearest point of the grid; null beyond its edge.
 * @param {Surface} surface @param {(z: number) => number} lift
 */
function gridOf({ x, y, z }, lift) {
  const heights = z.map((row) => row.map((each) => lift(each ?? Number.MAX_VALUE)));
  return (/** @type {number} */ u, /** @type {number} */ v) => {
    const [i, j] = [Math.round(((u + 1) / 2) * (x.length - 1)), Math.round(((v + 1) / 2) * (y.length - 1))];
    return heights[j]?.[i] ?? null;
  };
}
