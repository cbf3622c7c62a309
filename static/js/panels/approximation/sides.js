/** The networks that are drawn beside the curve: by formula, trained, or deep beside wide. */
import { orderOf } from "./layers.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./apart.js").Known} Known
 * @typedef {object} Side  a network beside the curve
 * @property {string} name @property {string} short @property {string} path  of its fit in the result
 * @property {number[]} fit @property {number[][]} units @property {number} bias
 * @property {number | null} error
 * @property {(number | null)[]} kinks @property {number[]} order @property {number[]} weights  of the units
 * @property {number | null} added  so many units are added up; null for all
 * @property {string} layersOf  whose layers these are, where the epochs have others: “, epoch 300”
 * @property {string} errorPath  of its error in the result
 * @property {number | null} pieces @property {number} difference
 */

/**
 * @param {Model} model @param {number | null} step @param {Known | null} known  the network taken apart last
 * @returns {Side[]}
 */
export function sidesOf({ request, result }, step, known) {
  const { beside, folds } = result;
  if (folds && beside)
    return [
      { ...sideOf(result, "", `${request.depth} layers of 2`, "deep"), kinks: [] },
      { ...sideOf(beside, "beside.", `1 layer of ${beside.network.layers[1]}, best fit`, "wide"), kinks: [] },
    ];
  const isRun = request.how === "trained" && (result.epoch.length > 0 || beside !== null);
  if (!isRun) {
    const built = { ...sideOf(result, "", "by formula", "formula"), added: step };
    return [step === null ? built : { ...built, errorPath: `errors_then.${step}` }];
  }
  const epoch = result.epoch[step ?? result.epoch.length - 1] ?? 0;
  const end = sideOf(result, "", `trained, epoch ${epoch}`, "trained");
  const trained = atStep(end, result, step, known?.of === request ? known : null);
  return beside ? [sideOf(beside, "beside.", "by formula", "formula"), trained] : [trained];
}

/**
 * The trained network as it was after an epoch: its fit at once, its layers as soon as they have come.
 * @param {Side} end @param {Model["result"]} result @param {number | null} step @param {Known | null} known
 * @returns {Side}
 */
function atStep(end, result, step, known) {
  if (step === null && end.units.length) return end;
  const none = { units: [], order: [], pieces: null, layersOf: "" };
  const layers = { ...end, ...(known ? layersOf(known) : none) };
  if (step === null) return layers;
  const error = result.errors_then[step] ?? null;
  return {
    ...layers,
    ...{ fit: result.fits[step] ?? [], kinks: result.kinks_then[step] ?? [] },
    ...{ error, errorPath: `errors_then.${step}` },
  };
}

/** @param {Known} known */
function layersOf({ answer, request, epoch }) {
  const { units, bias, difference, kinks, linear_pieces: pieces } = answer;
  const weights = request.network.weights.at(-1)?.[0] ?? [];
  return { units, bias, difference, pieces, weights, order: orderOf(kinks), layersOf: `, epoch ${epoch}` };
}

/**
 * @param {Api.Fit} fit @param {string} path @param {string} name @param {string} short @returns {Side}
 */
function sideOf(fit, path, name, short) {
  const { units, kinks, error, bias } = fit;
  return {
    ...{ name, short, path, units, kinks, error, bias },
    ...{ errorPath: `${path}error`, pieces: fit.linear_pieces, difference: fit.difference },
    fit: fit.fit,
    weights: fit.network?.weights.at(-1)?.[0] ?? [],
    order: orderOf(kinks.slice(0, units.length)),
    added: null,
    layersOf: "",
  };
}
