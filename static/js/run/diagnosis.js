/** What the engine finds wrong with a run, with the numbers that show it and a change to try. */
import { html } from "../../vendor/vendor.js";
import { reading } from "./readings.js";
import { lastEpochOf } from "./run.js";
import { numbersAt } from "./words.js";

/**
 * @typedef {import("./model.js").Finding} Finding
 * @typedef {import("./model.js").RunResult} RunResult
 */

/** @param {Finding} finding @param {number} index */
function fixButton(finding, index) {
  return finding.fix.change
    ? html`<button type="button" class="chip" data-action="try-fix" data-value=${index}>Try it</button>`
    : "";
}

/**
 * The first finding, beside the answer: at the end of a run, for until then it has not been seen.
 * @param {import("./model.js").ShownSnapshot} snapshot
 */
export function firstFinding(snapshot) {
  const { result } = snapshot.run;
  const finding = result.diagnosis?.[0];
  if (!finding || result.history.epoch.length < 2 || numbersAt(snapshot).epoch < lastEpochOf(result))
    return "";
  const { sentence, fix } = finding;
  return html`<p class="finding"><strong>${titleOf(finding.problem)}.</strong>
    ${sentence} ${fix.sentence} ${fixButton(finding, 0)}</p>`;
}

/** @param {RunResult} result */
export function diagnosisDrawer(result) {
  const findings = result.diagnosis ?? [];
  if (result.history.epoch.length < 2)
    return html`<p class="maths-of">Train first: a diagnosis needs a run.</p>`;
  if (!findings.length)
    return html`<p class="maths-of">No problem was found in this run. Looked for: units that are dead or
      saturated, plateau, oscillation, divergence, overfitting, underfitting.</p>`;
  return html`${findings.map(found)}`;
}

/** What the loss share of a finding is a share of. */
const OF_WHAT = /** @type {Record<string, string>} */ ({
  loss_share: "loss ÷ what the best constant answer costs",
});

/** @param {Finding} finding @param {number} index */
function found(finding, index) {
  const evidence = Object.entries(finding.evidence).map(
    ([name, value]) => html`<tr><th scope="row">${OF_WHAT[name] ?? name.replaceAll("_", " ")}</th>
      <td>${typeof value === "number" ? reading(value) : "–"}</td></tr>`,
  );
  return html`<section class="diagnosis"><h3>${titleOf(finding.problem)}</h3>
      <p>${finding.sentence}</p>
      <table class="evidence"><caption>What shows it</caption><tbody>${evidence}</tbody></table>
      <p>${finding.fix.sentence} ${fixButton(finding, index)}</p></section>`;
}

/** @param {string} problem */
function titleOf(problem) {
  const words = problem.replaceAll("_", " ");
  return words[0]?.toUpperCase() + words.slice(1);
}
