/**
 * The charts of a training run in their states, from runs that the server put into the page. Pure functions.
 */
import { html, svg } from "../../vendor/vendor.js";
import "../charts/canvas.js";
import "../charts/curves.js";
import "../charts/dots.js";
import { crossings, paintHeat, ramp } from "../charts/heatmap.js";
import { intervalBar } from "../charts/interval.js";
import { mapNetwork } from "../charts/map_network.js";
import { plot, scales } from "../charts/plot.js";
import { answered, bare, heatOf as heatOver } from "../charts/small_plane.js";
import { weightImages } from "../charts/weight_images.js";
import { middleAndReach, rangeOf } from "../lib/activations.js";
import { bytesOf } from "../lib/bytes.js";

/**
 * @typedef {import("../charts/heatmap.js").Heat} Heat
 * @typedef {import("../charts/canvas.js").Colors} Colors
 * @typedef {{history: Api.History, network: Api.NetworkResult, grid: Api.GridResult}} Run
 *   grid: the maps of every unit of the network after its training
 * @typedef {import("../lib/activations.js").Activations} Activations
 * @typedef {{runs: Record<string, Run>, activations: Activations, mapped: [number, number] | null,
 *   epoch: number, isClose: boolean,
 *   change: (change: {mapped?: [number, number] | null, epoch?: number}) => void}} Page
 */

const CELLS = 16;

/** All pictures by their names in the page. @param {Page} page @returns {Record<string, unknown>} */
export function runPictures(page) {
  const { moons, wide, rising } = /** @type {Record<string, Run>} */ (page.runs);
  return {
    "map-network": units(page, moons, page.mapped),
    "map-network-many": units(page, wide, null),
    heatmap: map(page, moons, [moons.network.layers.length - 1, 0]),
    "heatmap-unit": map(page, moons, [1, 0]),
    "plane-small": smallPlane(moons),
    "weight-images": weights(wide),
    curves: runCurves(page, moons, {}),
    "curves-log": runCurves(page, moons, { isLog: true }),
    "curves-leaving": runCurves(page, rising, {}),
    dots: html`<div class="large-chart"><nudge-dots .data=${epochs(moons)}></nudge-dots></div>`,
    interval: intervalBar(accuracies(moons), "Accuracy at the end, and the lowest and highest of the run"),
  };
}

/** @param {Run} run */
function smallPlane({ grid }) {
  const axes = /** @type {import("../charts/small_plane.js").Ends} */ (grid.axes);
  const heat = heatOver(/** @type {Api.Map} */ (grid.outputs[0]), axes, grid.resolution);
  return answered(bare(axes, { width: 400, height: 400 }), heat, grid, "What a network answers, small", "");
}

/** What the second hidden layer looks for in the 16 units of the first, as in pixels. @param {Run} run */
function weights({ network }) {
  const images = weightImages(network.weights[1] ?? [], "Weights into each unit", [network]);
  return html`<div class="large-chart">${images}</div>`;
}

/** Each epoch as a dot by its loss. @param {Run} run @returns {import("../lib/dots.js").DotPlot} */
function epochs({ history }) {
  const all = /** @type {number[]} */ (history.train_loss);
  const middle = /** @type {number} */ ([...all].sort((one, other) => one - other)[all.length >> 1]);
  return {
    title: "The loss of each epoch",
    axis: "loss",
    isLog: false,
    kinds: { good: "lower half", bad: "upper half" },
    dots: all.map((value, epoch) => ({
      value,
      isGood: value <= middle,
      name: `epoch ${epoch}`,
      words: `epoch ${epoch}: ${value.toFixed(3)}`,
      isHere: epoch === 0,
    })),
  };
}

/** @param {Run} run */
function accuracies({ history }) {
  const all = /** @type {number[]} */ (history.train_accuracy);
  return { share: /** @type {number} */ (all.at(-1)), low: Math.min(...all), high: Math.max(...all) };
}

/** @param {Page} page @param {Run} run @param {[number, number] | null} selected */
function units(page, { network, grid }, selected) {
  const { layers, weights, activations } = network;
  return mapNetwork(
    { sizes: layers, weights, functions: activations },
    {
      selected,
      title: `Network ${layers.join(" → ")}, trained. Arrow keys walk from unit to unit.`,
      describedBy: "patterns-note",
      onSelect: (layer, unit) => page.change({ mapped: [layer, unit] }),
      basis: [network, grid],
      room: { width: 360, height: 320 },
      paint: (context, colors, layer, unit, box) =>
        paintHeat(
          context,
          heatOf(grid, layer, unit),
          box,
          colorsOf(page, network, grid, layer, unit, colors),
        ),
    },
  );
}

/**
 * The map of one unit over the plane, and the line where it is at its middle.
 * @param {Page} page @param {Run} run @param {[number, number]} unit
 */
function map(page, { network, grid }, [layer, unit]) {
  const [x, y] = /** @type {import("../charts/heatmap.js").Ends[]} */ (grid.axes);
  const axes = scales({ x, y, width: 412, height: 400 }, page.isClose);
  const heat = heatOf(grid, layer, unit);
  const { middle } = middleAndReach(rangeOf(page.activations, network.activations[layer - 1]), 0);
  const box = { x: axes.left, y: axes.top, width: axes.right - axes.left, height: axes.bottom - axes.top };
  const paint = (/** @type {CanvasRenderingContext2D} */ context, /** @type {Colors} */ colors) =>
    paintHeat(context, heat, box, colorsOf(page, network, grid, layer, unit, colors));
  const lines = crossings(heat, middle).map(
    (line) =>
      svg`<path class="boundary" d="M${line.map(([x, y]) => `${axes.x(x)},${axes.y(y)}`).join("L")}"></path>`,
  );
  return html`<div class="layered"><nudge-canvas .box=${[axes.width, axes.height]}
    .draw=${paint}></nudge-canvas>
    ${plot(
      axes,
      {
        label: `One unit over the plane; the line is where it is ${middle}`,
        xName: "x₁",
        yName: "x₂",
        kind: "plane training-plane",
      },
      lines,
    )}</div>`;
}

/**
 * The loss of a run over its epochs.
 * @param {Page} page @param {Run} run @param {{isLog?: boolean}} options
 */
function runCurves(page, { history }, options) {
  const common = { epochs: history.epoch, isRead: true };
  const lines = [
    { ...common, name: "held out", values: history.validation_loss, kind: "validation" },
    { ...common, name: "train", values: history.train_loss, kind: "train" },
  ];
  const at = Math.min(page.epoch, history.epoch.at(-1) ?? 0);
  const shown = { title: "Loss", unit: "", decimals: 3, at, lines, ...options };
  const onSeek = (/** @type {number} */ epoch) => page.change({ epoch });
  return html`<nudge-curves .data=${shown} .onSeek=${onSeek}></nudge-curves>`;
}

/**
 * The numbers of one unit's map; an input's are its own coordinate.
 * @param {Api.GridResult} grid @param {number} layer @param {number} unit @returns {Heat}
 */
function heatOf(grid, layer, unit) {
  const { resolution } = grid;
  const axes = /** @type {import("../charts/heatmap.js").Ends[]} */ (grid.axes);
  if (layer === 0) {
    const level = (/** @type {number} */ cell) =>
      (255 * (unit ? Math.floor(cell / CELLS) : cell % CELLS)) / (CELLS - 1);
    const levels = Uint8Array.from({ length: CELLS ** 2 }, (_, cell) => Math.round(level(cell)));
    const [bottom, top] = axes[unit];
    return { axes, resolution: CELLS, levels, bottom, top };
  }
  const one = [...(grid.units ?? []), grid.outputs][layer - 1][unit];
  return { axes, resolution, levels: bytesOf(one.codes), bottom: one.low, top: one.high };
}

/**
 * @param {Page} page @param {Api.NetworkResult} network @param {Api.GridResult} grid
 * @param {number} layer @param {number} unit @param {Colors} colors
 */
function colorsOf(page, { activations }, grid, layer, unit, colors) {
  const heat = heatOf(grid, layer, unit);
  if (!layer) return ramp(heat, (heat.bottom + heat.top) / 2, (heat.top - heat.bottom) / 2, colors);
  const range = rangeOf(page.activations, activations[layer - 1]);
  const { middle, reach } = middleAndReach(range, Math.max(Math.abs(heat.top), Math.abs(heat.bottom)));
  return ramp(heat, middle, reach, colors);
}
