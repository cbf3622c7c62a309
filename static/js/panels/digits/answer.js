/** The answer of a run on digits: how many of those held out are read right. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { lastEpochOf } from "../../run/run.js";
import { answerOf } from "../../run/words.js";

/** @typedef {import("../../run/model.js").RunModel} RunModel */

/** @param {RunModel} model */
export function answer({ snapshot }) {
  const { run, index } = snapshot;
  const epoch = run.result.snapshots.epoch[index] ?? 0;
  if (!Number.isInteger(epoch)) return answerOf(snapshot);
  const isEnd = "moved" in run.result && epoch > 0 && epoch === lastEpochOf(run.result);
  return isEnd ? ofTheEnd(run.result) : ofAnEpoch(run.result, epoch);
}

/** @param {object} result */
function ofTheEnd(result) {
  const share = (/** @type {string} */ path) => html`${shown(result, path, "percent")} %`;
  const { accuracies } = /** @type {{accuracies: number[]}} */ (result);
  const over = accuracies.length > 1 ? ` over ${accuracies.length} splits` : "";
  return html`<p class="answer-line">
    <output class="answer-number" data-answer>${share("held_out_accuracy")}</output>
    <span class="answer-verdict">held out${over} (${shown(result, "interval.0", "percent")} to
      ${shown(result, "interval.1", "percent")})<br>
      no hidden layer ${share("beside.held_out_accuracy")}<br>
      moved by a pixel ${share("moved.held_out_accuracy")}</span></p>`;
}

/** @param {import("../../run/model.js").RunResult} result @param {number} epoch */
function ofAnEpoch(result, epoch) {
  const share = (/** @type {string} */ part) =>
    html`${shown(result, `history.${part}_accuracy.${epoch}`, "percent")} %`;
  return html`<p class="answer-line">
    <output class="answer-number" data-answer>${share("validation")}</output>
    <span class="answer-verdict">of ${result.settings.validation} held-out digits right<br>
      learned from: ${share("train")}<br>
      loss ${shown(result, `history.train_loss.${epoch}`, 3)}</span></p>`;
}
