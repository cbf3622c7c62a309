/**
 * The curves of a run, which grow with its epoch: its own, and those of the run that was kept beside it.
 */
import { html } from "../../vendor/vendor.js";
import "../charts/curves.js";

/**
 * @typedef {import("./model.js").RunModel} RunModel
 * @typedef {import("./model.js").RunResult} RunResult
 * @typedef {import("../lib/curve_data.js").CurveData} CurveData
 * @typedef {import("../lib/curve_data.js").Line} Line
 * @typedef {"loss" | "accuracy"} What
 */

const LOSS_NAMES = /** @type {Record<string, string>} */ ({
  bce: "Loss (BCE)",
  cross_entropy: "Loss (cross-entropy)",
  mse: "Loss (MSE)",
  mae: "Loss (MAE)",
  huber: "Loss (Huber)",
});

/**
 * The losses, and the accuracies where there are classes.
 * @param {RunModel} model @param {boolean} [isLarge]
 */
export function curves(model, isLarge = false) {
  const { task } = model.snapshot.run.result.data;
  return html`${lossCurve(model, isLarge)}${task === "regression" ? "" : accuracyCurve(model, isLarge)}`;
}

/** @param {RunModel} model @param {boolean} [isLarge] */
export function lossCurve(model, isLarge = false) {
  return chart(model, isLarge, {
    title: lossName(model.snapshot.run.result),
    unit: "",
    decimals: 3,
    isLog: model.view.log,
    lines: [...guessed(model.guess), ...linesOf(model, "loss", 1)],
  });
}

/** @param {RunModel} model @param {boolean} isLarge */
function accuracyCurve(model, isLarge) {
  return chart(model, isLarge, {
    title: "Accuracy",
    unit: " %",
    decimals: 0,
    bounds: /** @type {[number, number]} */ ([0, 104]),
    lines: linesOf(model, "accuracy", 100),
  });
}

/**
 * @param {RunModel} model @param {boolean} isLarge
 * @param {Omit<CurveData, "at" | "seen" | "isLarge">} own  what differs from one chart to the other
 */
function chart({ snapshot, watched, on }, isLarge, own) {
  const at = snapshot.run.result.snapshots.epoch[snapshot.index] ?? 0;
  const data = { ...own, at, seen: watched, isLarge };
  const drawn = html`<nudge-curves .data=${data} .onSeek=${on.seek}></nudge-curves>`;
  return isLarge ? html`<div class="large-chart">${drawn}</div>` : drawn;
}

/** What its loss is called over a chart. @param {RunResult} result */
export function lossName({ settings }) {
  return LOSS_NAMES[settings.loss] ?? "Loss";
}

/**
 * The lines of the kept run, where there is one, and of the shown run over them.
 * @param {RunModel} model @param {What} what @param {number} scale @returns {Line[]}
 */
function linesOf({ snapshot, compared, change }, what, scale) {
  const own = { run: snapshot.run.result, kind: "", isRead: true };
  if (!compared || !change) return linesOfRun({ ...own, name: "train" }, what, scale);
  const kept = {
    run: compared.result,
    kind: "other",
    isRead: false,
    name: `kept: ${inSymbols(change.kept)}`,
  };
  const now = { ...own, name: inSymbols(change.now) };
  return [...linesOfRun(kept, what, scale), ...linesOfRun(now, what, scale)];
}

/** "learning rate η 0.3" as "η 0.3". @param {string} words */
function inSymbols(words) {
  return words.replace(/^[a-z ]+ (?=[^\x20-\x7f] \S+$)/, "");
}

/**
 * The lines of a run for the training and the held-out examples.
 * @param {{run: RunResult, kind: string, isRead: boolean, name: string}} shown  name: at the end of its line
 * @param {What} what @param {number} scale @returns {Line[]}
 */
function linesOfRun({ run: { history, settings }, kind, isRead, name }, what, scale) {
  const shape = kind ? "square" : "circle";
  const line = (/** @type {"train" | "validation"} */ part) => {
    const column = history[`${part}_${what}`];
    return {
      name: part === "train" ? "train" : "held out",
      label: part === "train" ? name : "held out",
      epochs: history.epoch,
      values: scale === 1 ? column : column.map((each) => (each === null ? null : each * scale)),
      kind: `${part} ${kind}`,
      mark: /** @type {import("../lib/curve_data.js").Mark} */ (part === "train" ? shape : `hollow ${shape}`),
      isRead,
    };
  };
  return [...(settings.validation ? [line("validation")] : []), line("train")];
}

/** The loss that somebody drew. @param {Api.Drawn | null} guess @returns {Line[]} */
function guessed(guess) {
  if (!guess?.heights.length) return [];
  return [
    { name: "your drawing", epochs: guess.places, values: guess.heights, kind: "guess", isRead: false },
  ];
}
