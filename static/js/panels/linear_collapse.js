/** Linear layers multiplied out to one matrix, beside the boundary that they draw. */
import { html } from "../../vendor/vendor.js";
import { equation } from "../charts/equation.js";
import { moving } from "../charts/fit.js";
import { matrix } from "../charts/matrix.js";
import { shown, sourced } from "../charts/number.js";
import { bands, plane, planeScales } from "../charts/plane.js";
import { point } from "../charts/plot.js";
import { fixed, subscript } from "../lib/format.js";
import { settledNetwork } from "../lib/network_request.js";
import { PanelElement } from "../panel/element.js";

/**
 * @typedef {{request: Api.LinearCollapseRequest, view: Api.PanelView, result: Api.LinearCollapseResult,
 *   constants: object}} Model
 * @typedef {import("../panel/model.js").Preset<Model>} Preset
 */

const REACH = /** @type {[number, number]} */ ([-2, 2]);

/** @extends {PanelElement<Model>} */
class LinearCollapsePanel extends PanelElement {
  /** Another shape or seed draws other weights. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    return { ...request, network: settledNetwork(request.network, path) };
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    if (action !== "layers") return;
    const { layers } = this.request.network;
    const hidden = layers.slice(1, -1);
    const next = value === "1" ? [...hidden, hidden.at(-1) ?? 3] : hidden.slice(0, -1);
    this.set("network.layers", [2, ...next, 1]);
  }

  /** A preset is a network; the input may have moved since. @param {Preset} preset */
  isOn({ request }) {
    const { hidden_activation = "linear", layers = [2, 3, 3, 1] } = request.network ?? {};
    const { network } = this.request;
    return network.hidden_activation === hidden_activation && network.layers.join() === layers.join();
  }

  /** @param {Model} model */
  parts(model) {
    const { result, request } = model;
    const depth = request.network.layers.length;
    const { fewest, most } = this.limits.counts("network.layers");
    return {
      title: result.network.layers.join(" → "),
      depth: html`<p class="more-count">${result.network.weights.length} layers:
        ${result.network.layers.join(" → ")}</p>
        <div class="pair">
          <button type="button" data-action="layers" data-value="-1"
            ?disabled=${depth <= fewest}>− layer</button>
          <button type="button" data-action="layers" data-value="1"
            ?disabled=${depth >= most}>+ layer</button>
        </div>`,
      picture: html`<div class="pictures">
          <div><p class="figure-name">blue: the answer is above 0; orange:
          below</p>${this.boundary(model)}</div>
          ${chain(model)}
        </div>`,
      inside: inside(model),
      answer: html`<p class="answer-line"><output class="answer-number"
        data-answer>${shown(result, "max_difference", 4)}</output>
        <span class="answer-verdict">${
          result.is_linear
            ? "difference between the layers and the one layer"
            : "largest difference from the one layer"
        }</span></p>`,
      sentence: result.sentence,
      maths: () => maths(model),
    };
  }

  /** The plane with the network's boundary; the input can be dragged. @param {Model} model */
  boundary({ result, request }) {
    const move = (
      /** @type {number} */ first,
      /** @type {number} */ second,
      /** @type {boolean} */ isSettled,
    ) => this.set("inputs", [[first, second], ...request.inputs.slice(1)], isSettled);
    const [x, y] = request.inputs[0];
    const hint = "Drag: moves the input";
    return moving(result.grid.values, (room, values) => {
      const axes = planeScales(REACH, REACH, room);
      const here = point(axes, { x, y, hint, onMove: move });
      return plane(axes, { label: result.sentence }, here, bands(axes, { ...result.grid, values }, 0));
    });
  }
}

/**
 * W = W₃ · W₂ · W₁, with every number; the product first, for a long chain is pushed along.
 * @param {Model} model
 */
function chain({ result }) {
  const { weights } = result.network;
  const last = weights.length;
  return html`<div class="matrices chain" tabindex="0" role="group"
    aria-label="The layers as matrices, multiplied out">
    ${matrix("W", result, "matrix", 0)}<span class="operator">=</span>
    ${weights.map((/** @type {number[][]} */ _, /** @type {number} */ i) => {
      const at = last - 1 - i;
      return html`${
        i
          ? html`<span
        class="operator">·</span>`
          : ""
      }${matrix(`W${subscript(at + 1)}`, result, `network.weights.${at}`)}`;
    })}
  </div>`;
}

/** @param {Model} model */
function inside({ result }) {
  const [x1, x2] = [0, 1];
  return html`<h3>${result.is_linear ? "The one layer" : "What linear layers would be"}</h3>
    <p class="inside-kind">all weights multiplied out</p>
    <table class="sum"><caption class="visually-hidden">The one layer</caption><tbody>
      ${[x1, x2].map(
        (i) => html`<tr><th scope="row">weight of <var>x${subscript(i + 1)}</var></th>
        <td>${shown(result, `matrix.0.${i}`, 4)}</td></tr>`,
      )}
      <tr><th scope="row">bias</th><td>${shown(result, "bias.0", 4)}</td></tr></tbody>
      <tfoot>
        <tr><th scope="row">the one layer says</th><td>${shown(result, "collapsed.0", 4)}</td></tr>
        <tr><th scope="row">the network says</th><td>${shown(result, "outputs.0", 4)}</td></tr>
      </tfoot></table>
    <p class="inside-kind">${
      result.is_linear
        ? "The same number, for this input and for every other."
        : "Not the same: an activation that is not linear cannot be multiplied through."
    }</p>`;
}

/** @param {Model} model */
function maths({ result, request }) {
  const [x1, x2] = request.inputs[0];
  const two = (/** @type {number} */ value) => ({ text: fixed(value), source: "" });
  return html`<p class="maths-of">The one layer at the present input:</p>
    ${equation`${sourced(result, "matrix.0.0", 4)} · ${two(x1)} + ${sourced(result, "matrix.0.1", 4)} ·
      ${two(x2)} + ${sourced(result, "bias.0", 4)} = ${sourced(result, "collapsed.0", 4)}`}`;
}

customElements.define("nudge-linear-collapse", LinearCollapsePanel);
