/**
 * Where the arrow keys lead in a picture of a network: from unit to unit, and along a connection by way of
 * the connection itself, where connections can be chosen.
 */

/**
 * What is chosen: layer and unit; with the input, the connection that comes from there.
 * @typedef {[number, number] | [number, number, number]} UnitOrEdge
 */

const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * @param {number[]} sizes @param {UnitOrEdge} from @param {string} key @param {boolean} hasEdges
 * @returns {UnitOrEdge | null}  null for any other key
 */
export function walked(sizes, from, key, hasEdges) {
  const move = MOVES[key];
  if (!move) return null;
  const [layer, unit, input] = from;
  if (input !== undefined) return fromEdge(sizes, [layer, unit, input], move);
  const next = nextUnit(sizes, [layer, unit], move);
  if (!hasEdges || next[0] === layer) return next;
  return move[0] > 0 ? [next[0], next[1], unit] : [layer, unit, next[1]];
}

/**
 * On to the unit at its end, back to the one it comes from, or to another connection of the same unit.
 * @param {number[]} sizes @param {[number, number, number]} from @param {[number, number]} move
 * @returns {UnitOrEdge}
 */
function fromEdge(sizes, [layer, unit, input], [across, down]) {
  if (across) return across > 0 ? [layer, unit] : [layer - 1, input];
  return [layer, unit, within(input + down, sizes[layer - 1] ?? 1)];
}

/**
 * The unit above or below, or the one at the same height of the layer beside.
 * @param {number[]} sizes @param {[number, number]} from @param {[number, number]} move
 * @returns {[number, number]}
 */
function nextUnit(sizes, [layer, unit], [across, down]) {
  const next = within(layer + across, sizes.length);
  const [here, there] = [sizes[layer] ?? 1, sizes[next] ?? 1];
  const aligned = across ? Math.round(((unit + 0.5) / here) * there - 0.5) : unit + down;
  return [next, within(aligned, there)];
}

/** @param {number} index @param {number} count */
function within(index, count) {
  return Math.min(count - 1, Math.max(0, index));
}
