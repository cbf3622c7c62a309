/** The opened run in numbers: its best and its end, its mistakes, its weights, and what seeds say of it. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { openedRun, rowAt } from "./runs.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function inside(model) {
  const { result, epoch, selected } = model;
  const run = openedRun(model);
  const row = rowAt(run, epoch);
  const at = `runs.${selected}`;
  return html`<h3>${run.title}, epoch ${epoch}</h3>
    <table class="sum cure-sum">
      <thead class="of-words"><tr><td></td><th scope="col">loss</th><th scope="col">right</th></tr></thead>
      <tbody>${part("training", "train")}${part("held out", "validation")}</tbody></table>
    ${ending(model, run)}
    ${mistakes(model, run)}
    <p class="inside-kind">weights nearer to 0 than 0.01: ${shown(result, `${at}.small_share`, 2)} of all;
      ‖w‖ = ${shown(result, `${at}.weight_norm`, 1)}</p>
    ${overSeeds(model)}`;

  /** @param {string} name @param {"train" | "validation"} which */
  function part(name, which) {
    return html`<tr><th scope="row">${name}</th><td>${shown(result, `${at}.${which}_loss.${row}`, 3)}</td>
      <td>${shown(result, `${at}.${which}_accuracy.${row}`, 2)}</td></tr>`;
  }
}

/** @param {Shown} model @param {Api.CureRun} run */
function ending({ result, selected }, run) {
  const at = `runs.${selected}`;
  const best = html`lowest held-out loss in epoch ${shown(result, `${at}.best_epoch`, 0)}:
    ${shown(result, `${at}.validation_loss.${run.best_epoch}`, 3)}`;
  if (run.stopped_at === null) return html`<p class="inside-kind">${best}</p>`;
  return html`<p class="inside-kind">${best}. Stopped in epoch ${shown(result, `${at}.stopped_at`, 0)}, and
    back to the weights of epoch ${shown(result, `${at}.final.epoch`, 0)}.</p>`;
}

/** Why the loss rises while hardly a decision changes. @param {Shown} model @param {Api.CureRun} run */
function mistakes({ result, selected }, run) {
  const [best, end] = run.wrong;
  if (!best || !end) return "";
  const at = `runs.${selected}.wrong`;
  const mean = (/** @type {number} */ place) =>
    run.wrong[place]?.mean_loss == null ? "–" : shown(result, `${at}.${place}.mean_loss`, 2);
  const count = (/** @type {number} */ place) => shown(result, `${at}.${place}.count`, 0);
  return html`<table class="sum cure-sum">
    <thead class="of-words"><tr><td></td><th scope="col">best</th><th scope="col">end</th></tr></thead>
    <tbody><tr><th scope="row">wrong of ${best.of}</th><td>${count(0)}</td><td>${count(1)}</td></tr>
      <tr><th scope="row">their mean loss</th><td>${mean(0)}</td><td>${mean(1)}</td></tr></tbody></table>`;
}

/** @param {Shown} model */
function overSeeds({ result, selected }) {
  const each = result.compared[selected];
  if (!each || each.mean === null || each.low === null) return "";
  const at = `compared.${selected}`;
  const difference =
    each.difference === null
      ? ""
      : html`<p class="inside-kind">beside the plain run ${shown(result, `${at}.difference`, 2)}
          (${shown(result, `${at}.difference_low`, 2)} to ${shown(result, `${at}.difference_high`, 2)}):
          ${each.verdict}</p>`;
  return html`<h3>${each.new_loss.length} seeds, new examples</h3>
    <p class="inside-kind">loss ${shown(result, `${at}.mean`, 2)} (${shown(result, `${at}.low`, 2)} to
      ${shown(result, `${at}.high`, 2)}), right ${fixed(100 * (each.accuracy ?? 0), 1)} %</p>${difference}`;
}
