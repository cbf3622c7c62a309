/** The pictures: three rows over the same layers, and the loss where the network has been trained. */
import { html, svg } from "../../../vendor/vendor.js";
import "../../charts/curves.js";
import { pointerPosition } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { frames, roomFor } from "./frames.js";
import { histograms } from "./histograms.js";
import { isBack, layersAt, nameOf, nameOfTime, spoken, timeOf } from "./layers.js";
import { norms } from "./norms.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").GradientFlowPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("./frames.js").Row} Row
 */

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  return html`<div class="pictures">
      <div class="flow-rows">${fitted((room) => rows(model, panel, room))}</div>
      ${model.result.trained ? html`<div class="flow-loss">${loss(model, panel)}</div>` : ""}
    </div>`;
}

/** @param {Shown} model @param {Panel} panel @param {Room} room */
function rows(model, panel, room) {
  const { result, layer } = model;
  const given = rowsOf(model, roomFor(room.height));
  const drawn = frames(given, countOf(result), room);
  const open = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const { x } = pointerPosition(/** @type {SVGSVGElement} */ (event.currentTarget), event);
    const place = Math.round(drawn.x.invert(x)) - 1;
    panel.setView({ layer: Math.min(result.layers.length - 1, Math.max(0, place)) });
  };
  const half = (drawn.x(2) - drawn.x(1)) / 2;
  return svg`<svg class="plot curve-plot flow-plot" viewBox="0 0 ${room.width} ${room.height}" role="img"
      aria-label=${words(model)} @pointerdown=${open}>
    <rect class="flow-opened" x=${drawn.x(layer + 1) - half} width=${2 * half} y=${drawn.top}
      height=${drawn.bottom - drawn.top}></rect>
    ${drawn.ground}
    ${drawn.rows.map((axes, index) => /** @type {Row} */ (given[index]).draw(axes))}
  </svg>`;
}

/** As many places as the deeper network has layers. @param {Api.GradientFlowResult} result */
function countOf({ layers, kept }) {
  return Math.max(layers.length, kept?.layers.length ?? 0);
}

/**
 * As many rows as there is room for: the gradients, above them the activations, below them their share of W.
 * @param {Shown} model @param {number} count @returns {Row[]}
 */
function rowsOf(model, count) {
  const when = model.result.trained ? `, ${nameOfTime(timeOf(model))}` : "";
  return [
    ...(count > 1 ? [histograms(model, `activations${when}`)] : []),
    norms(model, "gradient_norm", `‖∂L/∂W‖${when}`),
    ...(count > 2 ? [norms(model, "relative_gradient", `‖∂L/∂W‖ ÷ ‖W‖${when}`)] : []),
  ];
}

/** What the rows show, in words. @param {Shown} model */
function words(model) {
  const time = timeOf(model);
  const { layers } = layersAt(model.result, time);
  const came = layers.filter((_, place) => isBack(model, place)).length;
  const opened = /** @type {Api.FlowLayer} */ (layers[model.layer]);
  const sizes = layers.map((each) => each.gradient_norm);
  const ends = `from ${spoken(Math.min(...sizes))} to ${spoken(Math.max(...sizes))}`;
  const back = came < layers.length ? `; the pass has come back through ${came} of them` : "";
  const own = `gradient ${spoken(opened.gradient_norm)}, spread ${spoken(opened.activation_std)}`;
  const when = model.result.trained ? ` ${nameOfTime(time)}` : "";
  const all = `Activations and gradients of ${layers.length} layers${when}, gradients ${ends}${back}`;
  return `${all}. Opened, ${nameOf(model.result, model.layer)}: ${own}`;
}

/** @param {Shown} model @param {Panel} panel */
function loss({ result, request, step }, panel) {
  const line = (/** @type {Api.Trained} */ run, /** @type {boolean} */ isKept) => ({
    name: isKept ? "kept" : "loss",
    label: isKept ? "kept" : "this",
    epochs: run.loss.map((_, epoch) => epoch),
    values: run.loss,
    kind: isKept ? "other" : "",
    mark: /** @type {import("../../lib/curve_data.js").Mark} */ (isKept ? "square" : "circle"),
    isRead: true,
  });
  const runs = [
    ...(result.kept?.trained ? [line(result.kept.trained, true)] : []),
    line(/** @type {Api.Trained} */ (result.trained), false),
  ];
  const data = {
    title: "Loss (BCE)",
    unit: "",
    decimals: 3,
    lines: runs,
    at: step ?? request.train_epochs,
  };
  const seek = (/** @type {number} */ epoch) =>
    panel.setView({ step: epoch >= request.train_epochs ? null : epoch });
  return html`<nudge-curves .data=${data} .onSeek=${seek}></nudge-curves>`;
}
