/** What is read off a run at the shown snapshot: the gradient of each layer, decisions, weights, a unit. */
import { bin, html, svg } from "../../vendor/vendor.js";
import { fixed, inPowers, layerName, unitName } from "../lib/format.js";
import { shortName } from "../lib/names.js";
import { namesOfInputs } from "./axis_names.js";
import { key } from "./marks.js";

/**
 * @typedef {import("./model.js").ShownSnapshot} ShownSnapshot
 * @typedef {import("./model.js").Parameters} Parameters
 * @typedef {import("d3-array").Bin<number, number>} Bin
 */

const SMALLEST = 1e-12;

/** How long the gradient of each layer is, on a logarithmic scale. @param {ShownSnapshot} snapshot */
export function gradients({ run, index }) {
  const { history, settings, snapshots } = run.result;
  const norms = history.gradient_norms[snapshots.epoch[index] ?? 0] ?? [];
  const largest = Math.max(SMALLEST, ...history.gradient_norms.flat().map((norm) => norm ?? 0));
  const share = (/** @type {number} */ norm) =>
    Math.max(0, 1 + Math.log10(Math.max(norm, SMALLEST) / largest) / 6);
  const rows = norms.map(
    (norm, layer) => html`<tr><th scope="row">${layerName(settings.layers, layer + 1)}</th>
        <td class="bar-cell"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect class="bar" x="0" y="1" width=${100 * share(norm ?? 0)} height="8"></rect></svg></td>
        <td class="bar-value">${norm === null ? "–" : reading(norm)}</td></tr>`,
  );
  return html`<div class="gradients">
    <p class="curve-head"><span class="curve-title">Gradient by layer</span></p>
    <table class="bars">
      <caption class="visually-hidden">Length of the gradient of each layer's weights and biases</caption>
      <tbody>${rows}</tbody></table></div>`;
}

/** A number that may be tiny. @param {number} value */
export function reading(value) {
  if (value === 0) return "0";
  return value >= 0.001 && value < 1000 ? fixed(value, 3) : inPowers(value, 1);
}

/** Which class was taken for which, on training and held-out examples. @param {ShownSnapshot} snapshot */
export function confusion({ run, index }) {
  const { data, snapshots } = run.result;
  const tables = [
    { name: "training", source: /** @type {const} */ ("confusion") },
    { name: "held out", source: /** @type {const} */ ("validation_confusion") },
  ].map(({ name, source }) => {
    const counts = snapshots[source]?.[index];
    return counts ? confusionTable(name, counts, `snapshots.${source}.${index}`, data.class_names) : "";
  });
  return tables.some(Boolean) ? html`<div class="confusions">${tables}</div>` : "";
}

/**
 * @param {string} name @param {number[][]} counts  row: what an example is, column: what it was taken for
 * @param {string} source  where the counts stand in the result @param {string[]} classes
 */
function confusionTable(name, counts, source, classes) {
  const heads = classes.map((label, kind) => classHead("col", kind, `said to be ${label}`));
  const cell = (/** @type {number} */ count, /** @type {number} */ kind, /** @type {number} */ taken) =>
    html`<td class=${taken === kind ? "right" : count ? "wrong" : ""}
      data-number="${source}.${kind}.${taken}:0">${count}</td>`;
  return html`<table class="confusion"><caption>${name}</caption>
      <thead><tr><th scope="col" class="corner">is↓ said→</th>${heads}</tr></thead>
      <tbody>${counts.map(
        (row, kind) => html`<tr>${classHead("row", kind, `is ${classes[kind]}`)}
        ${row.map((count, taken) => cell(count, kind, taken))}</tr>`,
      )}</tbody></table>`;
}

/** @param {"row" | "col"} scope @param {number} kind @param {string} words */
function classHead(scope, kind, words) {
  return html`<th scope=${scope} title=${words}>${key(kind)}<span
    class="visually-hidden">${words}</span></th>`;
}

/** How the weights spread, in bins of equal width. @param {Parameters} parameters */
export function histogram({ weights }) {
  const all = weights.flat(2);
  const reach = Math.max(1, ...all.map(Math.abs)) * 1.001;
  const edges = 13;
  const bins = bin()
    .domain([-reach, reach])
    .thresholds(Array.from({ length: edges }, (_, i) => -reach + (2 * reach * (i + 1)) / (edges + 1)))(all);
  const most = Math.max(1, ...bins.map(({ length }) => length));
  const range = `from ${fixed(Math.min(...all), 2)} to ${fixed(Math.max(...all), 2)}`;
  const bars = bins.map((each, index) => bar(each, (30 * each.length) / most, index, 100 / bins.length));
  return html`<div class="histogram"><p class="curve-head"><span class="curve-title">Weights</span><span
      class="curve-reading">${all.length} ${range}</span></p>
    <svg viewBox="0 0 100 34" role="img" aria-label="Histogram of the ${all.length} weights, ${range}"
      preserveAspectRatio="none">${bars}<line x1="50" x2="50" y1="0" y2="34"></line></svg></div>`;
}

/** @param {Bin} bin @param {number} height @param {number} index @param {number} width  of each bin */
function bar({ x0 = 0, x1 = 0 }, height, index, width) {
  const sign = x1 <= 0.001 ? "negative" : x0 >= -0.001 ? "positive" : "";
  return svg`<rect class=${sign} x=${index * width + 0.6} width=${width - 1.2} y=${32 - height}
    height=${height}></rect>`;
}

/**
 * One unit, opened: where its signals come from.
 * @param {ShownSnapshot} snapshot
 * @param {Parameters} parameters
 * @param {[number, number]} unit
 */
export function unitCard({ run }, { weights, biases }, [layer, unit]) {
  const { settings, data } = run.result;
  const sizes = settings.layers;
  const name = unitName(sizes, layer, unit);
  const isIt = data.scaling ? "standardized" : "as it is";
  if (layer === 0 && data.features)
    return html`<h3>${data.feature_names[unit]}</h3><p class="inside-kind">An input made of x₁ and x₂.</p>`;
  if (layer === 0)
    return html`<h3>${name}</h3><p class="inside-kind">The input ${data.input_names[unit]}, ${isIt}.</p>`;
  const row = weights[layer - 1]?.[unit] ?? [];
  const named = (layer === 1 && namesOfInputs(data)) || [];
  const source = (/** @type {number} */ i) => shortName(named[i] ?? unitName(sizes, layer - 1, i));
  return html`<h3>${name} <span class="inside-kind">${settings.activations[layer - 1]}</span></h3>
    <table class="sum"><caption class="visually-hidden">The weights into ${name}</caption><tbody>
      ${row.map(
        (w, i) => html`<tr><th scope="row">from <var>${source(i)}</var></th>
        <td class=${w < 0 ? "negative" : "positive"}>${fixed(w, 3)}</td></tr>`,
      )}
      <tr><th scope="row">bias</th><td>${fixed(biases[layer - 1]?.[unit] ?? 0, 3)}</td></tr></tbody></table>
    <button type="button" data-action="unit" data-value="none">Show the network's answer</button>`;
}
