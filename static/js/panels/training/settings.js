/**
 * What the training panel's controls show and change: null stands for "as it fits", so a control reads what
 * the run made of it; another kind of data starts from its own defaults.
 */
import { valueAt, withValue } from "../../lib/state.js";

const OF_THE_DATA = [
  "samples",
  "noise",
  "balance",
  "margin",
  "factor",
  "turns",
  "classes",
  "points",
  "csv",
  "separator",
  "decimal_mark",
  "header",
  "missing",
  "leave_out",
  "target",
  "task",
  "standardize_target",
  "features",
  "input_names",
  "target_name",
  "target_names",
  "input_units",
  "target_units",
  "class_names",
];
const OF_THE_END = ["loss", "half", "network.output_activation", "network.layers", "network.activations"];

/**
 * What a control shows where the request leaves it open.
 * @param {string} path
 * @param {any} request
 * @param {any} result
 * @param {any} constants
 */
export function effective(path, request, result, constants) {
  const { settings, data } = result;
  const [group, field = ""] = path.split(".");
  if (path === "validation_share")
    return settings.validation / Math.max(1, settings.validation + settings.training);
  if (path === "batch_size") return settings.batch_size;
  if (path === "loss") return settings.loss;
  if (path === "network.output_activation") return settings.activations.at(-1);
  if (path === "network.hidden") return settings.layers.slice(1, -1);
  if (path === "dataset.samples") return data.inputs.length;
  if (path === "dataset.classes") return data.class_names.length;
  if (group === "dataset") return constants.datasets[request.dataset.name]?.defaults[field] ?? 0;
  if (path === "optimizer.betas") return settings.optimizer.betas ?? [];
  if (group === "optimizer" || group === "schedule") return settings[group][field] ?? 0;
  if (group === "early_stopping") return 10;
  return 0;
}

/**
 * Whether a control has a meaning at present.
 * @param {string} path
 * @param {any} request
 * @param {any} result
 * @param {any} constants
 */
export function applies(path, request, result, constants) {
  const [group, field = ""] = path.split(".");
  const { dataset } = request;
  if (group === "optimizer") return field in result.settings.optimizer;
  if (group === "schedule") return field in result.settings.schedule;
  if (group === "early_stopping") return request.early_stopping !== null;
  if (group !== "dataset") return true;
  if (dataset.points || dataset.csv) return false; // none of them made these examples
  if (!OF_THE_DATA.includes(field)) return true;
  return field in (constants.datasets[dataset.name]?.defaults ?? {});
}

/**
 * The request after one field was set: what belonged to the old choice falls back to its default.
 * @param {any} request
 * @param {string} path
 * @param {any} defaults
 * @param {number} examples
 */
export function settled(request, path, defaults, examples) {
  let next = request;
  const reset = (/** @type {string[]} */ paths) => {
    for (const each of paths) next = withValue(next, each, valueAt(defaults, each));
  };
  if (path === "dataset.name") reset(OF_THE_DATA.map((field) => `dataset.${field}`));
  if (path.startsWith("dataset.")) reset(OF_THE_END);
  if (path === "optimizer.name")
    next = {
      ...next,
      optimizer: { ...defaults.optimizer, name: next.optimizer.name, learning_rate: usualRate(next) },
    };
  if (path === "schedule.name")
    next = { ...next, schedule: { ...defaults.schedule, name: next.schedule.name } };
  if (path === "loss") reset(["network.output_activation", "half"]);
  if (path === "loss_goal" && !next.loss_goal) reset(["loss_goal"]); // 0 is never reached: no goal
  if (path === "network.output_activation") reset(["loss"]);
  if (path === "batch_size" && next.batch_size >= examples) next = { ...next, batch_size: null };
  return next;
}

/**
 * The values that a choice may take with the present data; null where it may take all.
 * @param {string} path
 * @param {any} result
 * @param {any} constants
 * @returns {string[] | null}
 */
export function optionsOf(path, { data }, constants) {
  const isCurve = data.task === "regression";
  const task = isCurve ? "regression" : data.class_names.length === 2 ? "two classes" : "classes";
  if (path === "loss") return constants.losses[task];
  if (path !== "network.output_activation") return null;
  // Several classes: sigmoid, the default, is taken for one that was left out, and so stands for softmax
  return constants.outputs[task].filter(
    (/** @type {string} */ name) => task !== "classes" || name !== "sigmoid",
  );
}

/** Plain descent wants larger steps than the optimizers that adapt them. @param {any} request */
function usualRate({ optimizer }) {
  return optimizer.name === "sgd" ? 0.3 : 0.03;
}
