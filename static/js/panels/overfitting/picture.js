/** The pictures: loss and accuracy of the opened run beside the plain one, masks, seeds, and the planes. */
import { html } from "../../../vendor/vendor.js";
import "../../charts/curves.js";
import { fitted } from "../../charts/fit.js";
import { masks } from "./masks.js";
import { planes } from "./planes.js";
import { openedRun } from "./runs.js";
import { seedRows } from "./seeds.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").OverfittingPanel} Panel
 * @typedef {import("../../lib/curve_data.js").Line} Line
 * @typedef {import("../../lib/curve_data.js").Mark} Mark
 * @typedef {"loss" | "accuracy"} What
 */

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const hasSeeds = model.result.compared.some(({ new_loss: losses }) => losses.length > 1);
  const run = openedRun(model);
  const extra = hasSeeds ? fitted((room) => seedRows(model, room)) : accuracyCurves(model, panel);
  return html`<div class="cure-pictures">
    <p class="kept-back-words">What becomes of the held-out loss shows here once you have drawn your curve, or
      when you play the runs or change a setting.</p>
    <div class="cure-row">
      <div class="cure-losses">${lossCurves(model, panel)}</div>
      <div class="cure-extra">${extra}</div>
    </div>
    ${run.masks ? html`<div class="cure-masks">${fitted((room) => masks(model, run, room))}</div>` : ""}
    <div class="cure-planes">${planes(model)}</div>
  </div>`;
}

/** @param {Panel} panel @param {Shown} model */
function seekOf(panel, model) {
  return (/** @type {number} */ epoch) =>
    panel.setView({ step: epoch >= model.request.epochs ? null : epoch });
}

/** @param {Shown} model @param {Panel} panel */
function lossCurves(model, panel) {
  const guess = panel.answers.guess;
  const drawn = guess?.heights.length
    ? [{ name: "your drawing", epochs: guess.places, values: guess.heights, kind: "guess" }]
    : [];
  const data = {
    title: "Loss",
    unit: "",
    decimals: 2,
    lines: [...drawn, ...bests(model), ...linesOf(model, "loss", 1)],
    at: model.epoch,
    isLarge: true,
  };
  return html`<nudge-curves .data=${data} .onSeek=${seekOf(panel, model)}></nudge-curves>`;
}

/** @param {Shown} model @param {Panel} panel */
function accuracyCurves(model, panel) {
  const data = {
    title: "Accuracy",
    unit: " %",
    decimals: 0,
    bounds: /** @type {[number, number]} */ ([0, 104]),
    lines: linesOf(model, "accuracy", 100),
    at: model.epoch,
  };
  return html`<nudge-curves .data=${data} .onSeek=${seekOf(panel, model)}></nudge-curves>`;
}

/**
 * The plain run, and over it the opened one.
 * @param {Shown} model @param {What} what @param {number} scale
 */
function linesOf(model, what, scale) {
  const [plain] = model.result.runs;
  const run = openedRun(model);
  const own = linesOfRun(run, what, scale);
  if (run === plain || !plain) return own;
  const others = linesOfRun(plain, what, scale).map((line) => ({
    ...line,
    name: `plain, ${line.name}`,
    label: "plain",
    kind: `${line.kind} other`,
    mark: /** @type {Mark} */ (line.mark?.replace("circle", "square")),
    isRead: false,
  }));
  return [...others, ...own];
}

/**
 * Training and held-out examples of one run; where it has gone back to its best weights, what they are worth.
 * @param {Api.CureRun} run @param {What} what @param {number} scale @returns {Line[]}
 */
function linesOfRun(run, what, scale) {
  const end = run.stopped_at ?? Number.POSITIVE_INFINITY;
  const line = (/** @type {"train" | "validation"} */ part, /** @type {Mark} */ mark) => {
    const values = run[`${part}_${what}`].map((each, epoch) => {
      const value = each ?? (epoch > end ? kept(run, part, what) : null);
      return value === null ? null : scale * value;
    });
    const name = part === "train" ? "train" : "held out";
    return {
      name,
      label: name,
      epochs: values.map((_, epoch) => epoch),
      values,
      kind: part,
      mark,
      isRead: true,
    };
  };
  return [line("train", "circle"), line("validation", "hollow circle")];
}

/**
 * What the network is worth that the run has gone back to.
 * @param {Api.CureRun} run @param {"train" | "validation"} part @param {What} what
 */
function kept({ final }, part, what) {
  return final[`${part}_${what}`];
}

/**
 * An upright at the lowest held-out loss of the plain run and of the opened one.
 * @param {Shown} model @returns {Line[]}
 */
function bests(model) {
  const [plain] = model.result.runs;
  const run = openedRun(model);
  const runs = run === plain ? [run] : [plain, run];
  return runs.flatMap((each) => {
    if (!each || each.best_epoch > model.epoch) return [];
    const { best_epoch: best } = each;
    const values = [0, each.validation_loss[best] ?? 0];
    return [
      { name: "best epoch", epochs: [best, best], values, kind: `best ${each === run ? "" : "other"}` },
    ];
  });
}
