/** The sizes of the layers: what each is called, how large it may be, with one more or one less. */
import { grouped } from "../../lib/format.js";

/** A count in words where it is long: 101,770, 60.2 million, 1.8 trillion. @param {number} count */
export function inWords(count) {
  const [value, word] = WORDS.find(([least]) => count >= least) ?? [1, ""];
  return word ? `${Number((count / value).toPrecision(3))} ${word}` : grouped(count);
}

/** @type {[number, string][]} */
const WORDS = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];

/**
 * Which network of a comparison has the highest mean.
 * @param {Pick<Api.ArchitectureResult, "compared">} result
 */
export function bestOf({ compared }) {
  const means = compared?.runs.map(({ mean }) => mean) ?? [];
  return Math.max(0, means.indexOf(Math.max(...means)));
}

/** “Inputs”, “Hidden layer 2”, “Outputs” @param {number[]} layers @param {number} place */
export function layerTitle(layers, place) {
  if (place === 0) return "Inputs";
  if (place === layers.length - 1) return "Outputs";
  return layers.length === 3 ? "Hidden layer" : `Hidden layer ${place}`;
}

/**
 * How many units a layer may have.
 * @param {number} count  of all layers @param {number} high @param {number} outputs  of the last
 */
export function mostUnits(count, high, outputs) {
  return (/** @type {number} */ place) => (place === count - 1 ? Math.min(high, outputs) : high);
}

/**
 * With a hidden layer more: as large as the hidden one before it, else as what follows.
 * @param {number[]} layers @param {number} after  the place of the layer before it
 */
export function withLayer(layers, after) {
  const size = (after > 0 ? layers[after] : layers[1]) ?? 1;
  return [...layers.slice(0, after + 1), size, ...layers.slice(after + 1)];
}

/** @param {number[]} layers @param {number} place */
export function withoutLayer(layers, place) {
  return layers.filter((_, index) => index !== place);
}

/**
 * The size that a drag comes to: equal ways are equal ratios, and every way up adds one unit at least.
 * @param {number} size  where it began @param {number} up  the way, in units of the drawing
 */
export function dragged(size, up) {
  const next = size * 2 ** (up / DOUBLING);
  return Math.max(1, Math.round(next + Math.sign(up) * Math.min(1, Math.abs(up) / STEP)));
}

/** So far up a layer doubles, and so far it has one unit more. */
const [DOUBLING, STEP] = [60, 12];
