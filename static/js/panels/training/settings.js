/**
 * What the training panel's controls show and change: null stands for "as it fits", so a control reads what
 * the run made of it; another kind of data starts from its own defaults.
 */
import { valueAt, withValue } from "../../lib/state.js";

/**
 * @typedef {import("../../run/model.js").RunResult} RunResult
 * @typedef {import("../../run/model.js").RunRequest} TrainingRequest
 *
 * @typedef {{title: string, task: string, defaults: Record<string, number>, thumbnail: number[][]}} Dataset
 * @typedef {object} Constants  what the page brings of the engine (panels/training/panel.py)
 * @property {Record<string, Dataset>} datasets
 * @property {Record<string, string>} tiles  the kinds of data that there is a picture of, and its short name
 * @property {Record<string, string>} features  what derived inputs are called
 * @property {Record<string, string[]>} losses  by task @property {Record<string, string[]>} outputs  by task
 */

/** Fields of the data that go with any kind of them. */
const OF_ANY_DATA = ["name", "seed", "standardize"];
const OF_THE_END = ["loss", "half", "network.output_activation", "network.layers", "network.activations"];
/** Plain descent wants larger steps than the optimizers that adapt them. */
const RATE_OF_SGD = 0.3;

/**
 * What a control shows where the request leaves it open.
 * @param {string} path @param {TrainingRequest} request @param {RunResult} result
 * @param {Constants} constants
 */
export function effective(path, request, { settings, data }, constants) {
  /** @type {Record<string, () => unknown>} */
  const own = {
    validation_share: () => settings.validation / Math.max(1, settings.validation + settings.training),
    batch_size: () => settings.batch_size,
    loss: () => settings.loss,
    "network.output_activation": () => settings.activations.at(-1),
    "network.hidden": () => settings.layers.slice(1, -1),
    "dataset.samples": () => data.inputs.length,
    "dataset.classes": () => data.class_names.length,
    "optimizer.betas": () => settings.optimizer.betas ?? [],
  };
  const [group, field = ""] = path.split(".");
  if (own[path]) return own[path]();
  if (group === "dataset") return constants.datasets[request.dataset.name]?.defaults[field] ?? 0;
  if (group === "optimizer" || group === "schedule") return settings[group][field] ?? 0;
  return null;
}

/**
 * Whether a control has a meaning at present.
 * @param {string} path @param {TrainingRequest} request @param {RunResult} result
 * @param {Constants} constants
 */
export function applies(path, request, result, constants) {
  const [group, field = ""] = path.split(".");
  const { dataset } = request;
  if (group === "optimizer") return field in result.settings.optimizer;
  if (group === "schedule") return field in result.settings.schedule;
  if (group === "early_stopping") return request.early_stopping !== null;
  if (group !== "dataset") return true;
  if (dataset.points || dataset.csv) return false; // none of them made these examples
  return OF_ANY_DATA.includes(field) || field in (constants.datasets[dataset.name]?.defaults ?? {});
}

/**
 * The request after one field was set: what belonged to the old choice falls back to its default.
 * @param {TrainingRequest} request @param {string} path @param {TrainingRequest} defaults
 * @param {number} examples @returns {TrainingRequest}
 */
export function settled(request, path, defaults, examples) {
  const reset = (/** @type {string[]} */ paths) =>
    paths.reduce((next, each) => withValue(next, each, valueAt(defaults, each)), request);
  if (path === "dataset.name") return reset([...ofTheKind(defaults.dataset), ...OF_THE_END]);
  if (path.startsWith("dataset.")) return reset(OF_THE_END);
  if (path === "loss") return reset(["network.output_activation", "half"]);
  if (path === "network.output_activation") return reset(["loss", "half"]);
  if (path === "loss_goal" && !request.loss_goal) return reset(["loss_goal"]); // 0 is never reached
  if (path === "optimizer.name") {
    const { name } = request.optimizer;
    const learning_rate = name === "sgd" ? RATE_OF_SGD : defaults.optimizer.learning_rate;
    return { ...request, optimizer: { ...defaults.optimizer, name, learning_rate } };
  }
  if (path === "schedule.name")
    return { ...request, schedule: { ...defaults.schedule, name: request.schedule.name } };
  if (path === "batch_size" && (request.batch_size ?? 0) >= examples) return { ...request, batch_size: null };
  return request;
}

/** The fields that another kind of data starts anew with. @param {Api.DataSpec} defaults */
function ofTheKind(defaults) {
  const fields = Object.keys(defaults).filter((field) => !OF_ANY_DATA.includes(field));
  return fields.map((field) => `dataset.${field}`);
}

/**
 * The values that a choice may take with the present data; null where it may take all.
 * @param {string} path @param {RunResult} result @param {Constants} constants @returns {string[] | null}
 */
export function optionsOf(path, { data }, constants) {
  const isCurve = data.task === "regression";
  const task = isCurve ? "regression" : data.class_names.length === 2 ? "two classes" : "classes";
  if (path === "loss") return constants.losses[task] ?? null;
  if (path !== "network.output_activation") return null;
  // Several classes: sigmoid, the default, is taken for one that was left out, and so stands for softmax
  return constants.outputs[task]?.filter((name) => task !== "classes" || name !== "sigmoid") ?? null;
}
