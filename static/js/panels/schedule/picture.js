/** The pictures: rate and loss over the same time, the network beside them, and the seeds as dots. */
import { html } from "../../../vendor/vendor.js";
import "../../charts/curves.js";
import { fitted } from "../../charts/fit.js";
import { differences } from "./differences.js";
import { network } from "./network.js";
import { rates } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").SchedulePanel} Panel
 */

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const { isStale } = model;
  return html`<div class="pictures schedule-pictures">
    <div class="schedule-time">
      <div class="schedule-rates">
        <p class="curve-head"><span class="curve-title">Learning rate η</span>
          <span class="curve-reading">${unitOf(model)}</span></p>
        ${fitted((room) => rates(model, panel, room))}
      </div>
      <div class="schedule-loss ${isStale ? "schedule-stale" : ""}">${loss(model, panel)}</div>
    </div>
    <div class="schedule-beside ${isStale ? "schedule-stale" : ""}">
      <div><p class="figure-name">the network</p>
        ${fitted((room) => network(model, panel.answering.answers, room))}</div>
      <div><p class="figure-name">each seed</p>
        ${fitted((room) => differences(model, room))}</div>
    </div>
  </div>`;
}

/** What moves the rate on. @param {Shown} model */
function unitOf({ result }) {
  const moves = result.learning_rate.length;
  return result.unit === "batch" ? `a rate for each of ${moves} batches` : "a rate for each epoch";
}

/** @param {Shown} model @param {Panel} panel */
function loss({ result, request, epoch }, panel) {
  const epochs = result.mean_loss.map((_, index) => index);
  const line = (/** @type {string} */ name, /** @type {(number | null)[]} */ values, kind = "") => ({
    name,
    label: name,
    epochs,
    values,
    kind,
    isRead: true,
    mark: /** @type {import("../../lib/curve_data.js").Mark} */ (kind ? "square" : "circle"),
  });
  const data = {
    title: request.dataset.name === "sine" ? "Mean loss (MSE)" : "Mean loss (BCE)",
    unit: "",
    decimals: 4,
    isLog: true,
    lines: [
      line("constant", result.constant.mean_loss.slice(0, epochs.length), "other"),
      line("schedule", result.mean_loss),
    ],
    at: Math.min(epoch, epochs.length - 1),
  };
  const seek = (/** @type {number} */ to) => panel.setView({ step: to >= request.epochs ? null : to });
  return html`<nudge-curves .data=${data} .onSeek=${seek}></nudge-curves>`;
}
