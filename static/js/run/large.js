/**
 * What stands in place of the pictures: the curves, or what became of the same run from many seeds,
 * as dots or as curves.
 */
import { html, svg } from "../../vendor/vendor.js";
import "../charts/dots.js";
import { mark } from "../charts/curve_lines.js";
import { intervalBar } from "../charts/interval.js";
import { fixed } from "../lib/format.js";
import { curves, lossName } from "./curves.js";

/**
 * @typedef {import("./model.js").RunModel} RunModel
 * @typedef {import("./model.js").Family} Family
 * @typedef {import("./model.js").Large} Large
 */

/**
 * The button in the corner of the curves that makes them fill the display, and lets them go again.
 * @param {RunModel} model
 */
export function largeSwitch({ view }) {
  const isLarge = view.large !== "none";
  const way = isLarge ? "M7,1V7H1M9,15V9H15" : "M9,1H15V7M7,15H1V9";
  return html`<button type="button" class="quiet large-switch" data-action="large"
    data-value=${isLarge ? view.large : "curves"} aria-pressed=${String(isLarge)} aria-label="Large curves"
    title=${isLarge ? "Back to the pictures: v or Esc" : "The curves in place of the pictures: v"}>
    ${svg`<svg class="large-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d=${way}></path></svg>`}</button>`;
}

/** @param {RunModel} model @param {boolean} isSeeded */
export function largePart(model, isSeeded) {
  const { large } = model.view;
  const what = /** @type {Record<string, () => unknown>} */ ({
    curves: () => curves(model, true),
    seeds: () => seedDots(model),
    "seed-curves": () => seedCurves(model),
  });
  return html`${largeSwitch(model)}<div class="large-head">${choices(model, isSeeded)}${beside(model)}</div>
    <div class="large-charts">${what[large]?.()}</div>`;
}

/** @param {RunModel} model @param {boolean} isSeeded */
function choices({ view }, isSeeded) {
  const choice = (/** @type {Large} */ large, /** @type {string} */ name) =>
    html`<button type="button" data-action="large" data-value=${large}
      aria-pressed=${String(view.large === large)}>${name}</button>`;
  const ofSeeds = isSeeded ? [choice("seeds", "50 dots"), choice("seed-curves", "50 curves")] : "";
  return html`<div class="segments" role="group" aria-label="In place of the pictures"
    >${choice("curves", "Curves")}
    ${isSeeded ? ofSeeds : ""}</div>`;
}

/**
 * What belongs to the chosen charts: their scale, which line is which, the share and its interval.
 * @param {RunModel} model
 */
function beside({ view, change, family }) {
  const isDots = view.large === "seeds";
  const isLog = isDots ? view.seeds_log : view.log;
  const scale = html`<button type="button" class="quiet" data-action=${isDots ? "seeds-log" : "log"}
    aria-pressed=${String(isLog)}>log scale</button>`;
  if (view.large === "curves") return html`${scale}${change ? whichIsWhich(change) : ""}`;
  return html`${scale}${family ? intervalBar(family, "Seeds that succeed") : ""}`;
}

/**
 * The lines of the kept run and of the shown one, and what the two differ in.
 * @param {{kept: string, now: string}} change
 */
export function whichIsWhich({ kept, now }) {
  const sample = (/** @type {string} */ kind, /** @type {import("../lib/curve_data.js").Mark} */ shape) =>
    svg`<svg class="plot curve-plot line-sample" viewBox="0 0 44 14" aria-hidden="true">
      <path class="curve ${kind}" d="M2,7H42"></path>${mark(22, 7, { kind, mark: shape })}</svg>`;
  return html`<p class="change"><span>${sample("train", "circle")} ${now}</span>
    <span>${sample("train other", "square")} kept: ${kept}</span></p>`;
}

/** @param {RunModel} model */
function seedDots({ family, olderFamily, isFamilyBusy, view, seed, snapshot, on }) {
  const shown = family ?? olderFamily;
  if (!shown) return waiting(isFamilyBusy);
  const dots = shown.seeds.map((each, index) => ({
    name: `seed ${each}`,
    value: shown.final_loss[index] ?? null,
    isGood: shown.succeeded[index] ?? false,
    words: seedInWords(shown, index),
    isHere: family !== null && each === seed,
  }));
  const data = {
    title: `${lossName(snapshot.run.result)} at the end, a dot for each seed`,
    axis: "final loss",
    dots,
    isLog: view.seeds_log,
    kinds: { good: "succeed", bad: "do not" },
    isStale: family === null,
  };
  const open = (/** @type {number} */ index) => on.openSeed(/** @type {number} */ (shown.seeds[index]));
  return html`<div class="large-chart"><nudge-dots .data=${data} .onOpen=${open}></nudge-dots></div>`;
}

/** How one seed fared. @param {Family} family @param {number} index */
function seedInWords({ seeds, final_loss: losses, final_accuracy: shares, succeeded }, index) {
  const [loss = null, share = null] = [losses[index], shares?.[index]];
  const ends = loss === null ? "left the numbers" : `loss ${fixed(loss, 4)}`;
  const right = share === null ? "" : `, ${fixed(100 * share, 0)} % right`;
  return `seed ${seeds[index]}: ${ends}${right}; ${succeeded[index] ? "succeeds" : "does not succeed"}`;
}

/** @param {RunModel} model */
function seedCurves({ family, isFamilyBusy, view, snapshot, on }) {
  if (!family) return waiting(isFamilyBusy);
  const { result } = snapshot.run;
  const at = result.snapshots.epoch[snapshot.index] ?? 0;
  const lines = family.seeds.map((seed, member) => ({
    name: `seed ${seed}`,
    epochs: family.epoch,
    values: family.train_loss.map((row) => row[member] ?? null),
    kind: family.succeeded[member] ? "seed" : "seed failed",
  }));
  const data = {
    title: `${lossName(result)} of each seed; dashed: does not succeed`,
    unit: "",
    decimals: 3,
    isLog: view.log,
    isLarge: true,
    at,
    lines,
  };
  return html`<div class="large-chart"><nudge-curves .data=${data}
    .onSeek=${on.seek}></nudge-curves></div>`;
}

/** @param {boolean} isBusy */
function waiting(isBusy) {
  const words = isBusy ? "Training 50 seeds …" : "The seeds are not trained yet.";
  return html`<p class="large-waiting">${words}</p>`;
}

/** The share of the seeds that succeed, as the answer. @param {Family} family */
export function shareAsAnswer({ share, low, high, successes, seeds }) {
  const percent = (/** @type {number} */ value) => fixed(100 * value, 0);
  return html`<p class="answer-line"><output class="answer-number" data-answer>${percent(share)} %</output>
    <span class="answer-verdict">${successes} of ${seeds.length} seeds succeed; 95\u00a0% interval
      ${percent(low)} to ${percent(high)}\u00a0%</span></p>`;
}
