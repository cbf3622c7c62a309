/** Accuracy against loss: one weight swept, both curves, and the boundary that the weight moves. */
import { html } from "../../vendor/vendor.js";
import { equation, fraction } from "../charts/equation.js";
import { fitted, moving } from "../charts/fit.js";
import { shown, sourced } from "../charts/number.js";
import { bands, example, plane, planeScales } from "../charts/plane.js";
import { curve, plot, point, scales, tangent, upright } from "../charts/plot.js";
import { fixed, unitName } from "../lib/format.js";
import { settledNetwork } from "../lib/network_request.js";
import { same } from "../lib/state.js";
import { PanelElement } from "../panel/element.js";

/** @typedef {import("../charts/fit.js").Room} Room */

/**
 * @typedef {{request: Api.AccuracyVsLossRequest, view: Api.PanelView, result: Api.AccuracyVsLossResult,
 *   constants: object}} Model
 * @typedef {import("../panel/model.js").Preset<Model>} Preset
 */

/** @extends {PanelElement<Model>} */
class AccuracyVsLossPanel extends PanelElement {
  /**
   * Another network, place or data starts from the weight as it is there.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const network = settledNetwork(request.network, path);
    const isElsewhere = /^(network|dataset|pretrain|layer|unit|input)/.test(path);
    return { ...request, network, value: isElsewhere ? null : request.value };
  }

  /** The weight that was not set is the one of the result. @param {string} path */
  read(path) {
    return path === "value" && this.request.value === null ? this.result.here : super.read(path);
  }

  /** A preset is the network and its data; the weight may have been nudged since. @param {Preset} preset */
  isOn({ request }) {
    const strip = (/** @type {Model["request"]} */ { value, layer, unit, input, ...rest }) => rest;
    const { defaults } = this.first;
    const wished = {
      ...defaults,
      ...request,
      network: { ...defaults.network, ...request.network },
      dataset: { ...defaults.dataset, ...request.dataset },
    };
    return same(strip(this.request), strip(wished));
  }

  /** @param {Model} model */
  parts(model) {
    const { result } = model;
    return {
      title: `${result.network.layers.join(" → ")}, one weight`,
      which: this.chooser(model),
      picture: html`<div class="pictures">
          <div class="stack">
            <div><p class="figure-name">loss</p>${fitted((room) => this.sweep(model, "loss", room))}</div>
            <div><p class="figure-name">accuracy</p>
            ${fitted((room) => this.sweep(model, "accuracy", room))}</div>
          </div>
          <div><p class="figure-name">what the network answers</p>
          ${this.boundary(model)}</div>
        </div>`,
      inside: inside(model),
      answer: html`<p class="answer-line"><output class="answer-number"
        data-answer>${shown(result, "loss_here", 4)}</output>
        <span class="answer-verdict">loss; accuracy ${shown(result, "accuracy_here", 4)}</span></p>`,
      sentence: result.sentence,
      maths: () => maths(model),
    };
  }

  /** Which weight is nudged. @param {Model} model */
  chooser({ request, result }) {
    const sizes = result.network.layers;
    const options = result.network.weights.flatMap((/** @type {number[][]} */ W, /** @type {number} */ l) =>
      W.flatMap((row, j) =>
        row.map((_, i) => ({
          indices: [l, j, i],
          name: `${unitName(sizes, l, i)} → ${unitName(sizes, l + 1, j)}`,
        })),
      ),
    );
    const choose = (/** @type {Event} */ event) => {
      const [layer, unit, input] = /** @type {HTMLSelectElement} */ (event.target).value
        .split(".")
        .map(Number);
      this.setRequest({ ...this.request, layer, unit, input, value: null }, "layer");
    };
    const now = [request.layer, request.unit, request.input].join(".");
    return html`<div class="choice"><label><span class="choice-name">Which weight</span>
      <select @change=${choose}>${options.map(
        (/** @type {{indices: number[], name: string}} */ { indices, name }) =>
          html`<option value=${indices.join(".")} ?selected=${indices.join(".") === now}>${name}</option>`,
      )}</select></label></div>`;
  }

  /**
   * Loss or accuracy along the weight.
   * @param {Model} model @param {"loss" | "accuracy"} kind @param {Room} room
   */
  sweep({ result }, kind, room) {
    const { weight } = result;
    const values = result[kind];
    const top = kind === "loss" ? Math.max(...values, result.loss_here) * 1.05 : 1.04;
    const bottom = kind === "loss" ? 0 : Math.max(0, Math.min(...values) - 0.08);
    const [least, most] = /** @type {[number, number]} */ ([weight[0], weight.at(-1)]);
    const axes = scales({ x: [least, most], y: [bottom, top], ...room });
    const at = { x: result.here, y: result[`${kind}_here`] };
    const isInside = at.x >= least && at.x <= most;
    const move = (/** @type {number} */ w, /** @type {number} */ _, /** @type {boolean} */ isSettled) =>
      this.set("value", w, isSettled);
    return plot(
      axes,
      {
        label: `${kind} along the weight: ${fixed(at.y, 4)} at ${fixed(at.x)}`,
        xName: kind === "accuracy" ? "weight" : "",
        yTicks: 3,
      },
      [
        isInside ? upright(axes, at.x) : "",
        curve(axes, weight, values, kind === "accuracy" ? "stairs" : ""),
        isInside && kind === "loss" ? tangent(axes, { ...at, slope: result.slope }) : "",
        isInside ? point(axes, { ...at, hint: "Drag: moves the weight", onMove: move }) : "",
      ],
    );
  }

  /** The examples over what the network answers. @param {Model} model */
  boundary({ result }) {
    const { low, high, resolution, values } = result.grid;
    const wrong = new Set(result.examples.wrong);
    const label = `${result.examples.targets.length} examples, ${wrong.size} of them decided wrong`;
    return moving(values, (room, moved) => {
      const axes = planeScales([low, high], [low, high], room);
      return plane(axes, { label }, [
        bands(axes, { low, high, resolution, values: moved }, 0.5),
        result.examples.inputs.map((/** @type {number[]} */ x, /** @type {number} */ i) =>
          example(axes, { x, y: result.examples.targets[i], isMistake: wrong.has(i), isSmall: true }),
        ),
      ]);
    });
  }
}

/** @param {Model} model */
function inside({ result, request }) {
  const sizes = result.network.layers;
  const name = `${unitName(sizes, request.layer, request.input)} → ${unitName(
    sizes,
    request.layer + 1,
    request.unit,
  )}`;
  const total = result.examples.targets.length;
  return html`<h3>The weight <var>${name}</var></h3>
    <p class="inside-kind">everything else stays as it is</p>
    <table class="sum"><caption class="visually-hidden">At the present weight</caption><tbody>
      <tr><th scope="row">weight</th><td>${shown(result, "here", 3)}</td></tr>
      <tr><th scope="row">decided right</th><td>${total - result.examples.wrong.length} of ${total}</td></tr>
      <tr><th scope="row">accuracy</th><td>${shown(result, "accuracy_here", 4)}</td></tr>
      <tr><th scope="row">loss</th><td>${shown(result, "loss_here", 5)}</td></tr>
      <tr><th scope="row">slope ∂L/∂w</th><td>${shown(result, "slope", 5)}</td></tr>
      <tr><th scope="row">jumps of the accuracy</th><td>${shown(result, "jumps", 0)}</td></tr>
    </tbody></table>
    <p class="inside-kind">The accuracy is a staircase: flat, then a jump. On a stair there is no slope to
    follow.</p>`;
}

/** @param {Model} model */
function maths({ result }) {
  const total = result.examples.targets.length;
  const right = total - result.examples.wrong.length;
  return html`<p class="maths-of">At the present weight:</p>
    ${equation`accuracy = ${fraction(String(right), String(total))} = ${sourced(result, "accuracy_here", 4)}`}
    ${equation`L = ${sourced(result, "loss_here", 4)}`}`;
}

customElements.define("nudge-accuracy-vs-loss", AccuracyVsLossPanel);
