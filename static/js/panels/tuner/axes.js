/** The axes of trials: where the value of a setting, or the loss, lies between its ends. */
import { compact } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").ParameterName} ParameterName
 * @typedef {ParameterName | "loss"} AxisName
 * @typedef {{name: AxisName, label: string, short: string, places: {share: number, text: string}[],
 *   of: (trial: Api.Trial) => number | null, at: (share: number) => string}} TrialAxis
 *   places: what is written along it; of: where a trial lies, from 0 to 1; at: the value that lies there
 */

/** From here on a number needs no power of ten. */
const PLAIN = 1e-4;
/** So far below the constant answer the axis reaches before there is a trial. */
const EMPTY = 4.5;
/** Settings that are counted. @type {AxisName[]} */
const WHOLE = ["layers", "neurons", "batch_size"];

/** An axis for each setting that varies, and one for the loss. @param {Model} model @returns {TrialAxis[]} */
export function axesOf(model) {
  return [...model.result.parameters.map((name) => axisOf(model, name)), lossAxis(model)];
}

/** @param {Model} model @param {ParameterName} name @returns {TrialAxis} */
function axisOf({ request, constants }, name) {
  const names = { label: constants.parameters[name], short: constants.short[name] };
  if (name === "activation") return listed(name, names, request.space.activation, constants.activations);
  const { low, high } = request.space[name];
  const isLog = constants.logarithmic.includes(name);
  const least = isLog && low === 0 ? Math.min(1e-5, high) : low;
  return measured(name, names, [least, high], isLog, (trial) => trial.values[name]);
}

/**
 * Names one above the other.
 * @param {AxisName} name @param {{label: string, short: string}} names @param {string[]} values
 * @param {Record<string, string>} labels @returns {TrialAxis}
 */
function listed(name, names, values, labels) {
  const share = (/** @type {number} */ place) => (place + 0.5) / values.length;
  const text = (/** @type {number} */ place) => labels[values[place] ?? ""] ?? "";
  return {
    name,
    ...names,
    places: values.map((_, place) => ({ share: share(place), text: text(place) })),
    of: (trial) => share(values.indexOf(trial.values.activation)),
    at: (from) => text(Math.min(values.length - 1, Math.floor(from * values.length))),
  };
}

/**
 * Numbers between two ends.
 * @param {AxisName} name @param {{label: string, short: string}} names @param {[number, number]} ends
 * @param {boolean} isLog @param {(trial: Api.Trial) => number | null} value @returns {TrialAxis}
 */
function measured(name, names, [low, high], isLog, value) {
  const scale = isLog ? Math.log : (/** @type {number} */ x) => x;
  const back = isLog ? Math.exp : (/** @type {number} */ x) => x;
  const wide = scale(high) - scale(low);
  const isWhole = WHOLE.includes(name);
  const number = (/** @type {number} */ share) => back(scale(low) + share * wide);
  return {
    name,
    ...names,
    places: [0, 0.5, 1].map((share) => ({
      share,
      text: told(isWhole ? Math.round(number(share)) : number(share)),
    })),
    of: (trial) => {
      const own = value(trial);
      if (own === null) return null;
      return wide ? Math.min(1, Math.max(0, (scale(own) - scale(low)) / wide)) : 0.5;
    },
    at: (share) => told(isWhole ? Math.round(number(share)) : number(share)),
  };
}

/** Two digits are enough along an axis. @param {number} value */
function told(value) {
  const tidy = Number(value.toPrecision(2));
  return Math.abs(tidy) >= PLAIN ? String(tidy) : compact(tidy);
}

/** The loss, on a scale of powers; the best lies at the top. @param {Model} model @returns {TrialAxis} */
function lossAxis({ result }) {
  const [low, high] = lossEnds(result);
  const axis = measured("loss", { label: "held-out loss", short: "loss" }, [low, high], true, lossOf);
  return {
    ...axis,
    places: axis.places.map(({ share, text }) => ({ share: 1 - share, text })),
    of: (trial) => {
      const share = axis.of(trial);
      return share === null ? null : 1 - share;
    },
    at: (share) => axis.at(1 - share),
  };
}

/**
 * The lowest loss and the highest, with the constant answer's between them.
 * @param {Api.TunerResult} result
 */
export function lossEnds({ trials, constant }) {
  const losses = trials.flatMap(({ loss }) => (loss === null ? [] : [loss]));
  const low = Math.min(losses.length ? constant : constant / EMPTY, ...losses);
  return /** @type {[number, number]} */ ([
    Math.max(1e-6, low / 1.1),
    Math.min(20 * constant, Math.max(constant, ...losses) * 1.1),
  ]);
}

/** @param {Api.Trial} trial */
export function lossOf({ loss }) {
  return loss;
}
