/** Backpropagation: the stages, the picture, the answer, switches. Pure functions. */
import { html, svg } from "../../../vendor/vendor.js";
import { computationalGraph } from "../../charts/computational_graph.js";
import { fitted } from "../../charts/fit.js";
import { shown } from "../../charts/number.js";
import { signalNetwork } from "../../charts/signal_network.js";
import { STAGES } from "../../lib/backprop_steps.js";
import { fixed } from "../../lib/format.js";
import { matrices } from "./matrices.js";

/** @typedef {import("./panel.js").Shown} Shown */

const PICTURES = /** @type {Record<string, string>} */ ({
  network: "Network",
  graph: "Graph",
  matrices: "Matrices",
});
const STAGE_NAMES = /** @type {Record<string, string>} */ ({
  forward: "Forward",
  loss: "Loss",
  backward: "Backward",
  update: "Update",
});

/** @param {Shown} model @param {import("./panel.js").BackpropPanel} panel */
export function picture(model, panel) {
  const options = {
    ...model,
    describedBy: "backprop-sentence",
    onSelect: (/** @type {number[]} */ at) => panel.select(at),
  };
  const drawings = {
    network: () => fitted((room) => signalNetwork({ ...options, room })),
    graph: () =>
      html`<div class="graph-frame scroll-x" tabindex="0" role="group"
        aria-label="The graph of the computation">${computationalGraph(options)}</div>`,
    matrices: () => matrices(model),
  };
  return html`${bar(model)}${drawings[model.view.picture]()}${
    model.view.picture === "matrices" ? "" : key(model)
  }`;
}

/** The four stages, and the three pictures. @param {Shown} model */
function bar({ known, view }) {
  return html`<div class="stages">
    <div class="segments" role="group" aria-label="Stage">${STAGES.map(
      (stage) => html`<button type="button"
      data-action="stage" data-value=${stage}
      aria-pressed=${String(stage === known.stage)}>${STAGE_NAMES[stage]}</button>`,
    )}</div>
    <div class="segments picture-choice" role="group"
      aria-label="Picture">${Object.entries(PICTURES).map(
        ([name, said]) => html`<button type="button"
      data-action="picture" data-value=${name}
      aria-pressed=${String(name === view.picture)}>${said}</button>`,
      )}</div>
  </div>`;
}

/** What numbers mean at this stage; what lines do stands in the picture. @param {Shown} model */
function key({ known, view }) {
  if (view.picture === "graph")
    return html`<p class="picture-key">In or over each node what comes out of it; after the arrow ← the slope
      of the loss there.</p>`;
  const words = /** @type {Record<string, string>} */ ({
    forward: "In the units: activations.",
    loss: "In the units: activations. At the end: the loss.",
    backward: "Under the units: error signals δ = ∂L/∂z.",
    update: "Under the units: how the update changes each bias.",
  });
  return html`<p class="picture-key">${words[known.stage]}</p>`;
}

/** The loss, large, and what the update makes of it. @param {Shown} model */
export function answer(model) {
  const { result, known } = model;
  const after =
    result.loss_after === null ? "diverges" : html`${known.update ? shown(result, "loss_after", 4) : "–"}`;
  const verdict = result.steps === 0 ? "after one update" : `after update ${result.steps + 1}`;
  return html`<p class="answer-line">
      <output class="answer-number" data-answer>${known.loss ? shown(result, "loss", 4) : "–"}</output>
      <span class="answer-verdict">loss now; ${verdict} <span class="loss-after">${after}</span></span>
    </p>
    ${known.update && result.losses.length > 2 ? lossBars(model) : html`<div class="loss-bars"></div>`}`;
}

/** The loss before each update and after the last, as bars. @param {Shown} model */
function lossBars({ result: { losses, steps }, mostSteps }) {
  const largest = Math.max(...losses, 1e-12);
  const width = 100 / (mostSteps + 2);
  const told = losses.map((each) => fixed(each, 4)).join(", ");
  return html`<svg class="loss-bars" viewBox="0 0 100 22" preserveAspectRatio="none" role="img"
    aria-label="Loss before each update and after the last: ${told}">
    ${losses.map((loss, index) => {
      const height = Math.max(0.6, (loss / largest) * 20);
      return svg`<rect class="loss-bar ${index === steps ? "now" : ""}" x=${index * width} y=${22 - height}
        width=${width * 0.8} height=${height}></rect>`;
    })}
  </svg>`;
}

/** Whether updates move the biases. @param {Api.BackpropRequest} request */
export function switches({ freeze_biases }) {
  return segments("Biases", "biases", freeze_biases ? "kept" : "updated", {
    updated: "updated",
    kept: "kept",
  });
}

/** The two conventions of the squared error. @param {Api.BackpropRequest} request */
export function halves({ half }) {
  return segments("Convention", "half", half ? "half" : "whole", { whole: "(ŷ − y)²", half: "½ (ŷ − y)²" });
}

/** @param {string} label @param {string} action @param {string} on @param {Record<string, string>} names */
function segments(label, action, on, names) {
  return html`<div class="segments" role="group"
    aria-label=${label}>${Object.entries(names).map(
      ([value, name]) => html`<button type="button"
    data-action=${action} data-value=${value} aria-pressed=${String(value === on)}>${name}</button>`,
    )}</div>`;
}
