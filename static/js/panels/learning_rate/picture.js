/** The pictures: the axis of the rates, the losses, the planes, and what is measured besides. */
import { html } from "../../../vendor/vendor.js";
import "../../charts/curves.js";
import { fitted } from "../../charts/fit.js";
import { rateAxis } from "./axis.js";
import { seedRows } from "./dots.js";
import { planes } from "./planes.js";
import { kindOf, letterOf, markOf, nameOf, rateText } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").LearningRatePanel} Panel
 * @typedef {import("../../lib/curve_data.js").Line} Line
 */

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const { runs } = model.result;
  const isMeasured = runs.some(({ sharpness }) => sharpness !== null);
  const hasSeeds = runs.some(({ seeds }) => seeds.length > 1);
  return html`<div class="rate-pictures">
    <div class="rate-axis">${fitted((room) => rateAxis(model, panel, room))}</div>
    <p class="kept-back-words">What the three become shows here once you have drawn your curve, or when you
      play the runs or move a rate.</p>
    <div class="rate-row">
      <div class="rate-losses">${losses(model, panel)}</div>
      ${isMeasured ? html`<div class="rate-extra">${sharpness(model, panel)}</div>` : ""}
      ${hasSeeds ? html`<div class="rate-extra">${fitted((room) => seedRows(model, room))}</div>` : ""}
    </div>
    <div class="rate-planes">${planes(model)}</div>
  </div>`;
}

/** @param {Panel} panel @param {Shown} model */
function seekOf(panel, model) {
  return (/** @type {number} */ epoch) =>
    panel.setView({ step: epoch >= model.request.epochs ? null : epoch });
}

/** @param {Shown} model @param {Panel} panel */
function losses(model, panel) {
  const lines = model.result.runs.map(
    (run, index) =>
      /** @type {Line} */ ({
        name: letterOf(index),
        label: `${letterOf(index)} ${rateText(run.learning_rate)}`,
        epochs: run.loss.map((_, epoch) => epoch),
        values: run.loss,
        kind: kindOf(index),
        mark: markOf(index),
        isRead: true,
      }),
  );
  const isLog = model.result.data.task === "regression";
  const data = {
    title: "Loss",
    unit: "",
    decimals: 3,
    lines,
    at: model.epoch,
    isLog,
    isLarge: true,
  };
  return html`<nudge-curves .data=${data} .onSeek=${seekOf(panel, model)}></nudge-curves>`;
}

/** λ of each run beside 2/η. @param {Shown} model @param {Panel} panel */
function sharpness(model, panel) {
  const measured = model.result.runs.flatMap((run, index) =>
    run.sharpness ? [{ run, index, course: run.sharpness }] : [],
  );
  const lines = measured.flatMap(({ run, index, course }) => {
    const { limit, epoch } = course;
    const own = {
      name: `λ ${letterOf(index)}`,
      epochs: epoch,
      values: course.value,
      kind: kindOf(index),
      mark: markOf(index),
      isRead: true,
    };
    if (limit === null) return [own];
    const values = epoch.map(() => limit);
    const name = `2/η of ${nameOf(run, index)}`;
    return [own, { name, epochs: epoch, values, kind: `${kindOf(index)} rate-bound` }];
  });
  const known = measured.flatMap(({ course }) => course.value.map((value) => value ?? 0));
  const most = Math.max(...known, 1e-6);
  const limits = measured.map(({ course }) => course.limit ?? 0).filter((limit) => limit <= 3 * most);
  const data = {
    title: "Sharpness λ, beside 2/η",
    unit: "",
    decimals: 1,
    lines: /** @type {Line[]} */ (lines),
    at: model.epoch,
    bounds: /** @type {[number, number]} */ ([0, 1.1 * Math.max(most, ...limits)]),
    isLarge: true,
  };
  return html`<nudge-curves .data=${data} .onSeek=${seekOf(panel, model)}></nudge-curves>`;
}
