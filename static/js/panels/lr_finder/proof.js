/** The proof: the middle loss of five seeds at a tenth of the suggestion, at it, and at ten times it. */
import { html } from "../../../vendor/vendor.js";
import { rateText } from "./rates.js";

/** @typedef {import("./panel.js").Shown} Shown */

const KINDS = ["validation", "", "other"];
/** @type {import("../../lib/curve_data.js").Mark[]} */
const MARKS = ["hollow circle", "circle", "square"];
const NAMES = ["÷ 10", "× 1", "× 10"];

/** @param {Shown} model @param {boolean} isClose */
export function proofChart({ result }, isClose) {
  const { proof, proof_epoch: epochs } = result;
  const lines = proof.map((run, place) => ({
    name: `${NAMES[place]}`,
    label: `${NAMES[place]}: ${rateText(run.learning_rate)}`,
    epochs,
    values: run.loss,
    kind: KINDS[place] ?? "",
    mark: MARKS[place] ?? "circle",
    isRead: true,
  }));
  const at = epochs.at(-1) ?? 0;
  const data = { title: "Loss of the middle seed", unit: "", decimals: 3, lines, at, isLarge: !isClose };
  return html`<nudge-curves .data=${data}></nudge-curves>`;
}
