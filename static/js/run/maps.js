/**
 * The maps of a run whose network has a place to be drawn over: for each θ what every unit answers over the
 * plane (the line, for one input) and what is decided for each example, as the server computes it.
 */
import { ask } from "../lib/api.js";
import { bytesOf } from "../lib/bytes.js";

/**
 * @typedef {import("./model.js").Frame} Frame
 * @typedef {import("./model.js").Data} Data
 * @typedef {import("./model.js").Run} Run
 */

const RESOLUTION = { plane: 48, line: 96 };
const MOST_BYTES = 48_000;
const MOST_TOGETHER = 12;
const BYTES_OF_A_NUMBER = 21;

/** @type {import("./model.js").Loader} */
export const maps = { load: loadMaps, together: snapshotsAtOnce, basis: drawnFrom };

/** What the maps of a snapshot are drawn from. @param {Run} run @param {number} index */
function drawnFrom({ result: { data, settings, snapshots } }, index) {
  const { layers, activations } = settings;
  const { inputs, low, high } = data;
  return { layers, activations, inputs, low, high, parameters: numbersOf(snapshots.parameters[index]) };
}

/** How many snapshots fit into one request. @param {import("./model.js").RunResult} result */
function snapshotsAtOnce({ snapshots, data }) {
  const size = (snapshots.parameters[0]?.length ?? 1) * BYTES_OF_A_NUMBER;
  const free = MOST_BYTES - (asksForPoints(data) ? data.inputs.flat().length * BYTES_OF_A_NUMBER : 0);
  return Math.max(1, Math.min(MOST_TOGETHER, Math.floor(free / size)));
}

/** Whether all examples fit into a request. @param {Data} data */
function asksForPoints(data) {
  return data.inputs.flat().length * BYTES_OF_A_NUMBER < MOST_BYTES;
}

/**
 * The frames of some snapshots, from the server.
 * @param {Run} run
 * @param {number[]} indices
 * @returns {Promise<Frame[]>}
 */
async function loadMaps({ result }, indices) {
  const { data, settings, snapshots } = result;
  const request = {
    network: { layers: settings.layers, activations: settings.activations },
    parameters: indices.map((index) => numbersOf(snapshots.parameters[index])),
    ...(asksForPoints(data) && { points: data.inputs }),
    ...(inputsOf(data) <= 2 && { grid: gridOf(data) }),
    ...(data.features && { features: data.features }),
  };
  /** @type {Api.PredictResult} */
  const { members } = await ask("predict", request);
  return (members ?? []).map(frameOf);
}

/** @param {Api.MemberResult} member  what the network answers at one snapshot @returns {Frame} */
export function frameOf({ grid, decisions, predictions }) {
  if (!grid) return { heats: [], margins: [], given: null, decisions, predictions };
  const heats = (/** @type {Api.Map[]} */ maps) => maps.map((map) => heatOf(grid, map));
  return {
    heats: [...(grid.units ?? []), grid.outputs].map(heats),
    margins: (grid.margins ?? []).map((map) => fieldOf(grid, map)),
    given: grid.inputs && heats(grid.inputs),
    decisions,
    predictions,
  };
}

/** The part of the plane, or of the line, that holds the examples. @param {Data} data */
function gridOf(data) {
  const inputs = inputsOf(data);
  return {
    axes: axesOf(data),
    resolution: inputs === 1 ? RESOLUTION.line : RESOLUTION.plane,
    units: true,
    margins: inputs === 2 && data.task !== "regression",
  };
}

/** Where the axis of each input ends. @param {Data} data @returns {import("../charts/heatmap.js").Ends[]} */
export function axesOf({ low, high, inputs }) {
  return (inputs[0] ?? []).map((_, axis) => [low[axis] ?? 0, high[axis] ?? 1]);
}

/** @param {Data} data */
function inputsOf({ inputs }) {
  return inputs[0]?.length ?? 0;
}

/** @param {ArrayLike<number> | undefined} theta */
function numbersOf(theta) {
  return Array.from(theta ?? []);
}

/** @param {Api.GridResult} grid @param {Api.Map} map @returns {import("./model.js").Heat} */
function heatOf(grid, map) {
  const { axes, resolution } = grid;
  return { axes: endsOf(axes), resolution, levels: bytesOf(map.codes), bottom: map.low, top: map.high };
}

/**
 * A map of 16 bits, the low byte first, as numbers.
 * @param {Api.GridResult} grid @param {Api.Map} map @returns {import("../charts/heatmap.js").Field}
 */
export function fieldOf({ axes, resolution }, map) {
  const bytes = bytesOf(map.codes);
  const step = (map.high - map.low) / (2 ** 16 - 1);
  const values = Array.from({ length: bytes.length / 2 }, (_, index) => {
    const code = (bytes[2 * index] ?? 0) + 256 * (bytes[2 * index + 1] ?? 0);
    return map.low + code * step;
  });
  return { axes: endsOf(axes), resolution, values };
}

/** The ends of each axis, as pairs. @param {number[][]} axes */
function endsOf(axes) {
  return /** @type {import("../charts/heatmap.js").Ends[]} */ (axes);
}
