/** Data as examples that can be changed one by one, with every digit and under their names. */

/**
 * @typedef {{x: number[], y: number | number[]}} Example  y: of several targets all
 * @typedef {Record<string, unknown> & {points: Example[]}} Placed  the fields of a dataset
 * @typedef {import("./model.js").RunResult} RunResult
 */

/** Whether they were placed or brought, and not drawn. @param {{points: unknown, csv: unknown}} dataset */
export function isOwnData({ points, csv }) {
  return Boolean(points || csv);
}

/** A place that is clicked on is no finer than this share of the plane. */
const FINENESS = 0.001;

/** What a list of one's own starts from, where nothing more is needed: an example of each class. */
export const TWO = [
  { x: [-0.5, 0], y: 0 },
  { x: [0.5, 0], y: 1 },
];

/**
 * The examples of a run, as placed ones.
 * @param {{data: RunResult["data"]}} result @param {Record<string, unknown>} dataset  of its request
 * @returns {Placed}
 */
export function placedOf({ data }, { standardize, standardize_target, features }) {
  const { task, inputs, targets, input_names, class_names, scaling, target_scaling } = data;
  const points = inputs.map((x, row) => ({
    x: unscaled(x, scaling),
    y: targetOf(unscaled(targets[row] ?? [], target_scaling), task),
  }));
  const names = {
    input_names: own(input_names, (place) => `x${place + 1}`),
    input_units: own(data.input_units, () => ""),
  };
  const target = targetNamesOf(data);
  const switches = { standardize, standardize_target, features };
  if (task === "regression") return { points, task, ...switches, ...names, ...target };
  const classes = { classes: class_names.length, class_names: own(class_names, String) };
  return { points, task, ...switches, ...names, ...target, ...classes };
}

/** A row on the scale it came with. @param {number[]} row @param {RunResult["data"]["scaling"]} scaling */
function unscaled(row, scaling) {
  if (!scaling) return row;
  return row.map((value, place) => (scaling.mean[place] ?? 0) + (scaling.std[place] ?? 1) * value);
}

/**
 * A target as a point has it: a number, several of them, or that of its class.
 * @param {number[]} target @param {string} task
 */
function targetOf(target, task) {
  if (target.length === 1) return target[0] ?? 0;
  return task === "regression" ? target : target.indexOf(1);
}

/** What the targets are called, and their units. @param {RunResult["data"]} data */
function targetNamesOf({ target_name, target_names, target_units }) {
  const units = own(target_units, () => "");
  if (target_names.length > 1) return { target_names, target_units: units };
  return { target_name: target_name === "y" ? null : target_name, target_units: units };
}

/**
 * The names, or null where they are those that anything has.
 * @param {string[]} names @param {(place: number) => string} usual
 */
function own(names, usual) {
  return names.every((name, place) => name === usual(place)) ? null : names;
}

/**
 * The same data with other examples, one of which may be of a class more.
 * @param {Placed} placed @param {Example[]} points @returns {Placed}
 */
export function withPoints(placed, points) {
  if (placed.task === "regression") return { ...placed, points };
  const classes = Math.max(Number(placed.classes ?? 2), ...points.map(({ y }) => Number(y) + 1));
  const names = /** @type {string[] | null} */ (placed.class_names ?? null);
  const class_names = names && Array.from({ length: classes }, (_, kind) => names[kind] ?? String(kind));
  return { ...placed, points, classes, class_names };
}

/**
 * An example at a place of the plane, on the scale of the examples.
 * @param {{data: RunResult["data"]}} result @param {number[]} place @param {number} y @returns {Example}
 */
export function exampleAt({ data }, place, y) {
  const { low, high, scaling } = data;
  const x = unscaled(place, scaling).map((value, axis) => {
    const span = Math.abs((high[axis] ?? 1) - (low[axis] ?? 0)) * (scaling?.std[axis] ?? 1);
    const decimals = Math.ceil(-Math.log10(FINENESS * span || 1));
    return Number(value.toFixed(Math.min(20, Math.max(0, decimals))));
  });
  return { x, y };
}
