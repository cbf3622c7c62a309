/** The buttons, the slider through the steps, the answer, and the numbers of all networks. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { amount, fixed } from "../../lib/format.js";
import { counted } from "./layers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").ApproximationPanel} Panel
 */

/** @param {Shown} model */
export function actions({ request, constants }) {
  const { how, biases, seeds, points } = request;
  const chip = (/** @type {string} */ action, /** @type {boolean} */ isOn, /** @type {string} */ name) =>
    html`<button type="button" class="chip" data-action=${action}
      aria-pressed=${String(isOn)}>${name}</button>`;
  return html`
    ${how === "trained" ? chip("spread", biases === "spread", "Spread biases") : ""}
    ${how === "built" ? "" : chip("seeds", seeds > 1, `${constants.seeds} seeds`)}
    ${how === "folded" ? "" : chip("draw", points !== null, "Draw a curve")}`;
}

/** How far the play has come. @param {Shown} model @param {Panel} panel */
export function scrubber({ request, result, isStep, view }, panel) {
  const last = panel.stepCount();
  const at = isStep ? (view.step ?? 0) : last;
  const words = {
    built: `${at} of ${counted(last, "unit")} added`,
    trained: `epoch ${result.epoch[at] ?? 0} of ${request.epochs}`,
    folded: `${at} of ${counted(last, "fold")}`,
  }[request.how];
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.showStep(value >= last ? null : value);
  };
  return html`<label class="slider-name" for="approx-scrub">${words}</label>
    <input class="slider-range" id="approx-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(at)} aria-valuetext=${words} @input=${move}>`;
}

/** How far off the fit is; of the folds, how many pieces. @param {Shown} model */
export function answer({ result, request, sides, isStep }) {
  if (result.folds)
    return html`<p class="answer-line"><output class="answer-number" data-answer>${shown(
      result,
      "linear_pieces",
      0,
    )}</output>
      <span class="answer-verdict">straight pieces from ${shown(result, "folds.parameters", 0)}
      parameters</span></p>`;
  const beside = result.beside ? html`; by formula ${shown(result, "beside.error", 4)}` : "";
  const side = /** @type {import("./sides.js").Side} */ (sides.at(-1));
  const name = {
    formula: isStep && request.how === "built" ? "of the units added" : "by formula",
    trained: isStep ? side.name : "trained",
  }[side.short];
  return html`<p class="answer-line"><output class="answer-number"
      data-answer>${shown(result, side.errorPath, 4)}</output>
    <span class="answer-verdict">RMSE ${name}${beside}</span></p>`;
}

/** @param {Shown} model */
export function inside(model) {
  return model.result.folds ? ofFolds(model) : ofFits(model);
}

/** @param {Shown} model */
function ofFits({ result, sides, request, step }) {
  const { epoch } = result;
  const at = step ?? epoch.length - 1;
  const cell = (/** @type {string} */ path, /** @type {number} */ decimals) =>
    sides.map((side) => html`<td>${shown(result, `${side.path}${path}`, decimals)}</td>`);
  return html`<table class="sum approx-counts">
    <caption class="visually-hidden">The networks in numbers</caption>
    <thead class="of-words"><tr><th scope="col">1 → ${request.hidden} → 1</th>
      ${sides.map((side) => html`<th scope="col">${side.short}</th>`)}</tr></thead>
    <tbody><tr><th scope="row">RMSE</th>${sides.map(
      (side) => html`<td>${shown(result, side.errorPath, 4)}</td>`,
    )}</tr>
      <tr><th scope="row">straight pieces</th>${sides.map((side) => piecesOf(result, side))}</tr>
      <tr><th scope="row">parameters</th>${cell("network.parameter_count", 0)}</tr></tbody></table>
    ${sides.map((side) => adding(result, side))}
    ${result.starts.map((start, index) => startWords(result, start, index))}
    ${
      epoch.length
        ? html`<p class="inside-kind">loss in epoch ${epoch[at]}: ${shown(result, `loss.${at}`, 5)}</p>`
        : ""
    }`;
}

/** @param {Shown["result"]} result @param {import("./sides.js").Side} side */
function piecesOf(result, { path, pieces, layersOf, added }) {
  if (added !== null) return html`<td>–</td>`;
  return html`<td>${layersOf ? (pieces ?? "–") : shown(result, `${path}linear_pieces`, 0)}</td>`;
}

/** That the parts add up. @param {Shown["result"]} result @param {import("./sides.js").Side} side */
function adding(result, { path, short, units, bias, difference, layersOf }) {
  if (!units.length) return "";
  const [c, gap] = layersOf
    ? [fixed(bias ?? 0, 3), amount(difference)]
    : [shown(result, `${path}bias`, 3), shown(result, `${path}difference`, "amount")];
  return html`<p class="inside-kind">${short}${layersOf}: what ${counted(units.length, "unit")} add and the
    output’s bias, c = ${c}, make the curve, to ${gap}</p>`;
}

/** @param {Shown["result"]} result @param {Api.StartErrors} start @param {number} index */
function startWords(result, start, index) {
  const cell = (/** @type {string} */ path) => shown(result, `starts.${index}.${path}`, 3);
  const name = start.biases === "zeros" ? "biases 0" : "biases spread";
  return html`<p class="inside-kind">${name}, ${counted(start.errors.length, "seed")}:
    median RMSE ${cell("median")}, mean ${cell("mean")} (${cell("low")} to ${cell("high")})</p>`;
}

/** @param {Shown} model */
function ofFolds({ result, request }) {
  const row = (
    /** @type {string} */ name,
    /** @type {string} */ parameters,
    /** @type {string} */ pieces,
    most = "",
  ) =>
    html`<tr><th scope="row">${name}</th><td>${shown(result, parameters, 0)}</td>
      <td>${most}${shown(result, pieces, 0)}</td></tr>`;
  const wide = result.folds?.wide_units ?? 0;
  const equal = result.beside?.network.layers[1] ?? 0;
  return html`<table class="sum approx-counts">
    <caption class="visually-hidden">Parameters and straight pieces</caption>
    <thead class="of-words"><tr><th scope="col">hidden units</th><th scope="col">parameters</th>
      <th scope="col">pieces</th></tr></thead>
    <tbody>${row(`${request.depth} layers of 2`, "folds.parameters", "linear_pieces")}
      ${row(`1 layer of ${equal}`, "beside.network.parameter_count", "folds.equal_most", "≤ ")}
      ${row(`1 layer of ${wide}`, "folds.wide_parameters", "folds.wide_pieces")}</tbody></table>
    ${result.starts.map(
      (
        start,
        index,
      ) => html`<p class="inside-kind">${start.biases === "zeros" ? "biases 0" : "biases spread"}, trained
        from ${counted(start.errors.length, "seed")}: ${start.pieces?.join(", ")} pieces, in the middle
        ${shown(result, `starts.${index}.middle_pieces`, 1)}</p>`,
    )}`;
}
