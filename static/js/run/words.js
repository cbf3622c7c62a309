/** The run at the shown snapshot, in words: every number in them is the server's. */
import { html, nothing } from "../../vendor/vendor.js";
import { shown } from "../charts/number.js";
import { fixed } from "../lib/format.js";
import { lastEpochOf } from "./run.js";
import { wrongOnes } from "./wrong.js";

/**
 * @typedef {import("./model.js").ShownSnapshot} ShownSnapshot
 * @typedef {import("./model.js").Final} Final
 * @typedef {"train_loss" | "validation_loss" | "train_accuracy" | "validation_accuracy" | "learning_rate"}
 *   Column
 */

/** From here on a number is written as a power of ten. */
const LARGE = 1e6;

/**
 * The numbers of the shown snapshot. Between two batches there is the loss of the latest batch, before its
 * step; all others are measured after an epoch.
 * @param {ShownSnapshot} snapshot
 */
export function numbersAt({ run, index }) {
  const { history, snapshots, settings, batches } = run.result;
  const epoch = snapshots.epoch[index] ?? 0;
  const row = Math.floor(epoch);
  const batch = Math.round((epoch - row) * settings.batches);
  const isBetween = batch > 0;
  const at = (/** @type {Column} */ column) => history[column][row] ?? null;
  const whole = (/** @type {Column} */ column) => (isBetween ? null : at(column));
  return {
    epoch: row,
    batch,
    batches: settings.batches,
    loss: isBetween ? (batches?.loss[batch - 1] ?? null) : at("train_loss"),
    source: isBetween ? `batches.loss.${batch - 1}` : `history.train_loss.${row}`,
    first: history.train_loss[0] ?? null,
    heldOut: whole("validation_loss"),
    accuracy: whole("train_accuracy"),
    heldOutAccuracy: whole("validation_accuracy"),
    rate: at("learning_rate"),
  };
}

/** A loss of a thousand or more has no decimals to speak of. @param {number | null} loss */
function decimalsOf(loss) {
  return loss !== null && loss >= 1000 && loss < LARGE ? 0 : 3;
}

/** How many decisions are right, where there are decisions. @param {number | null} accuracy */
function right(accuracy) {
  return accuracy === null ? "" : `, ${fixed(100 * accuracy, 0)} % right`;
}

/** @param {ShownSnapshot} snapshot */
export function answerOf(snapshot) {
  const { result } = snapshot.run;
  const { epoch, loss, heldOut, accuracy, heldOutAccuracy, batch, source } = numbersAt(snapshot);
  const heldOutLoss = shown(result, `history.validation_loss.${epoch}`, decimalsOf(heldOut));
  const held = heldOut === null ? "" : html`; held out ${heldOutLoss}${right(heldOutAccuracy)}`;
  return html`<p class="answer-line"><output class="answer-number" data-answer
      data-long=${(loss ?? 0) >= LARGE ? "" : nothing}>${shown(result, source, decimalsOf(loss))}</output>
    <span class="answer-verdict">${batch ? "loss of this batch, before its step" : "loss"}${right(
      accuracy,
    )}${held}</span></p>`;
}

/** @param {import("./model.js").RunModel} model */
export function sentenceOf({ snapshot, change, compared }) {
  const { result } = snapshot.run;
  const { epoch, loss, first, batch, batches } = numbersAt(snapshot);
  const last = lastEpochOf(result);
  if (last === 0) return result.sentence;
  const other = change ? comparison(change, result.final, compared?.result.final) : "";
  if (result.status === "diverged" && epoch >= last - 1) return `${result.sentence}${other}`;
  if (epoch >= last && result.sentence) return `${result.sentence}${other}`;
  const way = loss === null ? "has left the numbers" : loss <= (first ?? loss) ? "has fallen" : "has risen";
  if (batch) {
    const when = `Epoch ${epoch + 1}, after batch ${batch} of ${batches}`;
    const what = `on its ${result.settings.batch_size} examples the loss was ${number(loss)}`;
    return `${when}: ${what} before the step. Batches differ, so their losses jump.`;
  }
  const wrong = wrongOnes(snapshot);
  if (epoch === 0) return `Before the first step the loss is ${number(first)}${wrong}.${other}`;
  const numbers = `from ${number(first)} to ${number(loss)}`;
  return `At epoch ${epoch} of ${last} the loss ${way} ${numbers}${wrong}.${other}`;
}

/**
 * What the kept run came to beside the shown one, where both are over.
 * @param {{kept: string, now: string}} change
 * @param {Final | undefined} final @param {Final | undefined} kept
 */
function comparison(change, final, kept) {
  if (!kept) return "";
  const [now, before] = [number(final?.train_loss, 4), number(kept.train_loss, 4)];
  return ` With ${change.now} the loss ends at ${now}, with ${change.kept} it ended at ${before}.`;
}

/**
 * When a picture is of, and how wrong the network is then: for those who cannot see it.
 * @param {ShownSnapshot} snapshot
 */
export function momentOf(snapshot) {
  const { epoch, batch, loss } = numbersAt(snapshot);
  if (batch) return `in epoch ${epoch + 1} after batch ${batch}`;
  return `at epoch ${epoch}, with a loss of ${number(loss)}`;
}

/** @param {number | null | undefined} value @param {number} [decimals] */
function number(value, decimals = 3) {
  return value === null || value === undefined ? "no number" : fixed(value, decimals);
}
