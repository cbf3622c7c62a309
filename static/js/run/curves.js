/**
 * The curves of a run with a marker at the shown epoch: its own, those of the kept run, those of many seeds.
 */
import { html } from "../../vendor/vendor.js";
import "../charts/curves.js";

/**
 * @typedef {import("./model.js").RunModel} RunModel
 * @typedef {import("./model.js").RunResult} RunResult
 * @typedef {import("./model.js").Family} Family
 */

const LOSS_NAMES = /** @type {Record<string, string>} */ ({
  bce: "Loss (BCE)",
  cross_entropy: "Loss (cross-entropy)",
  mse: "Loss (MSE)",
  mae: "Loss (MAE)",
  huber: "Loss (Huber)",
});

/** The losses, and the accuracies where there are classes. @param {RunModel} model */
export function curves({ scene, compared, change, family, guess, view, on }) {
  const { result } = scene.run;
  const at = result.snapshots.epoch[scene.place];
  const other = change ? compared?.result : null;
  const isClasses = result.data.task !== "regression";
  const loss = {
    title: LOSS_NAMES[result.settings.loss] ?? "Loss",
    unit: "",
    decimals: 3,
    isLog: view.log,
    at,
    lines: [
      ...faint(family),
      ...guessed(guess),
      ...linesOf(other, "loss", 1, "other"),
      ...linesOf(result, "loss", 1, ""),
    ],
  };
  const accuracy = {
    title: "Accuracy",
    unit: " %",
    decimals: 0,
    at,
    bounds: /** @type {[number, number]} */ ([0, 104]),
    lines: [...linesOf(other, "accuracy", 100, "other"), ...linesOf(result, "accuracy", 100, "")],
  };
  const chart = (/** @type {any} */ course) =>
    html`<nudge-curves .course=${course} .onSeek=${on.seek}></nudge-curves>`;
  return html`${chart(loss)}${isClasses ? chart(accuracy) : ""}`;
}

/**
 * The lines of a run for the training and the held-out examples.
 * @param {RunResult | null | undefined} result
 * @param {"loss" | "accuracy"} what
 * @param {number} scale
 * @param {string} kind
 */
function linesOf(result, what, scale, kind) {
  if (!result) return [];
  const { history, settings } = result;
  const line = (/** @type {string} */ name, /** @type {"train" | "validation"} */ part) => {
    const column = history[`${part}_${what}`];
    return {
      name,
      epochs: history.epoch,
      values: scale === 1 ? column : column.map((each) => (each === null ? null : each * scale)),
      kind: `${part} ${kind}`,
      isRead: kind === "",
    };
  };
  return [...(settings.validation ? [line("held out", "validation")] : []), line("train", "train")];
}

/** The loss that somebody drew. @param {Api.Drawn | null} guess */
function guessed(guess) {
  if (!guess?.heights.length) return [];
  return [
    { name: "your drawing", epochs: guess.places, values: guess.heights, kind: "guess", isRead: false },
  ];
}

/** The courses of many seeds. @param {Family | null} family */
function faint(family) {
  if (!family) return [];
  return family.seeds.map((seed, member) => ({
    name: `seed ${seed}`,
    epochs: family.epoch,
    values: family.train_loss.map((row) => row[member] ?? null),
    kind: family.succeeded[member] ? "seed" : "seed failed",
    isRead: false,
  }));
}
