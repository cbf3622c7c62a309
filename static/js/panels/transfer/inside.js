/** The four ways in numbers, at the opened number of examples. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { sample, wayOf } from "./lines.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function inside({ result }) {
  const { lines, seeds, source, target } = result;
  return html`<h3>${shown(result, `counts.${result.place}`, 0)} of each class,
      ${seeds.length === 1 ? "one seed" : `mean of ${seeds.length} seeds`}</h3>
    ${lines.map((line, index) => way(result, line, index))}
    ${sooner(result)}
    <h3>Source and target</h3>
    <p class="inside-kind">source: ${source.name}, learned from ${shown(result, "source.samples", 0)}; its own
      network reads ${shown(result, "source_mean", "percent")} % of
      ${shown(result, "source.asked", 0)} others</p>
    <p class="inside-kind">target: ${target.name}, learned from ${shown(result, "target.samples", 0)}, asked
      about ${shown(result, "target.asked", 0)} others</p>`;
}

/** @param {Api.TransferResult} result @param {Api.TransferLine} line @param {number} index */
function way(result, line, index) {
  const at = `lines.${index}`;
  return html`<p class="lent-way">${sample(line.name)} <strong>${line.label}</strong>
      ${shown(result, `${at}.mean`, "percent")} %</p>
    <p class="inside-kind">${wayOf(line.name)}${against(result, line, at)}</p>`;
}

/**
 * Beside the network that learns from scratch.
 * @param {Api.TransferResult} result @param {Api.TransferLine} line @param {string} at
 */
function against(result, { against: found }, at) {
  if (!found) return "";
  const points = html`; ${shown(result, `${at}.against.mean`, "percent")} points`;
  if (found.verdict === null) return points;
  return html`${points} (${shown(result, `${at}.against.low`, "percent")} to
    ${shown(result, `${at}.against.high`, "percent")}) beside from scratch: ${found.verdict}`;
}

/** How soon the others are as good as from scratch at its end. @param {Api.TransferResult} result */
function sooner(result) {
  const told = result.lines.flatMap(({ label, against: found, epochs_needed: epochs }, index) => {
    if (!found) return [];
    const when = epochs === null ? "never" : html`after ${shown(result, `lines.${index}.epochs_needed`, 0)}`;
    return [html`${index > 1 ? ", " : " "}${label} ${when}`];
  });
  const last = result.epochs.length - 1;
  return html`<p class="inside-kind">mean as high as from scratch after
    ${shown(result, `epochs.${last}`, 0)} epochs:${told}.</p>`;
}
