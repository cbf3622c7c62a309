/**
 * What the training panel shows: one run, one place in its time, and the maps of that place. Everything on
 * the screen belongs together: a place is shown only when its maps are here, and a new run takes over only
 * with its first maps.
 */
import { bytesOf } from "../charts/heatmap.js";
import { ask } from "../lib/api.js";
import { placeOfEpoch } from "../lib/epochs.js";
import { same } from "../lib/state.js";
import { Frames } from "./frames.js";

const RESOLUTION = { plane: 48, line: 96 };
const MOST_BYTES = 48_000;
const BYTES_OF_A_NUMBER = 21;

/**
 * @typedef {import("../charts/heatmap.js").Heat} Heat
 * @typedef {{heats: Heat[][], decisions: number[] | null, predictions: number[][] | null}} Frame
 *   heats: of each layer after the inputs, of each of its units
 * @typedef {{request: any, result: any, name: string}} Run
 * @typedef {{run: Run, place: number, frame: Frame | undefined}} Scene
 */

export class Stage {
  /** @param {Run} run @param {() => void} redraw @param {(error: Error) => void} fail */
  constructor(run, redraw, fail) {
    this.redraw = redraw;
    this.fail = fail;
    this.epoch = 0;
    this.run = run;
    this.frames = this.framesOf(run);
    /** @type {Scene} */
    this.scene = { run, place: 0, frame: undefined };
    this.look();
  }

  /** Another run, from the same epoch on. @param {Run} run */
  take(run) {
    const { run: before, place, frame } = this.scene;
    const here = placeOfEpoch(run.result.snapshots.epoch, this.epoch);
    this.run = run;
    this.frames = this.framesOf(run);
    if (frame && same(drawnFrom(before, place), drawnFrom(run, here))) this.frames.kept.set(here, frame);
    this.look();
  }

  /** @param {Run} run */
  framesOf(run) {
    return new Frames({
      load: (/** @type {number[]} */ places) => loadFrames(run, places),
      arrived: () => this.arrived(run),
      failed: this.fail,
      count: () => run.result.snapshots.epoch.length,
      ahead: framesAtOnce(run.result),
    });
  }

  /** @param {number} epoch */
  seek(epoch) {
    this.epoch = epoch;
    this.look();
  }

  /** The epoch to go to for one that was asked for: a long run has snapshots of some only, and each step reaches another. @param {number} epoch */
  toward(epoch) {
    const epochs = this.run.result.snapshots.epoch.filter(Number.isInteger);
    const place = placeOfEpoch(epochs, epoch);
    const shown = this.scene.run.result.snapshots.epoch[this.scene.place];
    const isBeyond = epoch > shown && epochs[place] <= shown;
    return epochs[isBeyond ? place + 1 : place] ?? epoch;
  }

  /** Whether an epoch is what the screen shows. @param {number} epoch */
  isShowing(epoch) {
    const { run, place } = this.scene;
    return run === this.run && place === placeOfEpoch(run.result.snapshots.epoch, epoch);
  }

  /** The same run with the batches of one epoch in it, at a place among them. @param {any} result @param {number} epoch */
  zoom(result, epoch) {
    this.epoch = epoch;
    this.take({ ...this.run, result });
  }

  /** Shows the place of the present epoch: now, or as soon as its maps are here. */
  look() {
    const place = placeOfEpoch(this.run.result.snapshots.epoch, this.epoch);
    const frame = this.frames.at(place);
    if (frame) this.show({ run: this.run, place, frame });
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.redraw();
  }

  /** @param {Run} run */
  arrived(run) {
    if (run !== this.run) return;
    const place = placeOfEpoch(run.result.snapshots.epoch, this.epoch);
    // What was asked for earlier is shown, too, while the newest is on its way: a drag keeps moving
    const here = this.frames.kept.has(place) ? place : (this.frames.asked ?? place);
    const frame = this.frames.kept.get(here);
    if (frame && frame !== this.scene.frame) this.show({ run, place: here, frame });
    if (here !== place) this.frames.at(place);
  }
}

/** What the maps of a place are drawn from: where it is the same, they are. @param {Run} run @param {number} place */
function drawnFrom({ result: { data, settings, snapshots } }, place) {
  const { layers, activations } = settings;
  const { inputs, low, high } = data;
  return { layers, activations, inputs, low, high, parameters: snapshots.parameters[place] };
}

/** How many places fit into one request. @param {any} result */
function framesAtOnce({ snapshots, data }) {
  const size = snapshots.parameters[0].length * BYTES_OF_A_NUMBER;
  const room = MOST_BYTES - (asksForPoints(data) ? data.inputs.flat().length * BYTES_OF_A_NUMBER : 0);
  return Math.max(1, Math.min(12, Math.floor(room / size)));
}

/** Whether all examples fit into a request. @param {any} data */
function asksForPoints(data) {
  return data.inputs.flat().length * BYTES_OF_A_NUMBER < MOST_BYTES;
}

/** The frames of some places, from the server. @param {Run} run @param {number[]} places @returns {Promise<Frame[]>} */
async function loadFrames({ result }, places) {
  const { data, settings, snapshots } = result;
  const inputs = data.inputs[0].length;
  const request = {
    network: { layers: settings.layers, activations: settings.activations },
    parameters: places.map((place) => snapshots.parameters[place]),
    ...(asksForPoints(data) && { points: data.inputs }),
    ...(inputs <= 2 && { grid: gridOf(data) }),
  };
  const { members } = await ask("predict", request);
  return members.map((/** @type {any} */ { grid, decisions, predictions }) => ({
    heats: grid
      ? [...grid.units, grid.outputs].map((layer) => layer.map((/** @type {any} */ map) => heatOf(grid, map)))
      : [],
    decisions,
    predictions,
  }));
}

/** The square of the plane, or the stretch of the line, that holds the examples. @param {any} data */
export function gridOf(data) {
  const inputs = data.inputs[0].length;
  return {
    low: Math.min(...data.low.slice(0, inputs)),
    high: Math.max(...data.high.slice(0, inputs)),
    resolution: inputs === 1 ? RESOLUTION.line : RESOLUTION.plane,
    units: true,
  };
}

/** @param {any} grid @param {{low: number, high: number, codes: string}} map @returns {Heat} */
function heatOf({ low, high, resolution }, map) {
  return { low, high, resolution, levels: bytesOf(map.codes), bottom: map.low, top: map.high };
}
